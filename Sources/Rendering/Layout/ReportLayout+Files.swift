import Findings
import Reports

extension ReportLayout {
  /// The generated files by what became of them.
  var files: [Section] {
    let shown = report.files.filter { detail == .full || $0.verdict != .unchanged }
    guard !shown.isEmpty else { return [] }
    // The order by path is kept within each.
    let rows = Dictionary(
      grouping: FileRow.rows(of: shown, folding: detail != .full), by: \.verdict)
    let items = ReportedFile.Verdict.allCases.sorted { $0.rank < $1.rank }
      .flatMap { rows[$0] ?? [] }.map(item)
    return [
      Section(
        "files", "Files", count: report.files.count, noun: "file",
        [.list(List("file", items, isGrouped: true, foldsAbove: 20))])
    ]
  }

  private func item(of row: FileRow) -> Item {
    let diff = detail == .full ? row.diff : nil
    let tone = row.verdict.tone
    // What is added or removed as a whole is looked at less than what is changed.
    let isOpen = [.updated, .merged].contains(row.verdict)
    return Item(
      .code(row.path),
      label: StyledText(
        row.isMissing ? Report.notInstalled : report.text(of: row.verdict), row.verdict.style),
      aside: row.note.map { StyledText($0) }, tone: tone,
      details: diff.map { [.diff($0, path: row.path)] } ?? [], isOpen: isOpen)
  }

  /// What was changed in files that findings are about.
  var changes: [Section] {
    let items = report.findings.compactMap { entry in
      entry.finding.diff.map { diff in
        Item(
          StyledText(sentence: entry.finding.headline),
          details: [.diff(diff, path: entry.finding.places.first?.path ?? "")])
      }
    }
    guard !items.isEmpty else { return [] }
    return [
      Section(
        "changes", "Changes", count: items.count, noun: "change", [.list(List("change", items))])
    ]
  }

  /// What people made of a deployment's files, and the releases that come close.
  var adoption: [Section] {
    guard let adoption = report.adoption else { return [] }
    let shown = detail == .full ? adoption.files : adoption.edited
    var sections: [Section] = []
    if !shown.isEmpty {
      let items = shown.map { file in
        Item(
          .code(file.path), label: StyledText(file.state.text, file.state.style),
          aside: file.note.isEmpty ? nil : StyledText(file.note), tone: file.state.tone,
          children: file.changes(limit: detail == .full ? 200 : 12).map { label, names, more in
            var text = StyledText.joined(names.map { .code($0) }, by: ", ")
            if more > 0 { text.append(", and \(more) more", .faint) }
            return Item(label, text)
          })
      }
      sections.append(
        Section(
          "adoption", "Files", count: shown.count, noun: "file",
          [.list(List("file", items, foldsAbove: 50))]))
    }
    if !adoption.candidates.isEmpty {
      let rows = adoption.candidates.map { candidate in
        let style: Style = candidate.isAsClose ? .strong : .plain
        return Table.Row(candidate.cells.map { StyledText($0, style) })
      }
      sections.append(
        Section(
          "candidates", "Releases that come close", count: rows.count, noun: "release",
          [
            .table(
              Table(
                "Releases that come close", noun: "release", columns: AdoptionCandidate.headings,
                rows))
          ]))
    }
    return sections
  }
}

extension ReportedFile.Verdict {
  /// The place in the order: what a person has to look at first.
  fileprivate var rank: Int {
    switch self {
    case .conflict: 0
    case .merged: 1
    case .kept: 2
    case .updated: 3
    case .removed: 4
    case .added: 5
    case .unchanged: 6
    }
  }

  fileprivate var tone: Tone? { self == .conflict ? .conflict : nil }

  fileprivate var style: Style {
    switch self {
    case .unchanged: .faint
    case .updated, .merged: .changed
    case .added: .added
    case .removed: .removed
    case .kept: .severity(.note)
    case .conflict: .severity(.conflict)
    }
  }
}

extension AdoptedFile.State {
  fileprivate var tone: Tone? {
    switch self {
    case .generated, .missing, .notInstalled: .muted
    case .upstream, .extra: .note
    case .edited: nil
    case .moved: .conflict
    case .foreign: .warning
    }
  }

  fileprivate var style: Style { tone?.style ?? .changed }
}
