package import Findings
package import Reports

/// Shows a report to people in a terminal: the verdict first, then what they have to decide, then the rest.
package struct TextRenderer: Renderer {
  private let terminal: TerminalOptions
  private let detail: PageDetail

  /// Makes a renderer.
  package init(terminal: TerminalOptions = .plain, detail: PageDetail = .summary) {
    self.terminal = terminal
    self.detail = detail
  }

  /// The report as text; no line is wider than the terminal.
  package func render(_ report: Report) -> String {
    TextWriter.text(of: ReportLayout(report, detail).page, for: terminal)
  }
}

/// Shows findings as a compiler shows its diagnostics.
package struct DiagnosticRenderer: Sendable {
  private let terminal: TerminalOptions
  private let policy: SeverityPolicy
  private let layout: FindingLayout

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - terminal: what the text is laid out for.
  ///   - policy: how grave a finding is.
  ///   - upstream: the address that commits are linked to, where links are wanted.
  package init(
    terminal: TerminalOptions = .plain, policy: SeverityPolicy = .standard, upstream: String? = nil
  ) {
    self.terminal = terminal
    self.policy = policy
    layout = FindingLayout(upstream: upstream)
  }

  /// The finding's lines, each with a line feed at its end.
  package func render(_ finding: Finding) -> String {
    var writer = TextWriter(terminal)
    let entry = ReportedFinding(policy.severity(of: finding.code), finding)
    writer.write(layout.block(of: entry), indent: 0)
    return writer.page.text
  }
}

/// Shows what findings mean: the pages of `explain`.
package struct ExplainRenderer: Sendable {
  private let terminal: TerminalOptions
  private let policy: SeverityPolicy

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - terminal: what the text is laid out for.
  ///   - policy: how grave findings are.
  package init(terminal: TerminalOptions = .plain, policy: SeverityPolicy = .standard) {
    self.terminal = terminal
    self.policy = policy
  }

  /// The page of one code.
  package func page(for code: FindingCode) -> String {
    TextWriter.text(of: ExplanationLayout.page(of: code, policy), for: terminal)
  }

  /// The list of all codes, by family.
  package func list() -> String {
    TextWriter.text(of: ExplanationLayout.page(policy), for: terminal)
  }
}
