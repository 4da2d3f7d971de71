import Reports

/// What people made of the files of a deployment made by hand, and the releases that it may come from.
struct HTMLAdoptionSection: HTMLSection {
  /// The names of parts that are shown of one file.
  private static let shownNames = 200

  func part(of report: Report, budget: inout HTMLBudget) -> HTMLPart? {
    guard let adoption = report.adoption else { return nil }
    let edited = adoption.edited
    var body = budget.taking(edited, "file", html)
    if !adoption.candidates.isEmpty {
      body.append(tag(.h3) { "Releases that come close" })
      let rows = budget.taking(adoption.candidates, "release", in: .table(columns: 6)) {
        candidate in
        tag(.tr) { candidate.cells.map { cell in tag(.td) { cell } } }
      }
      body.append(
        HTML.wideTable(
          "Releases that come close", columns: AdoptionCandidate.headings, rows: rows))
    }
    return HTMLPart(
      id: "adoption", title: "What people made of it", count: edited.count, body: body)
  }

  private func html(of file: AdoptedFile) -> HTML {
    tag(.article, .class("finding"), .searched) {
      tag(.h3) {
        tag(.span, .class("badge")) { file.state.text }
        " "
        HTML.code(file.path)
        if !file.note.isEmpty { tag(.span, .class("aside")) { " \(file.note)" } }
      }
      file.changes(limit: Self.shownNames).map { label, names, more in
        tag(.div, .class("labelled")) {
          tag(.p, .class("label")) { label }
          tag(.ul, .class("names")) {
            names.map { name in tag(.li) { HTML.code(name) } }
            if more > 0 { tag(.li) { "and \(more) more" } }
          }
        }
      }
    }
  }
}
