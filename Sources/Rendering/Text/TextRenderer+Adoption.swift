import Findings
import Reports

extension TextRenderer {
  /// Adds what people made of each file, and the releases that come close.
  func add(_ adoption: ReportedAdoption, to page: inout TextPage) {
    let shown = detail == .full ? adoption.files : adoption.edited
    if !shown.isEmpty { page.add(heading: "Files") }
    for file in shown { add(file, to: &page) }
    guard !adoption.candidates.isEmpty else { return }
    page.add(heading: "Releases that come close")
    var table = TextTable()
    table.add(AdoptionCandidate.headings.map { StyledText($0, .faint) })
    for candidate in adoption.candidates {
      let style: Style = candidate.isAsClose ? .strong : .plain
      table.add(candidate.cells.map { StyledText($0, style) })
    }
    for line in table.lines(width: page.terminal.width - 2) { page.addLine(line, indent: 2) }
  }

  private func add(_ file: AdoptedFile, to page: inout TextPage) {
    var line = StyledText(file.state.text, style(of: file.state)).padded(to: 15)
    line.append(file.path)
    if !file.note.isEmpty { line.append(" (\(file.note))", .faint) }
    page.add(line, indent: 2, hanging: 17)
    for (label, names, more) in file.changes(limit: detail == .full ? .max : 12) {
      var line = StyledText(label, .faint).padded(to: 9)
      line.append(names.joined(separator: ", "))
      if more > 0 { line.append(", and \(more) more", .faint) }
      page.add(line, indent: 17, hanging: 26)
    }
  }

  private func style(of state: AdoptedFile.State) -> Style {
    switch state {
    case .generated, .missing: .faint
    case .upstream, .extra: .severity(.note)
    case .edited: .code
    case .moved: .severity(.conflict)
    case .foreign: .severity(.warning)
    }
  }
}
