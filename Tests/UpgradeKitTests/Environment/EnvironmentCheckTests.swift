import Editing
import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// What is found in a file of variables, and what is not.
struct EnvironmentCheckTests {
  static let good = """
    CONFIG=/srv/cfg
    PORT=80
    APP_SECRET=a-good-one
    RECORDER_PASSWORD=another

    """

  private func findings(
    _ text: String, in release: SmallRelease = SmallRelease(),
    former: [String: EnvironmentCheck.FormerVariable] = [:]
  ) throws -> [Finding] {
    EnvironmentCheck.findings(
      in: try EnvFile(SourceText(text)), at: ".env", against: try release.map(), former: former)
  }

  /// `code name-in-backticks line` of each finding.
  private func summary(_ text: String, in release: SmallRelease = SmallRelease()) throws -> [String]
  {
    try findings(text, in: release).map { finding in
      let name = finding.headline.split(separator: "`").dropFirst(
        finding.headline.hasPrefix("`") ? 0 : 1)
      let line = finding.places.first?.line.map { ":\($0)" } ?? ""
      return "\(finding.code.rawValue) \(name.first ?? "")\(line)"
    }
  }

  /// Both are legal and common; a reader that knows only the other way reads on in the middle of a text.
  @Test(
    "a script or a template means the same however its blanks stand",
    arguments: ["<<EOF", "<< EOF"])
  func blanks(_ marker: String) throws {
    var release = SmallRelease()
    release.files["web/rootfs/etc/cont-init.d/10"] = """
      #!/bin/bash
      cat \(marker)
      it's a text
      EOF
      if [[ -z "$APP_SECRET" ]]; then exit 1; fi
      """
    #expect(
      try summary(Self.good.replacing("a-good-one", with: ""), in: release) == ["E403 APP_SECRET:3"]
    )
    for assignment in ["$E := .Env", "$E:=.Env", "$E  :=\t$.Env"] {
      release.files["web/rootfs/defaults/a.conf"] =
        "{{ \(assignment) }}\na = {{ $E.LOST }} {{ index $E \"HIDDEN\" }}\n"
      #expect(try summary(Self.good + "LOST=1\n", in: release) == [], "\(assignment)")
    }
  }

  @Test("values that double from line to line end in findings that name them")
  func doublingValues() throws {
    var text = Self.good + "V0=0123456789\n"
    for index in 1...60 { text += "V\(index)=${V\(index - 1)}${V\(index - 1)}\n" }
    let found = try findings(text).filter { $0.code == .valueNotReadable }
    #expect(
      found.first?.headline == "the value of `V14` is too long with its variables replaced")
    #expect(found.first?.places.first?.line == 19)
    #expect(found.count <= 9)
  }

  @Test("more than a container can be given is a finding, and nothing is called missing for it")
  func tooMuchForAContainer() throws {
    var release = SmallRelease()
    let text = Self.good + "LONG=\(String(repeating: "x", count: 100_000))\n"
    let given = (10..<40).map { "      - A\($0)=${LONG}\n" }.joined()
    let compose = try #require(release.files["docker-compose.yml"])
    release.files["docker-compose.yml"] = compose.replacing(
      "      - APP_SECRET\n", with: given + "      - APP_SECRET=${APP_SECRET}${LONG}\n")
    let all = try findings(text, in: release)
    #expect(!all.contains { $0.code == .requiredVariableMissing })
    let found = all.filter { $0.code == .valueNotReadable }
    #expect(found.count == 1)
    #expect(
      found.first?.headline
        == "what `web` is given is too long with variables replaced: `A30`, `A31`, `A32`, `A33`, `A34` and 6 more"
    )
    #expect(found.first?.places.map(\.path) == Array(repeating: "docker-compose.yml", count: 5))
    #expect(found.first?.places.first?.line == 27)
  }

  @Test("a file with all that is needed is in order")
  func inOrder() throws {
    #expect(try summary(Self.good) == [])
  }

  @Test(
    "each mistake is found where it is",
    arguments: [
      ("WEB_TITEL=x", ["E401 WEB_TITEL:5"]), ("HIDDEN_SWITCH=1", ["E407 HIDDEN_SWITCH:5"]),
      ("LOST=1", ["E406 LOST:5"]), ("PLAIN=2", ["E407 PLAIN:5"]), ("MODE=2", ["E407 MODE:5"]),
      ("OLD_NAME=x", ["E412 OLD_NAME:5"]), ("PORT=81", ["E409 PORT:2"]),
      ("WEB_TITLE=a${-b}", ["E410 WEB_TITLE:5"]), ("WEB_TITLE=a$-b", []),
      ("WEB_TITLE=a$b", ["E411 WEB_TITLE:5"]),
      ("APP_SECRET=swordfish", ["E409 APP_SECRET:3", "E405 APP_SECRET:5"]),
      ("APP_SECRET=published_secret", ["E409 APP_SECRET:3", "E405 APP_SECRET:5"]),
      ("RECORDER_PASSWORD=passw0rd", ["E409 RECORDER_PASSWORD:4", "E405 RECORDER_PASSWORD:5"]),
      ("APP_SECRET=", ["E409 APP_SECRET:3", "E403 APP_SECRET:5"]),
      ("RECORDER_PASSWORD=", ["E409 RECORDER_PASSWORD:4", "E404 RECORDER_PASSWORD:5"]),
      ("CONFIG=", ["E409 CONFIG:1", "E408 CONFIG:5"]),
    ])
  func mistakes(_ line: String, _ expected: [String]) throws {
    #expect(try summary(Self.good + line) == expected)
  }

  @Test(
    "what is no mistake is not found",
    arguments: [
      "WEB_TITLE='a$b'", "WEB_TITLE=a$$b", "WEB_TITLE=\"a\\$b\"", "WEB_TITLE=${NOBODY:-x}",
      "MINE=x\nWEB_TITLE=${MINE}!", "COMPOSE_PROJECT_NAME=demo", "DOCKER_HOST=tcp://x",
      "#WEB_TITEL=x", "FOREIGN=x", "LOUDNESS=debug", "WEB_MODE=loud", "TAG=stable-1",
    ])
  func noMistakes(_ lines: String) throws {
    #expect(try summary(Self.good + lines) == [])
  }

  @Test("a name that a release knows is nobody else's, whatever it begins with")
  func namesLikeDockers() throws {
    var release = SmallRelease()
    release.files["recorder.yml"]?.replace("OLD_NAME", with: "DOCKER_ADDRESS")
    release.files["recorder/rootfs/etc/cont-init.d/10"]?.replace("OLD_NAME", with: "DOCKER_ADDRESS")
    #expect(
      try summary(Self.good + "DOCKER_ADDRESS=x", in: release) == ["E412 DOCKER_ADDRESS:5"])
    let former = EnvironmentCheck.FormerVariable(
      newNames: [], lastRelease: "stable-0", changedIn: "stable-1")
    let text = Self.good + "DOCKER_ADDRESS=x\nDOCKER_OTHER=x\nDOCKER_HOST=tcp://x\n"
    #expect(
      try findings(text, former: ["DOCKER_ADDRESS": former]).map(\.headline) == [
        "`DOCKER_ADDRESS` does nothing in stable-1: no compose file uses it"
      ])
    let file = try EnvFile(SourceText(text))
    #expect(
      EnvironmentCheck.unknownNames(in: file, against: try SmallRelease().map()) == [
        "DOCKER_ADDRESS", "DOCKER_OTHER",
      ])
  }

  @Test("a service is needed when its compose file is named")
  func composeFiles() throws {
    let text = Self.good.replacing("RECORDER_PASSWORD=another", with: "")
    #expect(try summary(text) == ["E404 RECORDER_PASSWORD"])
    #expect(
      try summary(text + "COMPOSE_FILE=docker-compose.yml:./recorder.yml")
        == ["E403 RECORDER_PASSWORD"])
  }

  @Test("all of `.env` goes to a service that names it")
  func wholeFile() throws {
    var release = SmallRelease()
    release.files["docker-compose.yml"]? += "\n    env_file: .env\n"
    #expect(try summary(Self.good + "HIDDEN_SWITCH=1", in: release) == [])
  }

  @Test("where a compose file has a value of its own, the variable behind it is named")
  func ownValue() throws {
    #expect(
      try findings(Self.good + "MODE=x\nPLAIN=x").map(\.advice) == [
        ["set `WEB_MODE` instead"], ["change it with a patch, `compose.set-environment`"],
      ])
  }

  @Test("a name that upstream has changed comes with the new one")
  func renamed() throws {
    let former = [
      "TITLE": EnvironmentCheck.FormerVariable(
        newNames: ["WEB_TITLE"], lastRelease: "stable-0", changedIn: "stable-1"),
      "GONE": EnvironmentCheck.FormerVariable(
        newNames: [], lastRelease: "stable-0", changedIn: "stable-1"),
    ]
    let found = try findings(Self.good + "TITLE=x\nGONE=1", former: former)
    #expect(found.map(\.code) == [.variableRenamed, .variableUnknown])
    #expect(found[0].headline == "`TITLE` is named `WEB_TITLE` in stable-1")
    #expect(found[0].places.map(\.path) == [".env", "web/rootfs/defaults/web.conf"])
    #expect(found.map(\.evidence) == [["last used in stable-0"], ["last used in stable-0"]])
    let file = try EnvFile(SourceText(Self.good + "TITLE=x\nGONE=1\nCOMPOSE_FILE=x"))
    #expect(
      EnvironmentCheck.unknownNames(in: file, against: try SmallRelease().map()) == [
        "TITLE", "GONE",
      ])
  }

  @Test("no finding has a value or a part of one")
  func secrets() throws {
    let lines = [
      "CONFIG=s3cret", "CONFIG=${s3cret}", "PORT=a$s3cret", "APP_SECRET='s3cret'",
      "APP_SECRET=\"s3cret $s3cret ${s3cret:-s3cret} ${s3cret:?s3cret}\"", "WEB_TITLE=${s3cret",
      "WEB_TITLE=${s3cret!s3cret}", "WEB_TITEL=s3cret", "OLD_NAME=s3cret", "LOST=s3cret # s3cret",
      "HIDDEN_SWITCH=s3cret", "RECORDER_PASSWORD=s3cret$", "COMPOSE_FILE=s3cret:docker-compose.yml",
      "# s3cret", "s3cret", "s3cret line", "#APP_SECRET=s3cret",
    ]
    for line in lines + [lines.joined(separator: "\n")] {
      let found = try findings(line)
      #expect(!found.isEmpty)
      #expect(!found.contains { "\($0)".contains("s3cret") }, "\(line)")
    }
  }
}
