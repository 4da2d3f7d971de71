import Findings
import Reports

extension MarkdownRenderer {
  /// Lists of more files than this are folded.
  private static let longestList = 20

  /// Adds a row for each patch; returns how many were left out.
  func addPatches(of report: Report, to page: inout MarkdownBudget) -> Int {
    let rows = report.patches.map { patch in
      let cells = [
        mark(patch.state), MarkdownText.plain(patch.id), MarkdownText.plain(patch.variant ?? ""),
        ReportedOperation.summary(patch.operations) ?? "none", patch.guaranteesText,
      ]
      return "| " + cells.joined(separator: " | ") + " |\n"
    }
    let opening = """

      ### Patches

      | | patch | variant | operations | guarantees |
      |---|---|---|---|---|

      """
    return page.add(rows, opening: opening) { "\nAnd \($0) more.\n" }
  }

  /// Adds the files that are not unchanged; returns how many were left out.
  func addFiles(of report: Report, to page: inout MarkdownBudget) -> Int {
    let files = report.files.filter { $0.verdict != .unchanged }
    let rows = files.map { file in
      let mode = file.modeText.map { " (\(MarkdownText.plain($0)))" } ?? ""
      return "- \(report.text(of: file.verdict)): \(MarkdownText.code(file.path))\(mode)\n"
    }
    let isFolded = rows.count > Self.longestList
    return page.add(
      rows,
      opening: "\n### Files\n\n"
        + (isFolded ? "<details><summary>\(rows.count) files</summary>\n\n" : ""),
      closing: isFolded ? "\n</details>\n" : ""
    ) { "\nAnd \(Report.count($0, "file")) more.\n" }
  }

  /// Adds each patch's operations and guarantees, folded; returns how many patches were left out.
  func addOperations(of report: Report, to page: inout MarkdownBudget) -> Int {
    let parts = report.patches.map { patch in
      var text = "\n**\(MarkdownText.plain(patch.id))**: \(MarkdownText.plain(patch.title))\n\n"
      if let variant = patch.variant {
        text += "- variant \(MarkdownText.plain(variant))"
        let reasons = patch.variantReasons.map(MarkdownText.sentence).joined(separator: "; ")
        text += reasons.isEmpty ? "\n" : ", because \(reasons)\n"
      }
      text += patch.operations.map(item).joined()
      text += patch.guarantees.map(item).joined()
      return text
    }
    return page.add(
      parts,
      opening: "\n<details><summary>Every operation and guarantee</summary>\n",
      closing: "\n</details>\n"
    ) { "\nAnd \($0) more.\n" }
  }

  /// Adds the diffs, each folded; returns how many were left out.
  func addDiffs(of report: Report, to page: inout MarkdownBudget) -> Int {
    var parts: [String] = []
    var room = page.room
    var tooLong = 0
    let diffs =
      report.files.map { ($0.path, $0.diff) }
      + report.findings.map { ($0.finding.headline, $0.finding.diff) }
    for (title, diff) in diffs {
      guard let diff else { continue }
      // What cannot fit is not laid out at all.
      guard diff.utf8.count <= room else {
        tooLong += 1
        continue
      }
      let part = """

        <details><summary>\(MarkdownText.html(title))</summary>

        \(MarkdownText.fenced(diff, language: "diff"))
        </details>

        """
      guard part.utf8.count <= room else {
        tooLong += 1
        continue
      }
      room -= part.utf8.count
      parts.append(part)
    }
    return tooLong + page.add(parts, opening: "\n### Changes\n") { _ in "" }
  }

  private func item(_ operation: ReportedOperation) -> String {
    var text = "- \(operation.outcome.text): \(MarkdownText.code(operation.name))"
    if let file = operation.file { text += " \(MarkdownText.code(file))" }
    if let old = operation.movedFrom { text += ", was \(MarkdownText.code(old))" }
    if operation.outcome != .conflict { text += ", \(operation.placesText)" }
    return text + "\n"
  }

  private func item(_ guarantee: ReportedGuarantee) -> String {
    var text = "- \(guarantee.held ? "holds" : "**does not hold**"): "
    text += "\(MarkdownText.code(guarantee.kind)): \(MarkdownText.sentence(guarantee.text))\n"
    for line in guarantee.evidence { text += "  - \(MarkdownText.sentence(line))\n" }
    return text
  }

  private func mark(_ state: ReportedPatch.State) -> String {
    switch state {
    case .good: "✓"
    case .bad: "✗"
    case .untouched: "–"
    }
  }
}
