import GitKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// What has to be done before the containers are started after an upgrade.
struct PreconditionTests {
  private let history: CauseSite

  init() throws {
    history = try CauseSite()
    history.site.request.wantsPreconditions = true
  }

  private func preconditions(
    _ kinds: Set<ReportedPrecondition.Kind>, changing change: (inout FileTree) throws -> Void
  ) throws -> [ReportedPrecondition] {
    try history.commit("feat: something", changing: change)
    try history.release("stable-12000")
    let all = try history.site.upgrade("stable-12000", dryRun: true).preconditions ?? []
    return all.filter { kinds.contains($0.kind) }
  }

  private static let script = "prosody/rootfs/etc/s6-overlay/scripts/config"

  @Test("a folder that a start script wants to write to is named as the compose file has it")
  func writable() throws {
    let found = try preconditions([.folders, .required]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing(
          "${CONFIG}/prosody/config:/config:Z",
          with:
            "${CONFIG}/prosody/config:/config:Z\n            - ${CONFIG}/storage/prosody:/var/lib/prosody:Z"
        )
      }
      try files.edit(Self.script) {
        $0.replacing(
          "with-contenv bash\n",
          with: """
            with-contenv bash
            check-writable /var/lib/prosody/data '${CONFIG}/x' || exit 1
            shm-check || exit 1
            curl -f http://localhost
            if [[ ! -f /etc/own ]]; then exit 1; fi

            """)
      }
    }
    #expect(
      found == [
        ReportedPrecondition(
          .folders,
          "make sure that `${CONFIG}/storage/prosody/data` exists and uid 1000 can write to it",
          otherwise: "the container exits", services: ["prosody"]),
        ReportedPrecondition(
          .required, "`shm-check` has to succeed", otherwise: "the container exits",
          services: ["prosody"]),
      ])
  }

  @Test(
    "what a script asks for behind a password that is missing is asked for, too, in whatever form")
  func behindPassword() throws {
    let found = try preconditions([.folders, .required]) { files in
      try files.edit("jicofo/rootfs/etc/s6-overlay/scripts/config") {
        $0 + """

          [[ -w /config/own ]] || { echo "no"; exit 1; }
          if ! shm-check; then
            exit 1
          fi

          """
      }
    }
    #expect(found.contains { $0.text == "`shm-check` has to succeed" }, "\(found)")
    #expect(
      found.contains {
        $0.text.hasPrefix("make sure that") && $0.text.contains("/own` exists")
          && $0.services == ["jicofo"]
      }, "\(found)")
  }

  @Test(
    "shared memory that a service has enough of is not asked for",
    arguments: [
      ("2gb", false), ("2048m", false), ("1gb", true), ("${SHM:-64m}", true), ("x", true),
    ])
  func sharedMemory(_ size: String, _ isAsked: Bool) throws {
    let found = try preconditions([.folders, .required]) { files in
      try files.edit("jicofo/rootfs/etc/s6-overlay/scripts/config") {
        $0 + "\nshm-check || exit 1\n"
      }
      try files.edit("docker-compose.yml") {
        $0.replacing("    jicofo:\n", with: "    jicofo:\n        shm_size: '\(size)'\n")
      }
    }
    #expect(found.contains { $0.text.contains("shm-check") } == isAsked, "\(found)")
  }

  @Test("a folder of data that was a default, and moved, is moved by whoever sets nothing else")
  func movedDefault() throws {
    let change: (inout FileTree) throws -> Void = { files in
      try files.edit("jibri/rootfs/defaults/jibri.conf") {
        $0.replacing("/storage/recordings", with: "/storage/kept")
      }
    }
    let found = try preconditions([.data], changing: change)
    #expect(
      found.map(\.text) == [
        "move what is in `${CONFIG}/storage/jibri/recordings` to `${CONFIG}/storage/jibri/kept`"
      ])
    try history.site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv\nJIBRI_RECORDING_DIR=/storage/own\n"
    ])
    let all = try history.site.upgrade("stable-12000", dryRun: true).preconditions ?? []
    #expect(all.allSatisfy { $0.kind != .data })
  }

  @Test("a new service is told with how it is started")
  func arrived() throws {
    let found = try preconditions([.restart]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("    jvb:\n", with: "    second:\n        image: jitsi/web\n    jvb:\n")
      }
      files[try TreePath("third.yml")] = .text(
        "services:\n    third:\n        image: jitsi/web\n")
    }
    #expect(
      found.filter { $0.text.hasPrefix("new") } == [
        ReportedPrecondition(.restart, "new, and started with the others", services: ["second"]),
        ReportedPrecondition(
          .restart,
          "new; to start it: `docker compose -f docker-compose.yml -f third.yml up --detach`",
          services: ["third"]),
      ])
  }

  @Test("what was asked for before is not asked for again")
  func askedBefore() throws {
    _ = try preconditions([.folders, .required]) { files in
      try files.edit(Self.script) {
        $0.replacing("with-contenv bash\n", with: "with-contenv bash\nshm-check || exit 1\n")
      }
    }
    try history.site.upgrade("stable-12000")
    try history.commit("feat: another thing") { files in
      try files.edit(Self.script) { $0 + "\necho done\n" }
    }
    try history.release("stable-12001")
    let all = try history.site.upgrade("stable-12001", dryRun: true).preconditions ?? []
    #expect(!all.isEmpty && all.allSatisfy { $0.kind != .required })
  }

  @Test("another folder at the same place is data to move")
  func moved() throws {
    let found = try preconditions([.data]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("${CONFIG}/web:/config:Z", with: "${CONFIG}/storage/web:/config:Z")
      }
    }
    #expect(
      found == [
        ReportedPrecondition(
          .data, "move what is in `${CONFIG}/web` to `${CONFIG}/storage/web`",
          otherwise: "the container starts without it", services: ["web"],
          move: ReportedPrecondition.Move(from: "${CONFIG}/web", to: "${CONFIG}/storage/web"))
      ])
  }

  @Test("a port in the container is the proxy's; another one on the host breaks")
  func ports() throws {
    let change: (inout FileTree) throws -> Void = { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("${HTTP_PORT}:8000", with: "${HTTP_PORT}:8080")
          .replacing("${HTTPS_PORT}:8443", with: "9443:8443")
      }
    }
    let found = try preconditions([.ports], changing: change)
    #expect(found.map(\.services) == [["web"]], "a range of ports is as before")
    #expect(found.first?.text.contains("must use port 8080, not 8000") == true)
    let all = try history.site.upgrade("stable-12000", dryRun: true).preconditions ?? []
    #expect(
      all.filter { $0.kind == .breaks }.map(\.text) == [
        "publish `9443:8443` instead of `${HTTPS_PORT}:8443`"
      ])
  }

  @Test("a range of ports that stays is told nothing of")
  func range() throws {
    let change: (inout FileTree) throws -> Void = { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("'${HTTP_PORT}:8000'", with: "'20000-20003:20000-20003/udp'")
      }
    }
    _ = try preconditions([.ports], changing: change)
    try history.site.upgrade("stable-12000")
    try history.commit("feat: another thing") { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("web:\n", with: "web:\n        init: true\n")
      }
    }
    try history.release("stable-12001")
    let all = try history.site.upgrade("stable-12001", dryRun: true).preconditions ?? []
    #expect(all.map(\.kind).first == .restart)
  }

  @Test("who a container runs as, and what Compose does with it")
  func user() throws {
    let found = try preconditions([.breaks]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("web:\n", with: "web:\n        user: \"1234:1234\"\n")
      }
    }
    #expect(found.map(\.services) == [["web"]])
    #expect(found.first?.text.hasPrefix("run as uid 1234 instead of ") == true)
    let all = try history.site.upgrade("stable-12000", dryRun: true).preconditions ?? []
    let restart = try #require(all.first { $0.kind == .restart })
    #expect(restart.services.contains("web"))
    #expect(restart.text.contains("user"))
    let commands = all.filter { $0.kind == .command }.map(\.text)
    #expect(commands.first == "cd confomeet" && commands.last?.hasSuffix(" up --detach") == true)
    #expect(commands.contains("docker compose -f docker-compose.yml -f jibri.yml build jibri"))
  }

  @Test(
    "commands name the files of all that is recreated, unless Compose finds them by itself",
    arguments: [nil, "docker-compose.yml:jibri.yml", "docker-compose.yml"])
  func namedFiles(_ named: String?) throws {
    if let named {
      try history.site.sandbox.write([
        "confomeet/.env": "CONFIG=/srv\nJIBRI_XMPP_PASSWORD=a\nCOMPOSE_FILE=\(named)\n"
      ])
    }
    let found = try preconditions([.command]) { files in
      for path in ["docker-compose.yml", "jibri.yml"] {
        try files.edit(path) { $0.replacing("CONFIG}", with: "CONFIG}/new") }
      }
    }
    let options = named == nil ? " -f docker-compose.yml -f jibri.yml" : ""
    let commands = found.map(\.text)
    #expect(commands.first == "cd confomeet")
    #expect(commands.contains("docker compose\(options) pull --ignore-buildable"), "\(commands)")
    #expect(commands.last == "docker compose\(options) up --detach")
    #expect(commands.contains { $0.contains("build jibri") } == (named != "docker-compose.yml"))
  }

  @Test("a line of people's own that names what moved is to be changed first")
  func ownFiles() throws {
    try history.site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv\nHTTP_PORT=80\nHTTPS_PORT=443\n",
      "confomeet/docker-compose.override.yml":
        "services:\n  web:\n    healthcheck:\n      test: curl -f http://localhost:8000/\n",
    ])
    let found = try preconditions([.files]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("${HTTP_PORT}:8000", with: "${HTTP_PORT}:8080")
      }
    }
    #expect(
      found.map(\.text) == [
        "in `confomeet/docker-compose.override.yml:4`, write 8080 instead of 8000"
      ])
  }

  @Test("with conflicts the report says when it is told")
  func conflicts() throws {
    let path = "confomeet/docker-compose.yml"
    let text = try #require(history.site.text(path))
    try history.site.sandbox.write([
      path: text.replacing("${CONFIG}/web:/config:Z", with: "${CONFIG}/own:/config:Z")
    ])
    try history.commit("feat: another folder") { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("${CONFIG}/web:/config:Z", with: "${CONFIG}/storage/web:/config:Z")
      }
    }
    try history.release("stable-12000")
    let stopped = try history.site.upgrade("stable-12000", dryRun: true)
    #expect(stopped.verdict == .conflicts && stopped.preconditions == nil)
    let heading = "Before the containers are started\n"
    let shown = TextRenderer().render(stopped)
    #expect(shown.contains("\(heading)\n  What has to be done depends on what is decided above"))
    #expect(MarkdownRenderer().render(stopped).contains("the run that goes through tells it"))
    let marked = try history.site.upgrade("stable-12000", marking: true)
    #expect(marked.verdict == .marked)
    #expect(TextRenderer().render(marked).contains("confomeet-upgrade upgrade --continue"))
  }

  @Test("no value of a variable is shown, in whatever form things are written")
  func values() throws {
    try history.site.sandbox.write([
      "confomeet/.env": """
      CONFIG=/srv/topsecret
      WEBUSER=leakyjoe
      INNER_PORT=39391
      JICOFO_AUTH_PASSWORD=leakypassword
      """,
      "confomeet/docker-compose.override.yml": """
      services:
        web:
          user: "${WEBUSER}"
          volumes:
            - {type: bind, source: "${CONFIG}/it's", target: /own}
            - >-
              ${CONFIG}/folded:/folded
        jicofo:
          volumes:
            - "${CONFIG}/jicofo-own:/own"
      """,
    ])
    _ = try preconditions([.folders, .required]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("'${HTTPS_PORT}:8443'", with: "'${HTTPS_PORT}:${INNER_PORT}'")
      }
      for name in ["prosody", "jicofo"] {
        try files.edit("\(name)/rootfs/etc/s6-overlay/scripts/config") {
          $0.replacing(
            "with-contenv bash\n",
            with: """
              with-contenv bash
              $JICOFO_AUTH_PASSWORD || exit 1
              check-writable /own || exit 1
              cp -r $CONFIG/x /config/x

              """)
        }
      }
    }
    let report = try history.site.upgrade("stable-12000", dryRun: true)
    let texts = (report.preconditions ?? []).map(\.text)
    #expect(texts.contains { $0.contains("`${CONFIG}/jicofo-own` exists and uid 1000") })
    for value in ["topsecret", "leakyjoe", "39391", "leakypassword"] {
      #expect(!texts.contains { $0.contains(value) }, "\(value)")
    }
  }

  @Test("what Compose doesn't compare makes no container anew")
  func unhashed() throws {
    let found = try preconditions([.restart]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("web:\n", with: "web:\n        x-note: a\n        pull_policy: always\n")
          .replacing(
            "            - ENABLE_RECORDING\n            - PUBLIC_URL\n",
            with: "            - PUBLIC_URL\n            - ENABLE_RECORDING\n")
      }
    }
    #expect(found.map(\.text) == ["recreated by Compose, for other `image`"])
  }

  @Test("another spelling of the same user is no other user")
  func sameUser() throws {
    let found = try preconditions([.breaks]) { files in
      try files.edit("docker-compose.yml") {
        $0.replacing("jicofo:\n", with: "jicofo:\n        user: \"1000\"\n")
      }
    }
    #expect(found.isEmpty)
  }

  @Test("an upgrade that starts no container anew asks for nothing")
  func nothing() throws {
    let site = history.site
    let report = try site.upgrade("stable-11146-2", dryRun: true)
    #expect(report.preconditions == nil)
  }
}

extension FileTree {
  /// Changes the text of a file.
  fileprivate mutating func edit(
    _ path: String, _ change: (String) -> String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let path = try TreePath(path)
    let file = try #require(self[path], sourceLocation: location)
    let text = String(decoding: file.content, as: UTF8.self)
    let changed = change(text)
    #expect(changed != text, sourceLocation: location)
    self[path]?.content = Array(changed.utf8)
  }
}
