import Findings
import Foundation
import GitKit
import PatchKit
import Testing

/// A folder under `Tests/Scenarios/manifests`: files laid over those of `base`, and the diagnostics they give.
struct ManifestScenario: CustomTestStringConvertible {
  let name: String

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Scenarios/manifests")

  static let all: [ManifestScenario] =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [])
    .filter { $0 != "base" && !$0.hasPrefix(".") }.sorted().map(ManifestScenario.init)

  var testDescription: String { name }
  var expected: URL { Self.root.appendingPathComponent("\(name)/expected.txt") }

  /// The files of `base` with those of the scenario laid over them.
  func files() throws -> FileTree {
    var tree = try Self.files(in: "base")
    let own = try Self.files(in: name)
    for path in own.paths { tree[path] = own[path] }
    return tree
  }

  private static func files(in folder: String) throws -> FileTree {
    let patches = root.appendingPathComponent("\(folder)/patches")
    var tree = FileTree()
    for case let name as String in FileManager.default.enumerator(atPath: patches.path) ?? .init() {
      let file = patches.appendingPathComponent(name)
      let values = try file.resourceValues(forKeys: [.isRegularFileKey])
      guard values.isRegularFile == true else { continue }
      tree[try TreePath(name)] = FileTree.File(content: Array(try Data(contentsOf: file)))
    }
    return tree
  }
}

/// Findings as text, one below the other.
func text(of findings: [Finding]) -> String {
  findings.map { finding in
    var lines = ["\(finding.code.rawValue): \(finding.headline)"]
    for place in finding.places {
      let position = [place.line, place.column].compactMap { $0.map { ":\($0)" } }.joined()
      lines.append("  --> \(place.path)\(position)")
      if let excerpt = place.excerpt { lines.append("   |  \(excerpt)") }
    }
    lines += finding.evidence.map { "   = \($0)" }
    lines += finding.advice.map { "   = advice: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }.joined(separator: "\n")
}

/// What is wrong with a patch set; nothing for a good one.
func problems(of files: FileTree, vocabulary: Vocabulary = sampleVocabulary) -> [Finding] {
  do {
    return try PatchSet.read(files, vocabulary: vocabulary).notes
  } catch {
    return error.findings
  }
}
