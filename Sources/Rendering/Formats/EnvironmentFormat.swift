package import Reports

/// The forms that a report of `env` is written in.
package struct EnvironmentFormat: Sendable {
  private let write: @Sendable (EnvironmentReport) -> String

  /// The form for a report's file.
  package init(_ format: ReportFormat) {
    switch format {
    case .html: write = { HTMLWriter.document(of: EnvironmentLayout($0, .full).page) }
    case .json:
      write = { JSONText.encode(Versioned(format: EnvironmentReportSchema.format, content: $0)) }
    case .markdown:
      write = { report in
        MarkdownWriter.text(
          of: EnvironmentLayout(report, .full).page, limit: MarkdownRenderer.gitHubLimit - 1)
      }
    case .pullRequest:
      write = { report in
        MarkdownWriter.text(
          of: EnvironmentLayout(report, .full).page, limit: PullRequestRenderer.limit)
      }
    case .sarif: write = { SARIFRenderer().render($0.asReport) }
    case .text: write = { EnvironmentText(terminal: .plain, isFull: true).render($0) }
    }
  }

  /// The whole text, with a line feed at its end.
  package func render(_ report: EnvironmentReport) -> String { write(report) }
}

/// Shows what `env` found on a terminal: what breaks first.
package struct EnvironmentText: Sendable {
  private let terminal: TerminalOptions
  private let isFull: Bool

  /// Makes a renderer.
  ///
  /// - Parameter isFull: whether every place and what merely is new is shown at length, and changes beside a check.
  package init(terminal: TerminalOptions, isFull: Bool = false) {
    self.terminal = terminal
    self.isFull = isFull
  }

  /// The whole text, with a line feed at its end.
  package func render(_ report: EnvironmentReport) -> String {
    TextWriter.text(of: EnvironmentLayout(report, isFull ? .full : .summary).page, for: terminal)
  }
}

extension EnvironmentReport {
  /// What was found, as a report that code scanning takes.
  fileprivate var asReport: Report {
    var report = Report(
      toolVersion: toolVersion, command: "env", verdict: hasProblems ? .drifted : .inStep,
      upstream: upstream, deployment: deployment, from: from, to: to,
      findings: findings.map(\.finding))
    report.accepted = accepted
    return report
  }
}
