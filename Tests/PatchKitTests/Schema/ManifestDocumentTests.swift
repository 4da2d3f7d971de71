import Foundation
import PatchKit
import Testing

@Suite("Schemas and reference of a vocabulary")
struct ManifestDocumentTests {
  @Test("are these texts")
  func snapshots() throws {
    let folder = ManifestScenario.root.deletingLastPathComponent()
      .appendingPathComponent("manifest-documents")
    try check(
      sampleVocabulary.patchSetSchema, at: folder.appendingPathComponent("patchset.schema.json"))
    try check(sampleVocabulary.patchSchema, at: folder.appendingPathComponent("patch.schema.json"))
    try check(sampleVocabulary.reference, at: folder.appendingPathComponent("reference.md"))
  }

  @Test("are JSON")
  func json() throws {
    for text in [
      sampleVocabulary.patchSetSchema, sampleVocabulary.patchSchema,
      sampleVocabulary.resolutionSchema, sampleVocabulary.acceptedSchema,
    ] {
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    }
  }

  @Test("have examples that can be read")
  func examples() throws {
    #expect(try problems(ofDefinitionsIn: sampleVocabulary) == [])
  }
}

/// Compares a text with a committed file; writes the file when `CONFOMEET_RECORD_SNAPSHOTS` is 1.
func check(
  _ text: String, at file: URL, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  #expect(
    text == committed, "\(file.lastPathComponent) is stale: record it and look at the difference",
    sourceLocation: sourceLocation)
}
