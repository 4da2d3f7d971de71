import PatchKit
import Testing

@Suite("setting")
struct SettingGuaranteeTests {
  private static let compose = """
    services:
      jicofo:
        image: jitsi/jicofo:x
        environment:
          - RANDOM=${RANDOM:-1}
          - NAME
    """
  private static let path = "jicofo/rootfs/defaults/jicofo.conf"

  /// What speaks against `a.b` being something.
  private func check(
    _ template: String, _ rest: String, compose: String = Self.compose
  ) throws -> [String] {
    try violations(
      of: "setting: {file: \(Self.path), path: a.b, service: jicofo, \(rest)}",
      in: [
        "docker-compose.yml": compose, "jicofo/Dockerfile": "FROM a\nCOPY rootfs/ /",
        Self.path: template,
      ])
  }

  @Test("is held by the value that is rendered")
  func held() throws {
    #expect(try check("a {\n  b = true\n}\n", "equals: \"true\"") == [])
    #expect(try check("a.b = \"x y\"\n", "equals: x y") == [])
    let branches =
      "a { {{ if .Env.RANDOM | toBool }}\nb = 1\n{{ else }}\nb = 2\n{{ end }} }\n"
    #expect(try check(branches, "equals: \"1\"") == [])
    #expect(try check(branches, "with: {RANDOM: \"0\"}, equals: \"2\"") == [])
    let one = "a { {{ if .Env.RANDOM | toBool }}\nb = 1\n{{ end }} }\n"
    #expect(try check(one, "with: {RANDOM: \"0\"}, unset: true") == [])
    let name = "a.b = {{ .Env.NAME | default \"none\" | quote }}\n"
    #expect(try check(name, "equals: none") == [])
    #expect(try check(name, "with: {NAME: me}, equals: me") == [])
    let variable = "{{ $R := .Env.RANDOM | toBool }}\na.b = {{ $R }}\n"
    #expect(try check(variable, "equals: \"true\"") == [])
  }

  @Test("is not held by another value, or none")
  func violated() throws {
    #expect(try check("a.b = 2\n", "equals: \"1\"") == ["a.b comes to `2`"])
    #expect(try check("a.c = 1\n", "equals: \"1\"") == ["a.b comes to nothing"])
    #expect(try check("a.b = 1\n", "unset: true") == ["a.b comes to `1`"])
    #expect(try check("a.b = 1\na.b = 2\n", "equals: \"1\"") == ["a.b comes to `2`"])
    #expect(try check("# a.b = 1\n", "equals: \"1\"") == ["a.b comes to nothing"])
    let guarded = "{{ if .Env.NAME }}\na.b = 1\n{{ end }}\n"
    #expect(try check(guarded, "equals: \"1\"") == ["a.b comes to nothing"])
    #expect(try check("a.b = 1\na = null\n", "equals: \"1\"") == ["a.b comes to nothing"])
  }

  @Test("is not held in a file that the container can't render")
  func unrendered() throws {
    let empty = "a.b = 1\nc = {{ .Env.GONE | b64enc }}\n"
    let violations = try check(empty, "equals: \"1\"")
    #expect(violations.count == 1)
    #expect(violations[0].contains("jicofo.conf:2: the file would be empty: "))
    #expect(try check("a.b = 1\n{{ if .Env.NAME }}\n", "unset: true").count == 1)
  }

