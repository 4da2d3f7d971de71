package import Reports

/// The forms that a matrix is written in.
package struct MatrixFormat: Sendable {
  private let write: @Sendable (PatchMatrix) -> String

  /// The form for a report's file; `nil` when a matrix has no such form.
  package init?(_ format: ReportFormat) {
    switch format {
    case .html: write = { HTMLWriter.document(of: MatrixLayout($0, isWhole: false).page) }
    case .json: write = { JSONText.encode(Versioned(format: MatrixSchema.format, content: $0)) }
    case .markdown:
      write = { matrix in
        MarkdownWriter.text(
          of: MatrixLayout(matrix, isWhole: false).page, limit: MarkdownRenderer.gitHubLimit - 1)
      }
    case .pullRequest:
      write = { matrix in
        MarkdownWriter.text(
          of: MatrixLayout(matrix, isWhole: false).page, limit: PullRequestRenderer.limit)
      }
    case .sarif: return nil
    case .text: write = { MatrixTextRenderer(terminal: .plain, isWhole: true).render($0) }
    }
  }

  /// The whole text, with a line feed at its end.
  package func render(_ matrix: PatchMatrix) -> String { write(matrix) }
}

/// Shows a matrix on a terminal or in a text file: releases downwards, a column for each patch.
package struct MatrixTextRenderer: Sendable {
  private let terminal: TerminalOptions
  private let isWhole: Bool

  /// Makes a renderer.
  ///
  /// - Parameter isWhole: whether every release has a line; else those in a row at which nothing changes share one.
  package init(terminal: TerminalOptions, isWhole: Bool = false) {
    self.terminal = terminal
    self.isWhole = isWhole
  }

  /// The whole text, with a line feed at its end.
  package func render(_ matrix: PatchMatrix) -> String {
    TextWriter.text(of: MatrixLayout(matrix, isWhole: isWhole).page, for: terminal)
  }
}
