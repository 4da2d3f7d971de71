import Findings
import GitKit
import PatchKit
import Testing

@Suite("Local edits that become a patch")
struct CaptureTests {
  private static let compose = """
    # The conference

    services:
        web:
            image: web:${VERSION:-stable-9364-1}
            ports:
                - '${HTTP_PORT}:80'
            environment:
                - PUBLIC_URL
                - TZ
            networks:
                meet.jitsi:
        jvb:
            image: jvb
            restart: ${RESTART_POLICY:-unless-stopped}
            depends_on:
                - prosody
                - jicofo

    networks:
        meet.jitsi:

    """

  private func capture(
    _ old: [String: String], _ new: [String: String], others: [[String: String]] = []
  ) throws -> CapturedPatch {
    let capture = Capture(
      "ours", release: try #require(ReleaseName("stable-9364-1")), generated: try tree(old),
      edited: try tree(new), others: try others.map(tree))
    return try #require(try capture.patch())
  }

  private func manifest(_ patch: CapturedPatch) throws -> String {
    let file = try #require(patch.files[try TreePath("patch.yaml")])
    return String(decoding: file.content, as: UTF8.self)
  }

  /// The kinds of the operations that bring an edit of one file, byte for byte.
  private func kinds(_ path: String, _ old: String, _ new: String) throws -> [String] {
    let patch = try capture([path: old], [path: new])
    let text = try manifest(patch)
    #expect(patch.generated == (try tree([path: new])), "\(text)")
    #expect(patch.otherForms.isEmpty)
    return patch.kinds
  }

  @Test(
    "are typed for each kind of entry of a compose file",
    arguments: [
      ("        restart: ${RESTART_POLICY:-unless-stopped}", "        restart: always"),
      ("            - TZ\n", "            - TZ=UTC\n"),
      ("            - TZ\n", "            - LANG\n            - TZ\n"),
      ("            - TZ\n", "            - TZ\n            - A='b c'\n"),
      ("'${HTTP_PORT}:80'", "'127.0.0.1:8080:80'"),
      ("'${HTTP_PORT}:80'\n", "'${HTTP_PORT}:80'\n            - '8443:443'\n"),
      ("web:${VERSION:-stable-9364-1}", "example.org/web:${VERSION:-stable-9364-1}"),
      ("            - jicofo\n", ""),
      (
        "        image: jvb\n",
        """
                image: jvb
                # Restarts a dead bridge
                healthcheck:
                    test: [CMD, curl, -f, "http://localhost:8080/about/health"]
                    # often
                    interval: 10s

        """
      ),
      ("        image: jvb\n", "        image: jvb\n        labels:\n            - a.b=c\n"),
      ("        image: jvb\n", "        image: jvb\n        volumes:\n            - ./x:/x:ro\n"),
      (
        "    jvb:\n",
        "    # Ours\n    cache:\n        image: redis\n        networks:\n            meet.jitsi:\n    jvb:\n"
      ),
      (
        "\nnetworks:\n    meet.jitsi:\n",
        "\nnetworks:\n    meet.jitsi:\n    proxy:\n        external: true\n"
      ),
      (
        "\nnetworks:\n    meet.jitsi:\n", "\nnetworks:\n    meet.jitsi:\nvolumes:\n    data:\n"
      ),
    ])
  func compose(_ find: String, _ with: String) throws {
    let new = Self.compose.replacing(find, with: with)
    #expect(new != Self.compose)
    let kinds = try kinds("docker-compose.yml", Self.compose, new)
    #expect(Set(kinds).isSubset(of: ["compose.set", "compose.remove"]), "\(kinds)")
  }

