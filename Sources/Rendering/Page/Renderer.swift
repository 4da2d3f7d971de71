package import Reports

/// Shows a report in one form. The same report gives the same text.
package protocol Renderer: Sendable {
  /// The whole text, with a line feed at its end.
  func render(_ report: Report) -> String
}
