import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// Changes upstream that text tools get wrong without saying so: the result is right, or there is a conflict.
struct WrongResultTests {
  /// The demo's newest release with a change.
  private func generate(
    _ release: String = "stable-11146-2", _ change: (inout FileTree) throws -> Void
  ) throws -> GeneratedRelease {
    try Demo.generate(release, changing: change)
  }

  /// A result that went through must not speak of the old network, but for aliases and domains.
  private func expectRightOrConflict(
    _ generated: GeneratedRelease, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard generated.generation.conflicts.isEmpty else { return }
    #expect(try generated.violations() == [], sourceLocation: sourceLocation)
  }

  private func text(_ generated: GeneratedRelease, _ path: String) throws -> String {
    #expect(generated.generation.conflicts.map(\.headline) == [])
    return try generated.generation.tree.text(path)
  }

  // MARK: The network

  @Test("a new compose file with the network under an anchor")
  func anchoredNetwork() throws {
    let generated = try generate { files in
      try files.write(
        """
        x-net: &net
          meet.jitsi:
            aliases: [a.meet.jitsi]
        services:
          one:
            image: one
            networks: *net
          two:
            image: two
            networks:
              <<: *net
              other:
        """, to: "extra.yml")
    }
    let extra = try text(generated, "extra.yml")
    #expect(extra.contains("confomeetnet:\n    aliases: [a.meet.jitsi]"))
    #expect(!extra.contains(" meet.jitsi:"))
  }

  @Test("a service merged from an anchor")
  func mergedService() throws {
    let generated = try generate { files in
      try files.write(
        "x-base: &base\n  image: one\n  networks: [meet.jitsi]\nservices:\n  one: *base\n  two:\n    <<: *base\n    image: two\n",
        to: "extra.yml")
    }
    #expect(try text(generated, "extra.yml").contains("networks: [confomeetnet]"))
  }

  @Test("a network's name that is shared by an anchor")
  func anchoredName() throws {
    let generated = try generate { files in
      try files.write(
        "x-name: &name meet.jitsi\nservices:\n  one:\n    image: one\n    networks:\n      - *name\n",
        to: "extra.yml")
    }
    #expect(generated.generation.conflicts.contains { $0.code.rawValue == "U206" })
  }

  @Test(
    "list form, quoted, flow, with a comment",
    arguments: [
      "    networks:\n      - meet.jitsi # the one\n", "    networks: [\"meet.jitsi\"]\n",
      "    networks: {'meet.jitsi': {aliases: [x.meet.jitsi]}}\n",
      "    networks:\n      ? meet.jitsi\n      : \n",
      "    networks:\n    - 'meet.jitsi'\n", "    networks: {meet.jitsi: , other: }\n",
    ])
  func forms(_ networks: String) throws {
    let generated = try generate { files in
      try files.write("services:\n  one:\n    image: one\n" + networks, to: "extra.yml")
    }
    let extra = try text(generated, "extra.yml")
    #expect(extra.contains("confomeetnet"))
    #expect(!extra.replacing("x.meet.jitsi", with: "").contains("meet.jitsi"))
  }

  @Test("a compose file in a new folder, below one that deployments take")
  func nestedFile() throws {
    let generated = try generate { files in
      try files.write(
        "services:\n  one:\n    image: one\n    networks:\n      meet.jitsi:\n",
        to: "rtcstats/new/one.yml")
    }
    #expect(try text(generated, "rtcstats/new/one.yml").contains("      confomeetnet:\n"))
  }

  @Test("the network has a name of its own: who joins by it would not find it")
  func namedNetwork() throws {
    let generated = try generate { files in
      try files.replace(
        "networks:\n    meet.jitsi:\n",
        with: "networks:\n    meet.jitsi:\n        name: meet.jitsi\n", in: "docker-compose.yml")
    }
    guard generated.generation.conflicts.isEmpty else { return }
    let compose = try generated.generation.tree.text("docker-compose.yml")
    #expect(compose.contains("name: confomeetnet"))
  }

  @Test(
    "a broken compose file is never left out in silence",
    arguments: [
      "\u{FEFF}services: [\n", "{services: {one: [}\n", "---\nservices: [\n",
      "# x\n\"services\" : [\n", "x: &a [\nservices:\n",
      "x: [\n", "%YAML 9\n---\nservices: {}\n",
    ])
  func broken(_ text: String) throws {
    let generated = try generate { files in try files.write(text, to: "etherpad.yml") }
    #expect(generated.generation.conflicts.contains { $0.code.rawValue == "U205" })
  }

  // MARK: Images

