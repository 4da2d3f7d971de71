public import Findings
import Reports

/// Shows the rules behind findings: the pages of `explain`.
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

  /// The page of one rule.
  public func page(for rule: FindingRule) -> String {
    let severity = policy.severity(of: rule.code)
    var page = TextPage(terminal)
    var title = StyledText("\(rule.code.rawValue) (\(severity.rawValue))", .severity(severity))
    title.append(": ", .strong)
    title.append(sentence: rule.rule, .strong)
    page.add(title, hanging: 4)
    page.addBlank()
    var explanation = StyledText()
    explanation.append(sentence: rule.explanation)
    page.add(explanation)
    page.add(heading: "For example")
    DiagnosticRenderer(terminal: terminal, policy: policy)
      .add(ReportedFinding(severity, rule.example), to: &page, indent: 2, isHinted: false)
    page.add(heading: "What to do")
    for advice in rule.advice {
      var text = StyledText("- ")
      text.append(sentence: advice)
      page.add(text, indent: 2, hanging: 4)
    }
    return page.text
  }

  /// The list of all rules, by family.
  public func list() -> String {
    var page = TextPage(terminal)
    for family in FindingFamily.allCases {
      let rules = FindingCatalogue.rules.filter { $0.code.family == family }
      guard !rules.isEmpty else { continue }
      page.add(heading: "\(family.title) (\(family.rawValue)xx)")
      for rule in rules {
        var text = StyledText(rule.code.rawValue, .severity(policy.severity(of: rule.code)))
        text.append("  ")
        text.append(sentence: rule.rule)
        page.add(text, indent: 2, hanging: 8)
      }
    }
    page.addBlank()
    page.add(StyledText("More on one of them: `confomeet-upgrade explain U203`."))
    return page.text
  }

  /// All rules as one page in Markdown, for the documentation.
  public func markdown() -> String {
    var text = """
      # Findings

      Every finding has a stable code. `confomeet-upgrade explain <code>` prints what is written here.

      """
    for family in FindingFamily.allCases {
      let rules = FindingCatalogue.rules.filter { $0.code.family == family }
      guard !rules.isEmpty else { continue }
      text += "\n## \(family.title)\n"
      for rule in rules { text += markdown(of: rule) }
    }
    return text
  }

  private func markdown(of rule: FindingRule) -> String {
    let severity = policy.severity(of: rule.code)
    let example = TerminalOptions(width: 100)
    var page = TextPage(example)
    DiagnosticRenderer(terminal: example, policy: policy)
      .add(ReportedFinding(severity, rule.example), to: &page, isHinted: false)
    let advice = rule.advice.map { "- \(MarkdownText.sentence($0))\n" }.joined()
    return """

      ### \(rule.code.rawValue): \(MarkdownText.sentence(rule.rule))

      *\(severity.rawValue), `\(rule.name)`*

      \(MarkdownText.sentence(rule.explanation))

      \(MarkdownText.fenced(page.text, language: "text"))
      \(advice)
      """
  }
}
