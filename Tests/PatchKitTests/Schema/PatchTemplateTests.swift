import Foundation
import GitKit
import PatchKit
import Testing

@Suite("The template of a new patch")
struct PatchTemplateTests {
  private let manifest = PatchTemplate("ours").manifest

  @Test("is a patch that does nothing, with blanks for a person")
  func asItIs() throws {
    let patch = try #require(
      try Patch.alone(PatchTemplate("ours").files, id: "ours", vocabulary: .standard))
    #expect(patch.blanks == ["title", "reason"])
    #expect(patch.variants.map(\.operations.count) == [0])
    let said = try Patch.alone(
      PatchTemplate("ours", title: "A: b", reason: "One.\n\nTwo.").files, id: "ours",
      vocabulary: .standard)
    #expect(said?.title == "A: b" && said?.reason.hasPrefix("One.\n\nTwo.") == true)
  }

  @Test("has an example of each part, which is read as it stands once its # is gone")
  func examples() throws {
    let lines = manifest.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { $0 != "operations: []" }
      .map { $0.hasPrefix("#") && !$0.hasPrefix("# yaml") ? String($0.dropFirst()) : String($0) }
    let files = FileTree([
      try TreePath("patch.yaml"): FileTree.File(content: Array(lines.joined(separator: "\n").utf8)),
      try TreePath("files/finalize-s3.sh"): FileTree.File(content: Array("#!/bin/sh\n".utf8)),
    ])
    let patch = try #require(try Patch.alone(files, id: "ours", vocabulary: .standard))
    #expect(patch.since != nil)
    #expect(patch.variants.map(\.name) == ["s6-v3", "s6-v1"])
    #expect(patch.variants.allSatisfy { $0.operations.count > 8 && $0.assumptions.count > 5 })
    #expect(patch.variants[0].when.count == 1)
    #expect(patch.guarantees.count > 5 && patch.environment.count == 1)
  }
}
