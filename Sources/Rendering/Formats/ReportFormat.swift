/// The forms that a report is written in, chosen by the ending of the file's name.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case html
  case json
  case markdown = "md"
  /// The text of a pull request, in at most 10 KB.
  case pullRequest = "pr.md"
  case sarif
  case text = "txt"

  /// The form for a file; `-` is standard output, as text.
  ///
  /// - Throws: ``UnsupportedReportFormat`` when the name has another ending or none.
  package init(fileName: String) throws(UnsupportedReportFormat) {
    guard fileName != "-" else {
      self = .text
      return
    }
    let name = (fileName.split(separator: "/").last ?? "").lowercased()
    // Of two endings the longer one is meant.
    let formats = Self.allCases.filter { name.hasSuffix(".\($0.rawValue)") }
    guard let format = formats.max(by: { $0.rawValue.count < $1.rawValue.count }) else {
      throw UnsupportedReportFormat(fileName: fileName)
    }
    self = format
  }

  /// What writes it. Texts are laid out for a file: 80 columns, no colours.
  package var renderer: any Renderer {
    switch self {
    case .html: HTMLRenderer()
    case .json: JSONRenderer()
    case .markdown: MarkdownRenderer()
    case .pullRequest: PullRequestRenderer()
    case .sarif: SARIFRenderer()
    case .text: TextRenderer(terminal: .plain, detail: .full)
    }
  }
}

/// A report was asked for in a form that there is no renderer for.
package struct UnsupportedReportFormat: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name as it was given.
  package let fileName: String

  /// The rule that is not met, with the forms there are.
  package var description: String {
    let endings = ReportFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
    return "a report's name must end in one of \(endings): `\(VisibleText.escaped(fileName))`"
  }
}
