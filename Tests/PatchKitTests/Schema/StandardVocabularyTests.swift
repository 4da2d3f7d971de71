import Foundation
import GitKit
import PatchKit
import Testing

@Suite("ConfOMeet's patch set and the vocabulary it is written in")
struct StandardVocabularyTests {
  private static let patches = ManifestScenario.root
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("patches")

  /// Everything in the folder `patches`.
  private func files() throws -> FileTree {
    var tree = FileTree()
    let all = FileManager.default.enumerator(atPath: Self.patches.path)
    for case let name as String in all ?? .init() {
      let file = Self.patches.appendingPathComponent(name)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      tree[try TreePath(name)] = FileTree.File(content: Array(try Data(contentsOf: file)))
    }
    return tree
  }

  @Test("has definitions that are whole, with examples that can be read")
  func definitions() throws {
    #expect(try problems(ofDefinitionsIn: .standard) == [])
  }

  @Test("is what the committed schemas describe")
  func schemas() throws {
    let folder = Self.patches.appendingPathComponent("schema")
    try check(
      Vocabulary.standard.patchSetSchema, at: folder.appendingPathComponent("patchset.schema.json"))
    try check(
      Vocabulary.standard.patchSchema, at: folder.appendingPathComponent("patch.schema.json"))
    try check(
      Vocabulary.standard.resolutionSchema,
      at: folder.appendingPathComponent("resolution.schema.json"))
    try check(
      Vocabulary.standard.acceptedSchema, at: folder.appendingPathComponent("accepted.schema.json"))
  }

  @Test("is read without findings")
  func reading() throws {
    let set = try PatchSet.read(files(), vocabulary: .standard)
    #expect(set.notes.isEmpty)
    #expect(!set.patches.isEmpty)
  }

  @Test("names its schema in the first line of each manifest")
  func modelines() throws {
    for (path, file) in try manifests() {
      let isPatch = path.text != "patchset.yaml"
      let schema = isPatch ? "../schema/patch.schema.json" : "schema/patchset.schema.json"
      let line = "# yaml-language-server: $schema=\(schema)\n"
      #expect(file.content.starts(with: Array(line.utf8)), "\(path)")
    }
  }

  @Test(
    "is valid by its schemas",
    .enabled(if: Validator.isAvailable, "needs python3 with jsonschema and yaml"))
  func validation() throws {
    var validator = Validator(vocabulary: .standard)
    var expected: [String: Bool] = [:]
    for (path, file) in try manifests() {
      validator.add(path.text, file.content, path)
      expected[path.text] = true
    }
    #expect(expected.count > 1)
    #expect(try validator.run() == expected)
  }

  private func manifests() throws -> [(TreePath, FileTree.File)] {
    let files = try files()
    return files.paths.filter { $0.name == "patchset.yaml" || $0.name == "patch.yaml" }
      .compactMap { path in files[path].map { (path, $0) } }
  }
}
