import Reports

extension MarkdownRenderer {
  /// The names of parts that are shown of one file.
  private static let shownNames = 40

  /// Adds what people made of each file, and the releases that come close; returns how many were left out.
  func add(_ adoption: ReportedAdoption, to page: inout MarkdownBudget) -> Int {
    let files = adoption.edited.map { file in
      var text = "- \(file.state.text): \(MarkdownText.code(file.path))"
      text += file.note.isEmpty ? "\n" : " (\(MarkdownText.plain(file.note)))\n"
      for (label, names, more) in file.changes(limit: Self.shownNames) {
        text += "  - \(label): \(names.map(MarkdownText.code).joined(separator: ", "))"
        text += more > 0 ? ", and \(more) more\n" : "\n"
      }
      return text
    }
    let leftOut = page.add(files, opening: "\n### Files\n\n") {
      "\nAnd \(Report.count($0, "file")) more.\n"
    }
    let rows = adoption.candidates.map { candidate in
      "| " + candidate.cells.map(MarkdownText.plain).joined(separator: " | ") + " |\n"
    }
    let opening =
      "\n### Releases that come close\n\n| "
      + AdoptionCandidate.headings.joined(separator: " | ") + " |\n|---|---|---|---|---|---|\n"
    return leftOut + page.add(rows, opening: opening) { "\nAnd \($0) more.\n" }
  }
}
