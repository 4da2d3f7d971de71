public import Findings
import Reports

/// Shows what findings mean: the pages of `explain`.
public struct ExplainRenderer: Sendable {
  private let terminal: TerminalOptions
  private let policy: SeverityPolicy

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - terminal: what the text is laid out for.
  ///   - policy: how grave findings are.
  public init(terminal: TerminalOptions = .plain, policy: SeverityPolicy = .standard) {
    self.terminal = terminal
    self.policy = policy
  }

  /// The page of one code.
  package func page(for code: FindingCode) -> String {
    let severity = policy.severity(of: code)
    var page = TextPage(terminal)
    guard let explanation = FindingExplanation.of(code) else { return page.text }
    var title = StyledText("\(code.rawValue) (\(severity.rawValue))", .severity(severity))
    title.append(": ", .strong)
    title.append(sentence: explanation.title, .strong)
    page.add(title, hanging: 4)
    page.addBlank()
    var meaning = StyledText()
    meaning.append(sentence: explanation.meaning)
    page.add(meaning)
    page.add(heading: "For example")
    for line in explanation.example { add(line, severity, to: &page) }
    page.add(heading: "What to do")
    for advice in explanation.advice {
      var text = StyledText("- ")
      text.append(sentence: advice)
      page.add(text, indent: 2, hanging: 4)
    }
    return page.text
  }

  /// Adds a line of an example in the colours of a finding.
  private func add(_ line: String, _ severity: Severity, to page: inout TextPage) {
    let body = line.drop { $0 == " " }
    let depth = line.count - body.count
    var text = StyledText()
    var rest = body
    if let mark = ["--> ", "= cause: ", "= ", "|  "].first(where: body.hasPrefix) {
      text.append(mark, .faint)
      rest = body.dropFirst(mark.count)
    } else if let colon = body.firstRange(of: ": "), depth == 0 {
      text.append(String(body[..<colon.lowerBound]), .severity(severity))
      rest = body[colon.lowerBound...]
    }
    text.append(sentence: String(rest), depth == 0 ? .strong : .plain)
    page.add(text, indent: depth + 2, hanging: depth == 0 ? 6 : depth + 4)
  }

  /// The list of all codes, by family.
  package func list() -> String {
    var page = TextPage(terminal)
    for family in FindingFamily.allCases {
      page.add(heading: "\(family.title) (\(family.rawValue)xx)")
      for code in FindingCode.all(in: family) {
        var text = StyledText(code.rawValue, .severity(policy.severity(of: code)))
        text.append("  ")
        text.append(sentence: FindingExplanation.of(code)?.title ?? code.name)
        page.add(text, indent: 2, hanging: 8)
      }
    }
    page.addBlank()
    page.add(StyledText("More on one of them: `confomeet-upgrade explain U203`."))
    return page.text
  }
}
