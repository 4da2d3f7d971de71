import Editing

extension ValueKind where Value == String {
  /// One line of text; may be empty.
  package static let text = ValueKind(
    text: "one line of text", schema: ["type": "string", "pattern": "^[^\\r\\n]*$"], shared: "line",
    written: \.quoted
  ) { (text) throws(Refusal) in
    guard !text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
      throw .must("be one line")
    }
    return text
  }

  /// Text of any number of lines.
  static let multilineText = ValueKind(
    text: "text", schema: ["type": "string"],
    written: { YAMLText.block($0, indentedBy: 2) }
  ) { (text) throws(Refusal) in text }

  /// The kind without the empty text.
  var nonEmpty: ValueKind {
    refined(written: written) { (text) throws(Refusal) in
      guard !text.isEmpty else { throw .must("not be empty") }
      return text
    }
  }
}

extension String {
  /// The text as a manifest has it.
  var quoted: String { YAMLText.quoted(self, inFlow: false) }
}