  @Test("is checked as the image's tpl renders it")
  func renderer() throws {
    let rest = "with: {NAME: \"no\"}, equals: \"true\""
    func check(_ dockerfile: String, base: String = "FROM debian\n") throws -> [String] {
      try violations(
        of: "setting: {file: \(Self.path), path: a.b, service: jicofo, \(rest)}",
        in: [
          "docker-compose.yml": Self.compose, "base/Dockerfile": base,
          "jicofo/Dockerfile": dockerfile,
          Self.path: "a.b = {{ .Env.NAME | toBool }}\n",
        ])
    }
    let own = "FROM jitsi/base\nCOPY rootfs/ /\n"
    let fetch = "wget -qO /usr/bin/tpl https://github.com/jitsi/tpl/releases/download"
    let new = "FROM debian\nRUN a && \\\n  \(fetch)/v1.4.0/tpl-linux-${TPL_ARCH} && \\\n  b\n"
    #expect(try check(own, base: new) == [])
    let old = try check(own, base: new.replacing("1.4.0", with: "1.0.4"))
    #expect(old.count == 1)
    #expect(old.first?.contains("the file would be empty: ") == true)
    let argument = """
      FROM debian
      ARG TPL_VERSION=v1.5.0
      ARG TPL_DOWNLOAD=https://github.com/jitsi/tpl/releases/download/${TPL_VERSION}
      RUN wget -qO /usr/bin/tpl ${TPL_DOWNLOAD}/tpl-linux-amd64

      """
    #expect(try check(own, base: argument) == [])
    #expect(try check(own, base: argument.replacing("v1.5.0", with: "v1.0.1")) == old)
    // One that the image fetches itself counts, not that of its base.
    #expect(try check(own + "RUN \(fetch)/v1.1.1/tpl-linux-amd64", base: new) == old)
    let unknown =
      "what jicofo/rootfs/defaults/jicofo.conf comes to: "
      + "no Dockerfile says which version of tpl the image has"
    #expect(try check(own) == [unknown])
    #expect(try check(own, base: argument.replacing("v1.5.0", with: "latest")).count == 1)
  }

  @Test("is not held when the compose file hands the container something else")
  func environment() throws {
    let template = "a.b = {{ .Env.RANDOM }}\n"
    let literal = Self.compose.replacing("${RANDOM:-1}", with: "0")
    #expect(try check(template, "equals: \"1\"", compose: literal) == ["a.b comes to `0`"])
    let dropped = Self.compose.replacing("- RANDOM=", with: "- OTHER=")
    #expect(
      try check(template, "with: {RANDOM: \"1\"}, equals: \"1\"", compose: dropped)
        == ["a.b comes to `<no value>`"])
  }

  @Test(
    "is not held where its value is beyond what is covered: nothing is guessed",
    arguments: [
      ("a.b += 1\n", ":1: `a.b` is a list that is added to"),
      (
        "{{ range splitList \"1\" .Env.RANDOM }}\na.b = 1\n{{ end }}\n",
        ":1: it is rendered 2 times"
      ),
      ("\n{{ if regexMatch \"x\" .Env.NAME }}\na.b = 1\n{{ end }}\n", ":2: `if regexMatch"),
      (
        "\na.b = {{ .Env.NAME | upper }}\n",
        ":2: `.Env.NAME | upper`: the template function `upper`"
      ),
      ("a.b = ${?NAME}\n", ":1: "), ("a.b = \"x\" \"y\"\n", ":1: "), ("a.b = {\n", ":1: "),
      ("a.b { c = 1 }\n", ":1: `a.b` is a block"),
    ])
  func unsupported(_ template: String, _ message: String) throws {
    for rest in ["equals: \"1\"", "unset: true"] {
      let found = try check(template, rest)
      #expect(found.count == 1 && found[0].hasPrefix(Self.path + message), "\(found)")
    }
  }

  @Test("is not held without the file, the service, or an image of its own")
  func missing() throws {
    #expect(
      try check("a.b = 1\n", "equals: \"1\"", compose: "services:\n  a: {}\n")
        == ["no compose file has a service jicofo"])
    let foreign = Self.compose.replacing("jitsi/jicofo", with: "redis")
    #expect(
      try check("a.b = 1\n", "equals: \"1\"", compose: foreign)
        == ["\(Self.path) is not in the image of jicofo in docker-compose.yml"])
  }

  @Test("says one thing")
  func invalid() throws {
    for rest in ["service: x", "service: x, equals: a, unset: true"] {
      #expect(
        try problems(with: "guarantees:\n  - setting: {file: a, path: b, \(rest)}")
          .hasPrefix("P109: `setting` takes either `equals` or `unset: true`\n"))
    }
    let with = "setting: {file: a, path: b, service: x, equals: a, with: {A-B: c}}"
    #expect(try problems(with: "guarantees:\n  - \(with)").hasPrefix("P109: `A-B` is not a name"))
  }
}
