import Findings
public import Reports

/// Shows a matrix in Markdown, for a pull request or a job's summary.
public struct MatrixMarkdownRenderer: Sendable {
  /// Makes a renderer.
  public init() {}

  /// The whole text.
  public func render(_ matrix: PatchMatrix) -> String {
    var text = "# Patches by release\n\n**\(matrix.headline).**"
    text +=
      " Patch set \(MarkdownText.code(matrix.patchSet.name)), tree \(MarkdownText.code(String(matrix.patchSet.tree.prefix(12)))).\n"
    text += grid(matrix)
    text += turns(matrix)
    return text
  }

  private func grid(_ matrix: PatchMatrix) -> String {
    var text =
      "\n| release | " + matrix.rows.map { MarkdownText.code($0.patch) }.joined(separator: " | ")
      + " |\n"
    text += "|---|" + matrix.rows.map { _ in "---|" }.joined() + "\n"
    for run in MatrixRun.all(in: matrix) {
      let cells = matrix.rows.map { row in
        let cell = row.cells[run.columns.lowerBound]
        let words = MarkdownText.plain(cell.words)
        return cell.outcome == .conflict ? "**\(words)**" : words
      }
      let count = run.columns.count == 1 ? "" : " (\(run.columns.count))"
      text +=
        "| \(MarkdownText.plain(run.name(in: matrix)))\(count) | \(cells.joined(separator: " | ")) |\n"
    }
    return text
  }

  private func turns(_ matrix: PatchMatrix) -> String {
    let turns = matrix.turns.filter(\.isWorthTelling)
    guard !turns.isEmpty else { return "" }
    let links = UpstreamLinks(matrix.upstream)
    var text = "\n## What changes, and where\n\n"
    for turn in turns {
      text += "- \(MarkdownText.code(turn.patch)) at \(MarkdownText.code(turn.release)): "
      text += "\(MarkdownText.plain(turn.from.words)) → \(MarkdownText.plain(turn.to.words))\n"
      for finding in turn.to.findings {
        text += "  - \(finding.code.rawValue): \(MarkdownText.sentence(finding.headline))\n"
      }
      guard let cause = turn.cause else { continue }
      let short = MarkdownText.code(String(cause.commit.prefix(7)))
      let commit = links.commit(cause.commit).map { "[\(short)](\($0))" } ?? short
      text += "  - cause: \(commit) \(MarkdownText.plain("\(cause.date) \(cause.subject)"))\n"
    }
    return text
  }
}