  @Test("have the release's name where the file has it, and what was there before")
  func release() throws {
    let patch = try capture(
      ["a.yml": Self.compose],
      ["a.yml": Self.compose.replacing(" web:$", with: " example.org/web:$")])
    #expect(
      try manifest(patch) == """
        # yaml-language-server: $schema=../schema/patch.schema.json
        id: ours
        title: TODO what it does, in a few words
        reason: TODO why it is there, and when it can go
        operations:
          - compose.set:
              file: a.yml
              service: web
              path: [image]
              value: example.org/web:${VERSION:-@release@}
              replaces: web:${VERSION:-@release@}

        """)
  }

  @Test("are typed in env files")
  func env() throws {
    let old = "# Basic\n\nA=1\n#B=2\nC=3\n"
    #expect(try kinds("env.example", old, old.replacing("A=1", with: "A=2")) == ["env.set"])
    #expect(try kinds("env.example", old, old.replacing("#B=2", with: "B=4")) == ["env.set"])
    #expect(try kinds("env.example", old, old.replacing("C=3\n", with: "")) == ["env.remove"])
    #expect(
      try kinds("env.example", old, old.replacing("A=1\n", with: "A=1\n\n# why\n#D=\n")) == [
        "env.set"
      ])
  }

  @Test("are steps of a Dockerfile's chain")
  func steps() throws {
    let old = "FROM a\n\nRUN apt-get update && \\\n    install-chrome && \\\n    clean\n"
    #expect(
      try kinds(
        "jibri/Dockerfile", old,
        old.replacing(
          "install-chrome && \\\n", with: "install-chrome && \\\n    install-awscli && \\\n")
      ) == ["dockerfile.run-step"])
    #expect(
      try kinds("jibri/Dockerfile", old, old.replacing("RUN apt", with: "RUN first && \\\n    apt"))
        == ["dockerfile.run-step"])
  }

  @Test("are settings at the end of HOCON and nginx blocks")
  func blocks() throws {
    let hocon = "jicofo {\n  conference {\n    a = 1\n  }\n}\n"
    #expect(
      try kinds(
        "jicofo.conf", hocon,
        hocon.replacing("a = 1\n", with: "a = 1\n    b {\n      c = 2\n    }\n"))
        == ["block.insert"])
    let nginx = "server {\n\tlisten 80;\n\tlocation = /a.js {\n\t\troot /x;\n\t}\n}\n"
    #expect(
      try kinds(
        "default", nginx, nginx.replacing("root /x;\n", with: "root /x;\n\t\texpires 1y;\n"))
        == ["block.insert"])
    #expect(try kinds("meet.conf", nginx, nginx + "charset utf8;\n") == ["block.insert"])
  }

  @Test("are settings in the middle of blocks, other values, and those that go")
  func middles() throws {
    let hocon = "jicofo {\n  conference {\n    a = 1\n    # Why\n    b = \"x\"\n  }\n  c = 1\n}\n"
    func hoconKinds(_ old: String, _ new: String) throws -> [String] {
      try kinds("jicofo.conf", hocon, hocon.replacing(old, with: new))
    }
    #expect(try hoconKinds("    a = 1\n", "    a = 1\n    own = 2\n") == ["block.insert"])
    #expect(try hoconKinds("    # Why\n", "    own = 2\n    # Why\n") == ["block.insert"])
    #expect(try hoconKinds("b = \"x\"", "b = \"y\"") == ["block.set"])
    #expect(try hoconKinds("    # Why\n    b = \"x\"\n", "") == ["block.remove"])
    #expect(try hoconKinds("  c = 1\n", "") == ["block.remove"])

    // Two servers of one name are told apart by what is in them.
    let nginx = """
      server {
      \tlisten 80;
      \tgzip on;
      \tlocation / {
      \t\troot /a;
      \t}
      }
      server {
      \tlisten 443 ssl;
      \tgzip on;
      \tlocation / {
      \t\troot /b;
      \t}
      }

      """
    func manifest(_ old: String, _ new: String) throws -> String {
      try self.manifest(
        try capture(["default": nginx], ["default": nginx.replacing(old, with: new)]))
    }
    #expect(
      try manifest("\tlisten 80;\n", "\tlisten 80;\n\tssi on;\n").contains("after: listen 80\n"))
    let set = try manifest("443 ssl;\n\tgzip on", "443 ssl;\n\tgzip off")
    #expect(set.contains("- block.set:") && set.contains("having: listen 443 ssl\n"))
    let end = try manifest("root /b;\n", "root /b;\n\t\texpires 1y;\n")
    #expect(end.contains("- block.insert:") && end.contains("having: root /b\n"))
    let gone = try manifest("443 ssl;\n\tgzip on;\n", "443 ssl;\n")
    #expect(gone.contains("- block.remove:") && gone.contains("having: listen 443 ssl\n"))
  }

  @Test("are files that are added and removed")
  func files() throws {
    let patch = try capture(
      ["a.sh": "a\n", "b": "b\n"], ["a.sh": "a\n", "c/d.sh*": "#!/bin/sh\n"])
    #expect(patch.kinds == ["file.remove", "file.add"])
    #expect(patch.generated == (try tree(["a.sh": "a\n", "c/d.sh*": "#!/bin/sh\n"])))
    let added = try TreePath("files/c/d.sh")
    #expect(patch.files[added]?.mode == .regular)
  }

  @Test("are lines at a line that is there once in every release; else a diff, and why")
  func text() throws {
    let old = "one\ntwo\nthree\nfour\n"
    let new = "one\ntwo\nnew\nthree\nfour\n"
    #expect(try kinds("a.sh", old, new) == ["text.insert"])
    #expect(try kinds("a.sh", old, old.replacing("two\n", with: "")) == ["text.replace"])
    #expect(try kinds("a.sh", old, old.replacing("two", with: "2")) == ["text.replace"])
    let other = try capture(["a.sh": old], ["a.sh": new], others: [["a.sh": "two\ntwo\nthree\n"]])
    #expect(try manifest(other).contains("before: three\n"))
    let mode = try capture(["a.sh": old], ["a.sh*": old])
    #expect(mode.kinds == ["diff"])
    #expect(mode.untyped.map { "\($0.key): \($0.value)" } == ["a.sh: the file's mode was changed"])
    #expect(mode.generated == (try tree(["a.sh*": old])))
  }

  @Test("in another form are the same document, and the lines are told")
  func otherForm() throws {
    let new = Self.compose.replacing(
      "        depends_on:\n            - prosody\n            - jicofo\n",
      with: "        depends_on: [prosody, jicofo, web]\n")
    let patch = try capture(["a.yml": Self.compose], ["a.yml": new])
    #expect(patch.kinds == ["compose.set"])
    #expect(patch.otherForms.map(\.file.text) == ["a.yml"])
    #expect(patch.otherForms.first?.lines == [16...19])
    // A comment of somebody's own is nothing to lose for that.
    let commented = try capture(
      ["a.yml": Self.compose], ["a.yml": new.replacing("# The", with: "# Mine\n# The")])
    #expect(commented.otherForms.isEmpty)
  }

  @Test("are none without an edit")
  func none() throws {
    let capture = Capture(
      "ours", release: try #require(ReleaseName("stable-100")), generated: try tree(["a": "b"]),
      edited: try tree(["a": "b"]))
    let kinds = try capture.patch()?.kinds
    #expect(kinds == nil)
  }
}
