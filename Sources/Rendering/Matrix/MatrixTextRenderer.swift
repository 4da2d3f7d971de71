import Findings
public import Reports

/// Shows a matrix on a terminal or in a text file: releases downwards, a column for each patch.
public struct MatrixTextRenderer: Sendable {
  private let terminal: TerminalOptions
  private let isWhole: Bool

  /// Makes a renderer.
  ///
  /// - Parameter isWhole: whether every release has a line; else those in a row at which nothing changes share one.
  public init(terminal: TerminalOptions, isWhole: Bool = false) {
    self.terminal = terminal
    self.isWhole = isWhole
  }

  /// The whole text.
  public func render(_ matrix: PatchMatrix) -> String {
    var page = TextPage(terminal)
    page.add(
      StyledText(matrix.headline, matrix.hasConflicts ? .severity(.conflict) : .success))
    addRows(matrix, to: &page)
    addGrid(matrix, to: &page)
    addTurns(matrix, to: &page)
    return page.text
  }

  private func addRows(_ matrix: PatchMatrix, to page: inout TextPage) {
    page.add(heading: "Patches")
    for (index, row) in matrix.rows.enumerated() {
      var text = StyledText("\(index + 1)  ")
      text.append(row.patch, .strong)
      text.append("  \(row.summary)")
      page.add(text, indent: 2, hanging: 5)
      let names = row.variants
      guard names.count > 1 else { continue }
      let letters = names.map { name in
        "\(row.letter(of: MatrixCell(.applied, variant: name))) \(name)"
      }
      page.add(StyledText("variants: " + letters.joined(separator: ", "), .faint), indent: 5)
    }
  }

  private func addGrid(_ matrix: PatchMatrix, to page: inout TextPage) {
    page.add(heading: "Releases")
    var table = TextTable()
    table.add(
      [StyledText(""), StyledText("")]
        + matrix.rows.indices.map { StyledText("\($0 + 1)", .faint) })
    let runs =
      isWhole
      ? matrix.releases.indices.map { MatrixRun(columns: $0..<($0 + 1)) }
      : MatrixRun.all(in: matrix)
    for run in runs {
      let column = run.columns.lowerBound
      let cells = matrix.rows.map { row in
        let cell = row.cells[column]
        return StyledText(cell.sign + row.letter(of: cell), cell.style)
      }
      let count = isWhole ? "" : "\(run.columns.count)"
      table.add([StyledText(run.name(in: matrix)), StyledText(count, .faint)] + cells)
    }
    for line in table.lines(width: terminal.width - 2) { page.addLine(line, indent: 2) }
    page.addBlank()
    page.add(
      StyledText(
        "● applied  = already there  → file moved  ✗ conflict  · not supported", .faint
      ),
      indent: 2)
  }

  private func addTurns(_ matrix: PatchMatrix, to page: inout TextPage) {
    let turns = matrix.turns.filter(\.isWorthTelling)
    guard !turns.isEmpty else { return }
    page.add(heading: "What changes, and where")
    let links = UpstreamLinks(matrix.upstream)
    for turn in turns {
      var text = StyledText(turn.patch, .strong)
      text.append("  \(turn.release)  ")
      text.append(turn.from.words, turn.from.style)
      text.append(" → ")
      text.append(turn.to.words, turn.to.style)
      page.add(text, indent: 2, hanging: 4)
      for finding in turn.to.findings {
        var line = StyledText("\(finding.code.rawValue): ", .faint)
        line.append(sentence: finding.headline)
        page.add(line, indent: 6, hanging: 8)
      }
      guard let cause = turn.cause else { continue }
      var line = StyledText("cause: ", .faint)
      line.append(String(cause.commit.prefix(7)), .code, link: links.commit(cause.commit))
      line.append(" \(cause.date) \"\(cause.subject)\"")
      page.add(line, indent: 6, hanging: 8)
    }
  }
}

extension MatrixTurn {
  /// Whether people want to know: that a patch is for newer releases is no news.
  var isWorthTelling: Bool { from.outcome != .unsupported || to.outcome == .conflict }
}
