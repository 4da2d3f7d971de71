package import Reports

/// Shows a report as one page for a browser, to review from.
package struct HTMLRenderer: Renderer {
  private let limit: Int

  /// Makes a renderer.
  ///
  /// - Parameter limit: the most bytes in UTF-8 that lists and changes take together.
  package init(limit: Int = HTMLWriter.standardLimit) {
    self.limit = limit
  }

  /// The report as a page of HTML.
  package func render(_ report: Report) -> String {
    HTMLWriter.document(of: ReportLayout(report, .full).page, limit: limit)
  }
}
