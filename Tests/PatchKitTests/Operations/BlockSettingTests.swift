import Findings
import GitKit
import PatchKit
import Testing

@Suite("block.set, block.remove, and block.insert beside a setting")
struct BlockSettingTests {
  private static let hocon = """
    jicofo {
      # Rooms
      conference {
        max = 5, min = 1
        {{ if .Env.X }}
        name = "a" # the name
        {{ else }}
        name = "b"
        {{ end }}
        # Why it is so
        enable-auto-owner = {{ .Env.OWNER }}
      }
      sctp.enabled = false
    }

    """

  private static let nginx = """
    client_max_body_size 0;
    server {
    \tlisten 80;
    \tgzip on; # always
    \tadd_header X-A 1;
    \tadd_header X-B "two words";
    \t{{ if .Env.X }}
    \tlocation / {
    \t\troot /a;
    \t}
    \t{{ end }}
    }
    server {
    \tlisten 443 ssl;
    \tgzip on;
    \tlocation / {
    \t\troot /b;
    \t}
    }

    """

  private func trial(
    _ operation: String, _ keys: String, _ file: String, named name: String
  ) throws -> Trial {
    try Trial(
      "operations:\n  - block.\(operation): {file: \(name), \(keys)}", on: [name: file])
  }

  private func hocon(_ operation: String, _ keys: String) throws -> Trial {
    try trial(operation, keys, Self.hocon, named: "jicofo.conf")
  }

  private func nginx(_ operation: String, _ keys: String) throws -> Trial {
    try trial(operation, keys, Self.nginx, named: "default")
  }

  private func check(
    _ trial: Trial, _ name: String, _ file: String, _ old: String, _ new: String
  ) throws {
    #expect(trial.words == ["applied"], "\(trial.conflicts)")
    #expect(try trial.text(name) == file.replacing(old, with: new, maxReplacements: 1))
    #expect(trial.again() == (["already"], true))
  }

  @Test(
    "give a value, and leave the rest of the line",
    arguments: [
      ("path: jicofo.conference.max, value: '7'", "max = 5", "max = 7"),
      (
        "path: jicofo.conference.enable-auto-owner, value: 'false', replaces: '{{ .Env.OWNER }}'",
        "{{ .Env.OWNER }}", "false"
      ),
      ("path: jicofo.sctp.enabled, value: 'true'", "enabled = false", "enabled = true"),
      ("path: jicofo.conference.name, value: '\"c\"', replaces: '\"a\"'", "\"a\"", "\"c\""),
    ])
  func setsHOCON(_ keys: String, _ old: String, _ new: String) throws {
    try check(try hocon("set", keys), "jicofo.conf", Self.hocon, old, new)
  }

  @Test(
    "give a directive of nginx, known by its first words, a value",
    arguments: [
      ("path: client_max_body_size, value: 100m", "size 0;", "size 100m;"),
      ("path: server.add_header X-B, value: '3'", "X-B \"two words\"", "X-B 3"),
      ("path: server.gzip, value: 'off', having: listen 80", "gzip on;", "gzip off;"),
      ("path: server.location /.root, value: /c, having: listen 443", "/b;", "/c;"),
    ])
  func setsNginx(_ keys: String, _ old: String, _ new: String) throws {
    try check(try nginx("set", keys), "default", Self.nginx, old, new)
  }

  @Test(
    "insert beside a setting, on its branch of the template",
    arguments: [
      (
        "into: server, after: listen 80, text: ssi on;", "\tlisten 80;\n",
        "\tlisten 80;\n\tssi on;\n"
      ),
      (
        "into: server.location /, after: root /a, text: expires 1y;", "\t\troot /a;\n",
        "\t\troot /a;\n\t\texpires 1y;\n"
      ),
      (
        "into: server, before: gzip, having: listen 443 ssl, text: ssi on;",
        "443 ssl;\n", "443 ssl;\n\tssi on;\n"
      ),
      (
        "into: server.location /, having: root /b, text: expires 1y;", "\t\troot /b;\n",
        "\t\troot /b;\n\t\texpires 1y;\n"
      ),
    ])
  func inserts(_ keys: String, _ old: String, _ new: String) throws {
    try check(try nginx("insert", keys), "default", Self.nginx, old, new)
  }

  @Test("insert above the comment on a setting")
  func insertsAboveComment() throws {
    try check(
      try hocon("insert", "into: jicofo.conference, before: enable-auto-owner, text: own = 1"),
      "jicofo.conf", Self.hocon, "    # Why it is so\n", "    own = 1\n    # Why it is so\n")
  }

  @Test(
    "remove a setting with its comment, or a block",
    arguments: [
      (
        "path: jicofo.conference.enable-auto-owner",
        "    # Why it is so\n    enable-auto-owner = {{ .Env.OWNER }}\n"
      ),
      ("path: jicofo.conference.name, replaces: '\"a\"'", "    name = \"a\" # the name\n"),
    ])
  func removesHOCON(_ keys: String, _ gone: String) throws {
    try check(try hocon("remove", keys), "jicofo.conf", Self.hocon, gone, "")
  }

  @Test("remove a setting whose key has several names; without it no block says that it was there")
  func removesDotted() throws {
    let trial = try hocon("remove", "path: jicofo.sctp.enabled")
    #expect(
      try trial.text("jicofo.conf")
        == Self.hocon.replacing("  sctp.enabled = false\n", with: ""))
    #expect(try hocon("remove", "path: jicofo.sctp.nothing").conflicts.contains("there is no"))
  }

  @Test("remove what is meant of several")
  func removesNginx() throws {
    try check(
      try nginx("remove", "path: server.gzip, having: listen 80"), "default", Self.nginx,
      "\tgzip on; # always\n", "")
    try check(
      try nginx("remove", "path: server.location /, having: listen 443"), "default", Self.nginx,
      "\tlocation / {\n\t\troot /b;\n\t}\n", "")
    #expect(try nginx("remove", "path: server.ssi, having: listen 80").words == ["already"])
  }

  @Test(
    "stop where a place is none, or several, or has another value",
    arguments: [
      ("set", "path: server.gzip, value: 'off'", "is there 2 times, on lines 4 and 15"),
      ("set", "path: server.ssi, value: 'on'", "there is no `server.ssi`"),
      ("set", "path: client_max_body_size, value: 1m, replaces: 5m", "and was to be `5m`"),
      ("insert", "into: server, after: gzip, text: ssi on;", "is there 2 times"),
      ("insert", "into: server, after: ssi, text: charset utf8;", "there is no `ssi`"),
      (
        "insert", "into: server, having: ssi, text: charset utf8;",
        "there is no `server` that has `ssi`"
      ),
      ("remove", "path: serve.gzip", "there is no `serve`"),
      ("remove", "path: server.gzip", "is there 2 times"),
    ])
  func refused(_ operation: String, _ keys: String, _ why: String) throws {
    let conflicts = try nginx(operation, keys).conflicts
    #expect(conflicts.hasPrefix("U203: "), "\(conflicts)")
    #expect(conflicts.contains(why), "\(conflicts)")
  }

  @Test("stop where something else stands on the line")
  func shared() throws {
    let conflicts = try hocon("remove", "path: jicofo.conference.min").conflicts
    #expect(conflicts.hasPrefix("U206: "), "\(conflicts)")
    let trimmed = Self.hocon.replacing(
      "{{ if .Env.X }}\n    name", with: "{{ if .Env.X -}}\n    name")
    let beside = try trial(
      "insert", "into: jicofo.conference, before: name = \"a\", text: own = 1", trimmed,
      named: "jicofo.conf")
    #expect(beside.words != ["already"])
  }
}