  @Test(
    "an image of upstream's in another form",
    arguments: [
      "jitsi/jvb:latest", "jitsi/jvb", "\"jitsi/jvb:${JITSI_IMAGE_VERSION:-unstable}\"",
      "docker.io/jitsi/jvb:stable-1",
      "localhost:5000/jitsi/jvb", "jitsi/jvb:${OTHER:-unstable}",
      "${JVB_IMAGE:-jitsi/jvb:unstable}",
      "jitsi/jvb@sha256:0000000000000000000000000000000000000000000000000000000000000000",
    ])
  func images(_ image: String) throws {
    let generated = try generate { files in
      try files.replace(
        "image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/jvb:${JITSI_IMAGE_VERSION:-stable-11146-2}",
        with: "image: \(image)",
        in: "docker-compose.yml")
    }
    if generated.generation.conflicts.isEmpty {
      let line = try generated.generation.tree.text("docker-compose.yml").split(separator: "\n")
        .first { $0.contains("/jvb") }
      #expect(line?.contains(":${JITSI_IMAGE_VERSION:-stable-11146-2}") == true)
    }
  }

  @Test("upstream builds its jibri itself, or calls the service something else")
  func renamedService() throws {
    let renamed = try generate { files in
      try files.replace("    jibri:\n", with: "    recorder:\n", in: "jibri.yml")
    }
    #expect(!renamed.generation.conflicts.isEmpty)
    try expectRightOrConflict(
      generate { files in
        try files.replace(
          "        restart:", with: "        build: ./jibri\n        restart:", in: "jibri.yml")
      })
  }

  // MARK: The Dockerfile

  @Test("two steps that install Chrome", arguments: ["stable-9364-1", "stable-11146-2"])
  func twoSteps(_ release: String) throws {
    let generated = try generate(release) { files in
      try files.replace(
        "/usr/bin/install-chrome.sh &&",
        with: "/usr/bin/install-chrome.sh && /usr/bin/install-chrome.sh &&",
        in: "jibri/Dockerfile")
    }
    #expect(generated.generation.conflicts.contains { $0.code.rawValue == "U203" })
  }

