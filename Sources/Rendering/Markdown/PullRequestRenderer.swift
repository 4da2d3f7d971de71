package import Reports

/// Shows a report as the text of the pull request that has the upgrade: worst first, in little room.
package struct PullRequestRenderer: Renderer {
  /// The most bytes in UTF-8. With a kilobyte of links that whoever opens the request adds, it is 10 KB.
  package static let limit = 9 * 1_024

  /// Makes a renderer.
  package init() {}

  /// The report in Markdown.
  package func render(_ report: Report) -> String {
    MarkdownWriter.text(
      of: PullRequestLayout(report).page, limit: Self.limit, rest: "The whole report has them all.")
  }
}
