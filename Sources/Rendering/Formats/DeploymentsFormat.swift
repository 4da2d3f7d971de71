package import Reports

/// The forms that what came of several deployments is written in, as one document.
package struct DeploymentsFormat: Sendable {
  private let write: @Sendable (DeploymentsReport) -> String

  /// The form for a report's file.
  package init(_ format: ReportFormat) {
    switch format {
    case .html: write = { HTMLWriter.document(of: DeploymentsLayout($0, .full).page) }
    case .json:
      write = { JSONText.encode(Versioned(format: DeploymentsSchema.format, content: $0)) }
    case .markdown:
      write = { report in
        MarkdownWriter.text(
          of: DeploymentsLayout(report, .full).page, limit: MarkdownRenderer.gitHubLimit - 1)
      }
    case .pullRequest:
      write = { report in
        MarkdownWriter.text(
          of: DeploymentsLayout(report, .full).page, limit: PullRequestRenderer.limit)
      }
    case .sarif: write = { SARIFRenderer().render($0) }
    case .text: write = { DeploymentsText(terminal: .plain, isFull: true).render($0) }
    }
  }

  /// The whole text, with a line feed at its end.
  package func render(_ report: DeploymentsReport) -> String { write(report) }
}

/// Shows what came of several deployments on a terminal: a row for each.
package struct DeploymentsText: Sendable {
  private let terminal: TerminalOptions
  private let isFull: Bool
  private let next: String?

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - isFull: whether each one's whole report is shown.
  ///   - next: the command that shows more of the worst; `nil` for none.
  package init(terminal: TerminalOptions, isFull: Bool = false, next: String? = nil) {
    self.terminal = terminal
    self.isFull = isFull
    self.next = next
  }

  /// The whole text, with a line feed at its end.
  package func render(_ report: DeploymentsReport) -> String {
    TextWriter.text(
      of: DeploymentsLayout(report, isFull ? .full : .summary, next: next).page, for: terminal)
  }
}
