import CLibYAML

extension YAMLReader {
  /// What libyaml stopped at, in words for a person.
  func problem(of parser: yaml_parser_t) -> EditingError {
    guard parser.error != YAML_MEMORY_ERROR else {
      return EditingError(.tooLarge, "there is no memory for reading the document")
    }
    let problem = parser.problem.map { String(cString: $0) } ?? "the text is not YAML"
    if parser.error == YAML_READER_ERROR {
      let offset = min(input.base + parser.problem_offset, text.bytes.count)
      return EditingError(.malformed, problem, at: offset)
    }
    let offset = min(input.offset(codePoint: parser.problem_mark.index), text.bytes.count)
    if let tab = indentingTab(before: offset) {
      return EditingError(.malformed, "tabs cannot indent: use spaces", at: tab)
    }
    let message = Self.advice[problem].map { "\(problem): \($0)" } ?? problem
    guard let context = parser.context.map({ String(cString: $0) }) else {
      return EditingError(.malformed, message, at: offset)
    }
    let start = text.lineIndex(at: input.offset(codePoint: parser.context_mark.index)) + 1
    return EditingError(
      .malformed, "\(message), \(context) that starts in line \(start)", at: offset)
  }

  /// A tab in the white space that a line starts with, up to an offset.
  private func indentingTab(before offset: Int) -> Int? {
    var index = text.lineRange(text.lineIndex(at: offset)).lowerBound
    while index < text.bytes.count, text.bytes[index] == 0x20 { index += 1 }
    return index < text.bytes.count && text.bytes[index] == 0x09 ? index : nil
  }

  /// What to look for, by libyaml's text; a text that is not here stands for itself.
  private static let advice = [
    "mapping values are not allowed in this context":
      "quote a text with `: ` in it, or check the indentation",
    "did not find expected key": "check the indentation and the quotes before it",
    "did not find expected '-' indicator": "check the indentation",
    "could not find expected ':'": "a key needs a colon behind it",
    "found unexpected end of stream": "a quote is not closed",
    "found character that cannot start any token": "quote a text that starts with it",
    "did not find expected ',' or ']'": "a bracket is not closed",
    "did not find expected ',' or '}'": "a brace is not closed",
  ]
}