  @Test("Chrome is installed in a stage of its own, that the image is not made of")
  func otherStage() throws {
    let generated = try generate { files in
      let dockerfile = try files.text("jibri/Dockerfile")
      try files.write(
        dockerfile.replacing("  /usr/bin/install-chrome.sh && \\\n", with: "")
          + "\nFROM debian AS chrome\nRUN /usr/bin/install-chrome.sh && apt-cleanup\n",
        to: "jibri/Dockerfile")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test(
    "the step is a comment now, or runs only sometimes, or never fails",
    arguments: [
      "  true && \\\n#  /usr/bin/install-chrome.sh && \\\n",
      "  ( /usr/bin/install-chrome.sh ) && \\\n",
      "  { [ -n \"$X\" ] && /usr/bin/install-chrome.sh; } && \\\n",
      "  if true; then /usr/bin/install-chrome.sh; fi && \\\n",
      "  echo /usr/bin/install-chrome.sh && \\\n",
    ])
  func stepForms(_ step: String) throws {
    let generated = try generate { files in
      try files.replace("  /usr/bin/install-chrome.sh && \\\n", with: step, in: "jibri/Dockerfile")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("a step that may fail is followed like any other")
  func stepThatMayFail() throws {
    let generated = try generate { files in
      try files.replace(
        "/usr/bin/install-chrome.sh &&", with: "/usr/bin/install-chrome.sh || true &&",
        in: "jibri/Dockerfile")
    }
    // To a shell `a || b && c` is `(a || b) && c`.
    let dockerfile = try text(generated, "jibri/Dockerfile")
    #expect(
      dockerfile.contains(
        "/usr/bin/install-chrome.sh || true && \\\n  /usr/bin/install-awscli && \\\n"))
  }

  @Test("everything is cleaned up before")
  func cleanedUpBefore() throws {
    let generated = try generate { files in
      try files.replace(
        "/usr/bin/install-chrome.sh &&", with: "apt-cleanup && /usr/bin/install-chrome.sh &&",
        in: "jibri/Dockerfile")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("upstream's folder has another name: the operations follow, the build does not")
  func renamedFolder() throws {
    let generated = try generate { files in
      for path in files.paths where path.isInside("jibri") {
        files[try TreePath("recorder" + path.text.dropFirst(5))] = files[path]
        files[path] = nil
      }
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  // MARK: Templates

  @Test(
    "the block that a setting goes into is elsewhere",
    arguments: ["stable-9364-1", "stable-11146-2"])
  func movedBlock(_ release: String) throws {
    let generated = try generate(release) { files in
      let path = "jicofo/rootfs/defaults/jicofo.conf"
      try files.replace("    conference {", with: "    meeting {", in: path)
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("the block is there only when a variable is set")
  func guardedBlock() throws {
    let generated = try generate("stable-9364-1") { files in
      let path = "jicofo/rootfs/defaults/jicofo.conf"
      try files.replace(
        "    conference {\n", with: "    {{ if .Env.X }}\n    conference {\n", in: path)
      try files.replace(
        "      initial-timeout = \"15 seconds\"\n    }\n",
        with: "      initial-timeout = \"15 seconds\"\n    }\n    {{ end }}\n", in: path)
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test(
    "the setting is there already, and says the opposite",
    arguments: [
      "shared-document { use-random-name = false }", "shared-document.use-random-name = false",
      "\"shared-document\" { \"use-random-name\" : false }",
    ])
  func opposite(_ line: String) throws {
    let generated = try generate("stable-9364-1") { files in
      try files.replace(
        "      initial-timeout = \"15 seconds\"\n",
        with: "      initial-timeout = \"15 seconds\"\n      \(line)\n",
        in: "jicofo/rootfs/defaults/jicofo.conf")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("the same setting stands below, or in a file that is included there")
  func overridden() throws {
    let generated = try generate("stable-9364-1") { files in
      let path = "jicofo/rootfs/defaults/jicofo.conf"
      let text = try files.text(path)
      try files.write(
        text + "\njicofo.conference.shared-document = { use-random-name = false }\n", to: path)
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("the variable does something else now")
  func invertedVariable() throws {
    let generated = try generate { files in
      try files.replace(
        "use-random-name = {{ $ENABLE_SHARED_DOCUMENT_RANDOM_NAME }}",
        with: "use-random-name = {{ not $ENABLE_SHARED_DOCUMENT_RANDOM_NAME }}",
        in: "jicofo/rootfs/defaults/jicofo.conf")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test(
    "the template is rendered from elsewhere, or not at all",
    arguments: ["stable-9364-1", "stable-11146-2"])
  func notRendered(_ release: String) throws {
    let script =
      release == "stable-9364-1" ? "etc/cont-init.d/10-config" : "etc/s6-overlay/scripts/config"
    let generated = try generate(release) { files in
      try files.replace(
        "tpl /defaults/jibri.conf", with: "tpl /templates/jibri.conf", in: "jibri/rootfs/" + script)
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  // MARK: Volumes and variables

  @Test(
    "the plugins' mount in the long form, twice, or gone",
    arguments: [
      "            - {type: bind, source: ${CONFIG}/plugins, target: /prosody-plugins-custom}\n",
      "            - ${CONFIG}/a:/prosody-plugins-custom\n            - ${CONFIG}/b:/prosody-plugins-custom/\n",
      "",
      "            - plugins:/prosody-plugins-custom:Z\n",
      "            - /prosody-plugins-custom\n",
    ])
  func mounts(_ lines: String) throws {
    let generated = try generate { files in
      try files.replace(
        "            - ${CONFIG}/prosody/prosody-plugins-custom:/prosody-plugins-custom:Z\n",
        with: lines,
        in: "docker-compose.yml")
    }
    if generated.generation.conflicts.isEmpty {
      let text = try generated.generation.tree.text("docker-compose.yml")
      #expect(text.contains("./prosody/prosody-plugins-custom"))
      #expect(text.ranges(of: "/prosody-plugins-custom").count <= 3)
    }
  }

  @Test("the environment as a mapping, or shared by an anchor")
  func environments() throws {
    let mapping = try generate { files in
      try files.write(
        """
        services:
            jibri:
                image: ${JITSI_IMAGE_REPO:-ghcr.io/jitsi}/jibri:${JITSI_IMAGE_VERSION:-stable-11146-2}
                tmpfs: [/run]
                environment:
                    JIBRI_FINALIZE_RECORDING_SCRIPT_PATH:
                    XMPP_DOMAIN:
                networks: {meet.jitsi: }
        """, to: "jibri.yml")
    }
    if mapping.generation.conflicts.isEmpty {
      #expect(try mapping.generation.tree.text("jibri.yml").contains("CONFOMEET_S3_URL:"))
    }
  }

  @Test("an environment that is shared by an anchor: another service must not get the secrets")
  func sharedEnvironment() throws {
    let generated = try generate { files in
      try files.replace("environment:\n", with: "environment: &shared\n", in: "jibri.yml")
      try files.write(
        files.text("jibri.yml")
          + "\n    other:\n        image: other\n        environment: *shared\n", to: "jibri.yml")
    }
    #expect(!generated.generation.conflicts.isEmpty)
  }

  @Test("the service is in two files")
  func twoServices() throws {
    let generated = try generate { files in
      try files.write(
        "services:\n  jibri:\n    environment:\n      - JIBRI_NO_MEDIA_TIMEOUT=1 second\n",
        to: "zz.yml")
    }
    try expectRightOrConflict(generated)
  }
}
