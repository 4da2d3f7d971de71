import Reports

/// Lays out a patch set's patches: the list of them, and one at length.
enum PatchLayout {
  /// The list, in the order in which they are applied.
  static func page(of patches: [ListedPatch]) -> Page {
    let rows = patches.map { patch in
      Table.Row([
        StyledText(patch.id, .strong), StyledText(patch.title),
        StyledText(patch.variants.joined(separator: ", "), .faint),
      ])
    }
    return Page(
      list: [.table(Table("Patches", noun: "patch", columns: ["", "", ""], rows))])
  }

  /// One patch.
  static func page(of patch: DescribedPatch) -> Page {
    var prose = patch.reason.map { StyledText(sentence: $0) }
    if let since = patch.since { prose.append(StyledText("For \(since) and newer releases.")) }
    let only = patch.parts.filter { $0.title == nil }.flatMap(\.excerpts).map(block)
    return Page(
      name: patch.title, title: patch.title,
      top: [.text(StyledText(patch.file, .faint)), .prose(prose)] + only,
      sections: patch.parts.compactMap { part in
        part.title.map { Section("variant", $0, part.excerpts.map(block)) }
      }, version: "")
  }

  private static func block(of excerpt: DescribedPatch.Excerpt) -> Block {
    .group(StyledText(excerpt.label, .strong), [.source(excerpt.lines)])
  }
}
