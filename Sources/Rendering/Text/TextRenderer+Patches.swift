import Findings
import Reports

extension TextRenderer {
  /// Adds a row for each patch.
  func addPatches(of report: Report, to page: inout TextPage) {
    guard !report.patches.isEmpty else { return }
    page.add(heading: "Patches")
    var table = TextTable()
    table.add(
      ["", "patch", "variant", "operations", "guarantees"].map { StyledText($0, .faint) })
    for patch in report.patches {
      table.add([
        mark(patch.state), StyledText(patch.id), StyledText(patch.variant ?? ""),
        StyledText(ReportedOperation.summary(patch.operations) ?? "none"),
        StyledText(patch.guaranteesText),
      ])
    }
    for line in table.lines(width: page.terminal.width - 2) { page.addLine(line, indent: 2) }
  }

  /// Adds each patch with its variant, operations and guarantees.
  func addOperations(of report: Report, to page: inout TextPage) {
    for patch in report.patches {
      page.addBlank()
      var title = StyledText(patch.id, .strong)
      title.append(": \(patch.title)")
      page.add(title, hanging: 2)
      if let variant = patch.variant {
        var text = StyledText("variant \(variant)")
        if !patch.variantReasons.isEmpty {
          text.append(", because ")
          text.append(sentence: patch.variantReasons.joined(separator: "; "))
        }
        page.add(text, indent: 2, hanging: 4)
      }
      for operation in patch.operations { add(operation, to: &page) }
      for guarantee in patch.guarantees { add(guarantee, to: &page) }
    }
  }

  private func add(_ operation: ReportedOperation, to page: inout TextPage) {
    let style: Style = operation.outcome == .conflict ? .severity(.conflict) : .success
    var text = StyledText(operation.outcome.text, style).padded(to: 15)
    text.append(operation.name, .code)
    if let file = operation.file { text.append(" \(file)") }
    if let old = operation.movedFrom { text.append(", was \(old)") }
    if operation.outcome != .conflict { text.append(", \(operation.placesText)", .faint) }
    page.add(text, indent: 2, hanging: 17)
  }

  private func add(_ guarantee: ReportedGuarantee, to page: inout TextPage) {
    let style: Style = guarantee.held ? .success : .severity(.conflict)
    var text = StyledText(guarantee.held ? "holds" : "does not hold", style).padded(to: 15)
    text.append(guarantee.kind, .code)
    text.append(": ")
    text.append(sentence: guarantee.text)
    page.add(text, indent: 2, hanging: 17)
    for line in guarantee.evidence {
      var text = StyledText("= ", .faint)
      text.append(sentence: line)
      page.add(text, indent: 17, hanging: 19)
    }
  }

  /// Adds the diffs of the files and findings that have one.
  func addDiffs(of report: Report, to page: inout TextPage) {
    let diffs = report.files.compactMap(\.diff) + report.findings.compactMap(\.finding.diff)
    guard !diffs.isEmpty else { return }
    page.add(heading: "Changes")
    for diff in diffs {
      page.addBlank()
      for line in VisibleText.lines(diff) {
        page.add(StyledText(line, diffStyle(of: line)), hanging: 4)
      }
    }
  }

  private func diffStyle(of line: String) -> Style {
    if line.hasPrefix("+++") || line.hasPrefix("---") { return .strong }
    if line.hasPrefix("@@") { return .code }
    if line.hasPrefix("+") { return .added }
    if line.hasPrefix("-") { return .removed }
    return .plain
  }

  private func mark(_ state: ReportedPatch.State) -> StyledText {
    switch state {
    case .good: StyledText("✓", .success)
    case .bad: StyledText("✗", .severity(.conflict))
    case .untouched: StyledText("-", .faint)
    }
  }
}
