import GitKit
import PatchKit
import Testing

@Suite("file.add")
struct FileAddTests {
  private static let body =
    "operations:\n  - file.add: {path: bin/run, from: files/run, mode: \"0755\"}"
  private static let own = ["files/run": "#!/bin/sh\n"]

  private func trial(_ upstream: [String: String], body: String = Self.body) throws -> Trial {
    try Trial(body, on: upstream, own: Self.own)
  }

  @Test("adds the file with its mode")
  func applied() throws {
    let trial = try trial(["README.md": "hello"])
    #expect(trial.words == ["applied"])
    #expect(trial.workspace.files == (try tree(["README.md": "hello", "bin/run*": "#!/bin/sh\n"])))
    #expect(trial.again() == (["already"], true))
    let plain = try self.trial([:], body: Self.body.replacing(", mode: \"0755\"", with: ""))
    #expect(plain.workspace.files == (try tree(["bin/run": "#!/bin/sh\n"])))
  }

  @Test("says so when upstream has the very file")
  func already() throws {
    #expect(try trial(["bin/run*": "#!/bin/sh\n"]).words == ["already"])
  }

  @Test("is a conflict with other content, another mode, or something in the way")
  func conflicts() throws {
    for upstream in [["bin/run*": "other"], ["bin/run": "#!/bin/sh\n"]] {
      #expect(
        try trial(upstream).conflicts == """
          U208: bin/run is there in stable-9364-1, with other content or mode
            --> patches/trial/patch.yaml:5:5
             |  - file.add: {path: bin/run, from: files/run, mode: "0755"}
            --> bin/run
             = advice: give the file another path, or edit upstream's instead

          """)
    }
    #expect(
      try trial(["bin": "a file"]).conflicts.hasPrefix(
        "U208: bin/run cannot be added, because of bin in"))
    #expect(
      try trial(["bin/run/x": ""]).conflicts.hasPrefix(
        "U208: bin/run cannot be added, because of bin/run/x in"))
  }

  @Test("takes a file that is there, and says what it makes by itself")
  func invalid() throws {
    #expect(try problems(with: Self.body).hasPrefix("P107: "))
    #expect(
      try problems(with: Self.body.replacing("0755", with: "0777"), own: Self.own).hasPrefix(
        "P109: "))
    #expect(
      try problems(with: Self.body.replacing("bin/run", with: "../run"), own: Self.own).hasPrefix(
        "P105: "))
    #expect(
      try problems(with: Self.body.replacing("\"}", with: "\", expect: 1}"), own: Self.own)
        .hasPrefix("P102: "))
  }
}
