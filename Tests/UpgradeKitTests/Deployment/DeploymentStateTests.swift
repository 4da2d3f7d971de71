import Foundation
import GitKit
import Testing
import UpgradeKit

@Suite("What a deployment holds")
struct DeploymentStateTests {
  private func generated(_ files: [String: FileTree.File]) throws -> Lock.Generated {
    var tree = FileTree()
    for (name, file) in files { tree[try TreePath(name)] = file }
    return try Lock.Generated(directory: TreeFolder("confomeet"), files: tree)
  }

  private func state(
    _ sandbox: Sandbox, _ generated: Lock.Generated?, coming: [String] = []
  ) throws -> DeploymentState {
    try DeploymentState(
      of: Folder(at: sandbox.deployment), generated: generated,
      coming: coming.map { try TreePath("confomeet/" + $0) })
  }

  @Test("Each generated file is untouched, edited, of another mode, deleted or replaced")
  func files() throws {
    let sandbox = try Sandbox()
    try sandbox.write([
      "confomeet/same*": "same", "confomeet/edited": "edited", "confomeet/mode*": "mode",
      "confomeet/both*": "edited", "confomeet/folder/inner": "", "confomeet/parent": "",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.deployment + "/confomeet/link", withDestinationPath: "same")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.deployment + "/confomeet/linked", withDestinationPath: "folder")
    let state = try state(
      sandbox,
      generated([
        "same": .text("same", .executable), "edited": .text("old"), "mode": .text("mode"),
        "both": .text("old"), "gone": .text("gone"), "gone-folder/gone": .text("gone"),
        "link": .text("same"), "linked/inner": .text(""), "folder": .text(""),
        "parent/x": .text(""),
      ]))
    var found: [String: DeploymentState.FileState] = [:]
    for (path, file) in state.files { found[String(path.text.dropFirst(10))] = file }
    #expect(
      found == [
        "same": .untouched, "edited": .edited(.text("edited")), "mode": .modeChanged(.executable),
        "both": .edited(.text("edited", .executable)), "gone": .deleted,
        "gone-folder/gone": .deleted, "link": .replaced(.link(try TreePath("confomeet/link"))),
        "linked/inner": .replaced(.link(try TreePath("confomeet/linked"))),
        "folder": .replaced(.folder),
        "parent/x": .replaced(.fileForFolder(try TreePath("confomeet/parent"))),
      ])
    #expect(state.obstacles.isEmpty)
    #expect(state.versions[try TreePath("confomeet/edited")] == .text("edited"))
    #expect(state.versions.count == 4)
  }

  @Test("Files that are not ours and stand where new ones come are obstacles; ours that go are not")
  func obstacles() throws {
    let sandbox = try Sandbox()
    try sandbox.write([
      "confomeet/ours": "", "confomeet/ours-too/file": "", "confomeet/theirs": "x",
      "confomeet/their-folder/file": "", "confomeet/mixed/ours": "", "confomeet/mixed/theirs": "",
    ])
    try FileManager.default.createDirectory(
      atPath: sandbox.deployment + "/confomeet/empty", withIntermediateDirectories: true)
    let state = try state(
      sandbox,
      generated(["ours": .text(""), "ours-too/file": .text(""), "mixed/ours": .text("")]),
      coming: [
        "new", "new-folder/new", "ours/new", "ours-too", "theirs", "theirs/new", "their-folder",
        "mixed", "empty",
      ])
    var found: [String: DeploymentState.Obstacle] = [:]
    for (path, file) in state.obstacles { found[String(path.text.dropFirst(10))] = file }
    #expect(
      found == [
        "theirs": .file(.text("x")),
        "theirs/new": .fileForFolder(try TreePath("confomeet/theirs")),
        "their-folder": .folder, "mixed": .folder, "empty": .folder,
      ])
  }

  @Test("A deployment that is not there has lost every file, and nothing is in the way")
  func missing() throws {
    let state = try DeploymentState(
      of: nil, generated: generated(["a": .text("")]), coming: [TreePath("confomeet/b")])
    #expect(state.files == [try TreePath("confomeet/a"): .deleted])
    #expect(state.obstacles.isEmpty)
  }

  @Test("The changes from what is there to what shall be bring it there")
  func changes() throws {
    let sandbox = try Sandbox()
    try sandbox.write(["confomeet/a": "1", "confomeet/b": "2", "confomeet/theirs": "3"])
    let old = try generated(["a": .text("1"), "b": .text("2")])
    var after = FileTree()
    after[try TreePath("confomeet/a")] = .text("new")
    after[try TreePath("confomeet/c/d")] = .text("4")
    let state = try DeploymentState(
      of: Folder(at: sandbox.deployment), generated: old, coming: after.paths)
    _ = try sandbox.writer().apply(ChangeSet(from: state.versions, to: after))
    #expect(
      try sandbox.snapshot("deployment") == [
        "confomeet": "folder 755", "confomeet/a": "file 644 new", "confomeet/c": "folder 755",
        "confomeet/c/d": "file 644 4", "confomeet/theirs": "file 644 3",
      ])
  }
}
