import Editing
import GitKit
import PatchKit
import Rendering

/// The page of a patch: its reason, and its variants in the manifest's own words.
struct PatchPage {
  /// The page.
  let text: String

  /// Lays out the page of a patch.
  init(_ patch: Patch, of set: PatchSet, terminal: TerminalOptions) {
    let manifest = (try? TreePath("\(patch.id)/patch.yaml")).flatMap { set.files[$0] }
    let excerpts = ManifestExcerpts(manifest?.content ?? [])
    var page = TextPage(terminal)
    page.add(StyledText(patch.title, .heading))
    page.add(StyledText(patch.place.file, .faint))
    for paragraph in Self.paragraphs(patch.reason) {
      page.addBlank()
      page.add(paragraph)
    }
    if let since = patch.since {
      page.addBlank()
      page.add(StyledText("For \(since) and newer releases."))
    }
    let isOnly = patch.variants.count == 1
    for variant in patch.variants {
      if !isOnly { page.add(heading: "Variant \(variant.name)") }
      for (label, lines) in [
        ("used when", variant.when.map(\.place.line)),
        ("relies on", variant.assumptions.map(\.place.line)),
        ("does", variant.operations.map(\.place.line)),
        ("guarantees", variant.guarantees.map(\.place.line)),
      ] {
        Self.add(label, excerpts.items(lines), to: &page)
      }
    }
    if !patch.guarantees.isEmpty {
      if !isOnly { page.add(heading: "With every variant") }
      Self.add("guarantees", excerpts.items(patch.guarantees.map(\.place.line)), to: &page)
    }
    text = page.text
  }

  private static func add(_ label: String, _ lines: [String], to page: inout TextPage) {
    guard !lines.isEmpty else { return }
    page.addBlank()
    page.add(StyledText("\(label):", .strong))
    for line in lines {
      let text = line.drop { $0 == " " }
      let indent = 2 + line.count - text.count
      page.add(StyledText(String(text), .code), indent: indent, hanging: indent + 4)
    }
  }

  /// Paragraphs of a text in lines, which empty lines part.
  private static func paragraphs(_ text: String) -> [StyledText] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.split(separator: "").map { lines in
      var paragraph = StyledText()
      paragraph.append(sentence: lines.joined(separator: " "))
      return paragraph
    }
  }
}
