import Findings

extension TextWriter {
  /// Writes a finding as a compiler shows its diagnostics: code and headline, places with excerpts, causes, advice.
  mutating func write(_ finding: FindingBlock, indent: Int) {
    var headline = StyledText(
      "\(finding.severity.rawValue)[\(finding.code.rawValue)]", .severity(finding.severity))
    headline.append(": ", .strong)
    headline.append(contentsOf: finding.headline.styled(.strong))
    page.add(headline, indent: indent, hanging: indent + 4)
    for place in finding.places {
      page.add(
        StyledText("--> ", .faint) + place.text.styled(.plain), indent: indent + 2,
        hanging: indent + 6)
      guard let excerpt = place.excerpt else { continue }
      page.addLine(StyledText("|  ", .faint) + .code(excerpt), indent: indent + 3)
    }
    for line in finding.evidence { add("= ", StyledText(sentence: line), indent) }
    for cause in finding.causes { add("= cause: ", cause, indent) }
    for line in finding.advice { add("= advice: ", StyledText(sentence: line), indent) }
    if finding.advice.isEmpty {
      let hint = "`confomeet-upgrade explain \(finding.code.rawValue)`"
      add("= more: ", StyledText(sentence: hint), indent)
    }
  }

  private mutating func add(_ label: String, _ text: StyledText, _ indent: Int) {
    page.add(StyledText(label, .faint) + text, indent: indent + 3, hanging: indent + 5)
  }
}
