import Editing
import Foundation
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// A merge as a folder: `base/`, `ours/`, `theirs/` and `expected/` with files, `conflicts.txt` with everything else
/// that came out, and `context.txt` with the releases and what upstream moved.
struct MergeScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  static let all: [MergeScenario] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path)
    return (names ?? []).sorted().map { MergeScenario(name: $0) }
  }()

  static let isRecording =
    ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1"

  private static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Scenarios/merge")
  }()

  private var folder: URL { Self.root.appendingPathComponent(name) }

  /// The files of a side; none when there is no such folder.
  func tree(_ side: String) throws -> FileTree {
    let root = folder.appendingPathComponent(side)
    var tree = FileTree()
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: root.path) else {
      return tree
    }
    for path in paths {
      let url = root.appendingPathComponent(path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      let isExecutable = FileManager.default.isExecutableFile(atPath: url.path)
      let permissions = try FileManager.default.attributesOfItem(atPath: url.path)
      let mode = (permissions[.posixPermissions] as? NSNumber)?.intValue ?? 0
      tree[try TreePath(path)] = FileTree.File(
        mode: isExecutable && mode & 0o100 != 0 ? .executable : .regular,
        content: [UInt8](try Data(contentsOf: url)))
    }
    return tree
  }

  func context() throws -> MergeContext {
    let url = folder.appendingPathComponent("context.txt")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var releases: [Substring: ReleaseName] = [:]
    var renames: [TreePath: TreePath] = [:]
    var compose: [TreePath: ComposeRenames] = [:]
    var variables: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 2, words[0] == "variable" {
        variables[String(words[1])] = words[2...].map(String.init)
      } else if words.count == 3, words[0] == "rename" {
        renames[try TreePath(String(words[1]))] = try TreePath(String(words[2]))
      } else if words.count > 4, words[0] == "rename" {
        compose[try TreePath(String(words[1])), default: ComposeRenames()].add(
          String(words[3]), words[4...].map(String.init),
          in: words[2].split(separator: ".").map(String.init))
      } else if words.count == 2 {
        releases[words[0]] = ReleaseName(words[1])
      }
    }
    return MergeContext(
      from: releases["from"], to: releases["to"],
      renames: UpstreamRenames(files: renames, variables: variables, compose: compose))
  }

  func merge() throws -> MergeResult {
    Merge.tree(
      base: try tree("base"), ours: try tree("ours"), theirs: try tree("theirs"),
      context: try context())
  }

  /// What `conflicts.txt` says.
  func expectedReport() -> String? {
    try? String(contentsOf: folder.appendingPathComponent("conflicts.txt"), encoding: .utf8)
  }

  /// Writes what came out as what is expected.
  func record(_ result: MergeResult, report: String) throws {
    let root = folder.appendingPathComponent("expected")
    try? FileManager.default.removeItem(at: root)
    for path in result.files.paths {
      guard let file = result.files[path] else { continue }
      let url = root.appendingPathComponent(path.text)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.content).write(to: url)
      if file.mode == .executable {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
      }
    }
    try report.write(
      to: folder.appendingPathComponent("conflicts.txt"), atomically: true, encoding: .utf8)
  }
}
