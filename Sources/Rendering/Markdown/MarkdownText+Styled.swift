extension MarkdownText {
  /// A styled text at the start of a line.
  static func line(_ text: StyledText) -> String {
    withoutList(trimmed(inline(text)))
  }

  /// A styled text behind other text.
  static func inline(_ text: StyledText) -> String {
    text.runs.map(inline).joined()
  }

  private static func inline(_ run: StyledText.Run) -> String {
    var text: String
    switch run.style {
    case .code: text = code(run.text)
    case .strong, .heading, .severity: text = emphasised(run)
    case .plain, .subject, .faint, .success, .changed, .added, .removed:
      text = run.isQuoted ? code(run.text) : inline(run.text)
    }
    if let link = run.link { text = "[\(text)](\(link))" }
    return text
  }

  /// A text in bold; the spaces around it stay outside, where it would not be taken for bold else.
  private static func emphasised(_ run: StyledText.Run) -> String {
    let start = run.text.prefix { $0 == " " }
    let end = run.text.reversed().prefix { $0 == " " }.count
    let middle = run.text.dropFirst(start.count).dropLast(end)
    guard !middle.isEmpty else { return run.text }
    let text = run.isQuoted ? code(String(middle)) : inline(String(middle))
    return start + "**\(text)**" + String(repeating: " ", count: end)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.firstIndex { $0 != " " } ?? text.endIndex
    return String(text[start...])
  }
}
