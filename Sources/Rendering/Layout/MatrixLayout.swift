import Findings
import Reports

/// Lays out a matrix: what becomes of each patch at each release, and where it changes.
struct MatrixLayout {
  let matrix: PatchMatrix
  /// Whether every release has a row; else those in a row at which nothing changes share one.
  let isWhole: Bool

  init(_ matrix: PatchMatrix, isWhole: Bool) {
    self.matrix = matrix
    self.isWhole = isWhole
  }

  /// The page.
  var page: Page {
    var patchSet = StyledText("Patch set ")
    patchSet.append(matrix.patchSet.name, .code)
    patchSet.append(", tree ")
    patchSet.append(String(matrix.patchSet.tree.prefix(12)), .code)
    return Page(
      name: "\(matrix.headline) · matrix", title: "Patches by release",
      verdict: Page.Verdict(
        text: matrix.headline, tone: matrix.hasConflicts ? .conflict : .good, isOneLine: true),
      top: [.text(patchSet)], sections: [rows, grid] + transitions, version: matrix.toolVersion)
  }

  private var rows: Section {
    let items = matrix.rows.enumerated().map { index, row in
      var text = StyledText(row.patch, .strong)
      text.append(": \(row.summary)")
      let names = row.variants
      let letters = names.map { name in
        "\(row.letter(of: MatrixCell(.applied, variant: name))) \(name)"
      }
      return Item(
        text, label: StyledText("\(index + 1)", .faint),
        children: names.count > 1
          ? [Item(StyledText("variants: " + letters.joined(separator: ", "), .faint))] : [])
    }
    return Section(
      "patches", "Patches", count: matrix.rows.count, noun: "patch", [.list(List("patch", items))])
  }

  private var grid: Section {
    let runs =
      isWhole
      ? matrix.releases.indices.map { MatrixRun(columns: $0..<($0 + 1)) }
      : MatrixRun.all(in: matrix)
    let rows = runs.map { run in
      Grid.Row(
        name: run.name(in: matrix), count: isWhole ? nil : run.columns.count,
        cells: matrix.rows.map { row in
          let cell = row.cells[run.columns.lowerBound]
          return Grid.Cell(
            sign: cell.sign + row.letter(of: cell), words: cell.words, name: cell.outcome.rawValue,
            tone: cell.outcome.tone)
        })
    }
    return Section(
      "grid", "Releases", count: matrix.releases.count, noun: "release",
      [
        .grid(
          Grid(
            name: "Patches by release", corner: "Release", columns: matrix.rows.map(\.patch),
            rows: rows,
            legend: "● applied  = already there  → file moved  ✗ conflict  · not supported"))
      ])
  }

  private var transitions: [Section] {
    let transitions = matrix.transitions.filter(\.isWorthTelling)
    guard !transitions.isEmpty else { return [] }
    let layout = FindingLayout(upstream: matrix.upstream)
    let items = transitions.map { transition in
      var text = StyledText(transition.patch, .strong)
      text.append(" at \(transition.release): ")
      text.append(transition.from.words, transition.from.outcome.tone.style)
      text.append(" → ")
      text.append(transition.to.words, transition.to.outcome.tone.style)
      var children = transition.to.findings.map {
        Item($0.code.rawValue, StyledText(sentence: $0.headline))
      }
      if let cause = transition.cause {
        children.append(Item("cause", layout.description(of: cause)))
      }
      return Item(
        text, tone: transition.to.outcome == .conflict ? .conflict : nil, children: children)
    }
    return [
      Section(
        "transitions", "What changes, and where", count: transitions.count, noun: "transition",
        [.list(List("transition", items))])
    ]
  }
}

extension MatrixCell.Outcome {
  /// How it is taken.
  fileprivate var tone: Tone {
    switch self {
    case .applied, .already: .good
    case .moved: .note
    case .conflict: .conflict
    case .unsupported: .muted
    }
  }
}

extension MatrixTransition {
  /// Whether people want to know: that a patch is for newer releases is no news.
  fileprivate var isWorthTelling: Bool { from.outcome != .unsupported || to.outcome == .conflict }
}
