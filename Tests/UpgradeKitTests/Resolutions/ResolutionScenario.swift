import Findings
import Foundation
import GitKit
import PatchKit
import Testing

@testable import UpgradeKit

/// Conflicts that a person settles, and that come up again, as a folder:
///
/// - `base/`, `ours/`, `theirs/`, `context.txt`: the upgrade in which they arise; `settled/`: its files as the person left
///   them; `resolutions/`: what that is recorded as.
/// - `again/` with another such upgrade, or none for the same one; `expected/` and `replays.txt`: what comes out of it.
///
/// A scenario without `settled/` has resolutions that were written by hand.
struct ResolutionScenario: CustomTestStringConvertible, Sendable {
  let name: String

  var testDescription: String { name }

  static let all: [ResolutionScenario] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: root.path)
    return (names ?? []).sorted().map { ResolutionScenario(name: $0) }
  }()

  static let isRecording =
    ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1"

  private static let root: URL = {
    var url = URL(fileURLWithPath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    return url.appendingPathComponent("Scenarios/resolutions")
  }()

  private var folder: URL { Self.root.appendingPathComponent(name) }

  private func has(_ part: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent(part).path)
  }

  var isSettledByHand: Bool { has("settled") }

  /// The files of a part; none when there is no such folder.
  func tree(_ part: String) throws -> FileTree {
    let root = folder.appendingPathComponent(part)
    var tree = FileTree()
    for path in (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? [] {
      let url = root.appendingPathComponent(path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      tree[try TreePath(path)] = FileTree.File(content: [UInt8](try Data(contentsOf: url)))
    }
    return tree
  }

  /// An upgrade's three sides and its merge.
  struct Upgrade {
    let base: FileTree
    let ours: FileTree
    let theirs: FileTree
    let context: MergeContext

    var merge: MergeResult {
      Merge.tree(base: base, ours: ours, theirs: theirs, context: context)
    }

    /// The files, with the conflicts settled for which there are resolutions, and what is told of it.
    func settled(
      by resolutions: [Resolution]
    ) -> (files: FileTree, findings: [Finding], report: String) {
      var result = merge
      var findings: [Finding] = []
      for outcome in result.outcomes where !outcome.conflicts.isEmpty {
        let replayed = ReplayedFile(outcome, by: resolutions)
        findings += replayed.replays.map(\.finding)
        var files = result.files
        files[outcome.path] = replayed.merged.file
        result = MergeResult(
          files: files,
          outcomes: result.outcomes.map { $0.path == outcome.path ? replayed.merged : $0 })
      }
      return (result.files, findings, result.report)
    }
  }

  func upgrade(again: Bool) throws -> Upgrade {
    let folder = again && has("again") ? "again/" : ""
    // A side that is the same is not there twice.
    func side(_ name: String) throws -> FileTree {
      try tree(has(folder + name) ? folder + name : name)
    }
    let context = has(folder + "context.txt") ? folder + "context.txt" : "context.txt"
    let text = try text(context) ?? ""
    let releases = text.split(whereSeparator: \.isWhitespace).compactMap { ReleaseName($0) }
    return Upgrade(
      base: try side("base"), ours: try side("ours"), theirs: try side("theirs"),
      context: MergeContext(from: releases.first, to: releases.last))
  }

  func text(_ file: String) throws -> String? {
    try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }

  /// The resolutions as a patch set has them, or what is wrong with them.
  func resolutions() throws -> (resolutions: [Resolution], findings: [Finding]) {
    var files = FileTree()
    files[try TreePath("patchset.yaml")] = FileTree.File(
      content: Array(
        """
        format: 1
        name: small
        upstream: {url: "https://git.example/upstream.git", releases: "stable-*"}
        deployment: {directory: confomeet, include: ["*.yml"]}
        patches: []

        """.utf8))
    let resolutions = try tree("resolutions")
    for path in resolutions.paths {
      files[try TreePath("resolutions/\(path)")] = resolutions[path]
    }
    do {
      let set = try PatchSet.read(files, vocabulary: .standard)
      return (set.resolutions, set.notes)
    } catch {
      return ([], error.findings)
    }
  }

  /// Writes a part anew.
  func record(_ tree: FileTree, as part: String) throws {
    let root = folder.appendingPathComponent(part)
    try? FileManager.default.removeItem(at: root)
    for path in tree.paths {
      let url = root.appendingPathComponent(path.text)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(tree[path]?.content ?? []).write(to: url)
    }
  }

  func record(_ text: String, as file: String) throws {
    try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
  }
}

extension FileTree {
  /// The texts by path, for comparing.
  var texts: [String: String] {
    Dictionary(
      uniqueKeysWithValues: paths.map { path in
        (path.text, String(decoding: self[path]?.content ?? [], as: UTF8.self))
      })
  }
}
