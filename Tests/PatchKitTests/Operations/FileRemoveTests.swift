import Findings
import GitKit
import PatchKit
import Testing

@Suite("file.remove")
struct FileRemoveTests {
  private static let body = "operations:\n  - file.remove: {path: services/sidecar/run}"

  @Test("leaves the file out, and nothing else")
  func applied() throws {
    let trial = try Trial(
      Self.body, on: ["services/sidecar/run*": "x", "services/sidecar/type": "y"])
    #expect(trial.words == ["applied"])
    #expect(trial.workspace.files == (try tree(["services/sidecar/type": "y"])))
    #expect(trial.again() == (["already"], true))
  }

  @Test("is a conflict when upstream has no such file, unless that is expected")
  func conflicts() throws {
    #expect(
      try Trial(Self.body, on: [:]).conflicts == """
        U204: services/sidecar/run does not exist in stable-9364-1
          --> patches/trial/patch.yaml:5:5
           |  - file.remove: {path: services/sidecar/run}
           = advice: retire the operation when the file is gone for good

        """)
    #expect(
      try Trial(Self.body.replacing("run}", with: "run, expect: any}"), on: [:]).words == [
        "already"
      ])
  }

  @Test("does not remove what is no file")
  func link() throws {
    var upstream = FileTree()
    let path = try TreePath("services/sidecar/run")
    upstream[path] = FileTree.File(mode: .symbolicLink, content: Array("/bin/sh".utf8))
    var workspace = Workspace(release: try #require(ReleaseName("stable-1")), upstream: upstream)
    for body in [Self.body, Self.body.replacing("run}", with: "run, expect: any}")] {
      let outcome = try patch(body).apply(to: &workspace)
      #expect(
        outcome.conflicts.map(\.headline) == [
          "services/sidecar/run is a symbolic link in stable-1, not a file"
        ])
    }
  }

  @Test("follows a file that upstream moved")
  func moved() throws {
    let trial = try Trial(
      Self.body, on: ["s6/sidecar/run": "x"],
      history: TrialHistory(moves: ["services/sidecar/run": "s6/sidecar/run"]))
    #expect(trial.workspace.files.paths.isEmpty)
    #expect(trial.outcome.notes.map(\.code.rawValue) == ["U210"])
    #expect(trial.again() == (["already"], true))
  }

  @Test("takes a path in the tree")
  func invalid() throws {
    #expect(
      try problems(with: Self.body.replacing("services", with: "/services")).hasPrefix("P105: "))
  }
}
