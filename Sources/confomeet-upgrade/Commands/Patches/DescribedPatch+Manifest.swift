import GitKit
import PatchKit
import Reports

extension DescribedPatch {
  /// Describes a patch of a set with the words of its manifest.
  init(_ patch: Patch, of set: PatchSet) {
    let manifest = (try? TreePath("\(patch.id)/patch.yaml")).flatMap { set.files[$0] }
    let excerpts = ManifestExcerpts(manifest?.content ?? [])
    let isOnly = patch.variants.count == 1
    var parts = patch.variants.map { variant in
      Part(
        title: isOnly ? nil : "Variant \(variant.name)",
        [
          Excerpt("used when", excerpts.items(variant.when.map(\.place.line))),
          Excerpt("relies on", excerpts.items(variant.assumptions.map(\.place.line))),
          Excerpt("does", excerpts.items(variant.operations.map(\.place.line))),
          Excerpt("guarantees", excerpts.items(variant.guarantees.map(\.place.line))),
          Excerpt("needs in .env", excerpts.items(variant.environment.map(\.place.line))),
        ])
    }
    if !patch.guarantees.isEmpty || !patch.environment.isEmpty {
      parts.append(
        Part(
          title: isOnly ? nil : "With every variant",
          [
            Excerpt("guarantees", excerpts.items(patch.guarantees.map(\.place.line))),
            Excerpt("needs in .env", excerpts.items(patch.environment.map(\.place.line))),
          ]))
    }
    let lines = patch.reason.split(separator: "\n", omittingEmptySubsequences: false)
    self.init(
      title: patch.title, file: patch.place.file,
      reason: lines.split(separator: "").map { $0.joined(separator: " ") },
      since: patch.since?.description,
      parts: parts)
  }
}
