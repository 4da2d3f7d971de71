package import Reports

/// Shows a report as the text of a pull request on GitHub.
package struct MarkdownRenderer: Renderer {
  /// The number of characters that GitHub takes in a text.
  package static let gitHubLimit = 65_536

  private let limit: Int

  /// Makes a renderer.
  ///
  /// - Parameter limit: the most bytes in UTF-8; at least 8,000.
  package init(limit: Int = gitHubLimit - 1) {
    self.limit = max(8_000, limit)
  }

  /// The report in Markdown.
  package func render(_ report: Report) -> String {
    MarkdownWriter.text(of: ReportLayout(report, .full).page, limit: limit)
  }
}
