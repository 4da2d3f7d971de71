import Editing
import Foundation
import GitKit
import Testing
import UpgradeKit

/// A deployment's compose files as a folder, with `expected.txt`: what the model makes of them.
///
/// A file `files.txt` names those that `docker compose -f` would be given, a line each.
struct ModelScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  static let all: [ModelScenario] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path)
    return (names ?? []).sorted().map { ModelScenario(name: $0) }
  }()

  static let isRecording =
    ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1"

  private static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Scenarios/model")
  }()

  var folder: URL { Self.root.appendingPathComponent(name) }

  private var expectation: URL { folder.appendingPathComponent("expected.txt") }

  /// What `files.txt` names.
  var named: [String] {
    let text = try? String(
      contentsOf: folder.appendingPathComponent("files.txt"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  func expected() throws -> String { try String(contentsOf: expectation, encoding: .utf8) }

  func record(_ text: String) throws {
    try text.write(to: expectation, atomically: true, encoding: .utf8)
  }
}

extension ComposeFiles {
  /// The files below a folder of this machine.
  init(below folder: String) {
    self.init { path in
      FileManager.default.contents(atPath: folder + "/" + path.text).map { .file(Array($0)) }
        ?? .missing
    }
  }

  /// The files of a tree.
  init(_ tree: FileTree) {
    self.init { path in tree[path].map { .file($0.content) } ?? .missing }
  }
}

extension ComposeProject {
  /// The project of the files named, or the one that Compose finds.
  init(_ names: [String], of files: ComposeFiles, root: String) throws {
    self =
      try names.isEmpty
      ? ComposeProject(in: "", of: files, root: root)
      : ComposeProject(files: names.map { try TreePath($0) }, of: files, root: root)
  }
}
