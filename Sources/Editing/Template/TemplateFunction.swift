/// The functions of Go's templates, of sprig and of the images' renderer that are covered.
enum TemplateFunction {
  /// Calls a function by name; a piped operand comes last, as in Go.
  static func call(
    _ name: String, _ operands: [TemplateValue]
  ) throws(EditingError) -> TemplateValue {
    switch (name, operands.count) {
    case ("default", 2): return operands[1].isTrue ? operands[1] : operands[0]
    case ("toBool", 1): return .boolean(try boolean(operands[0]))
    case ("quote", 1): return .text(quoted(operands[0].text))
    case ("toJson", 1): return .text(json(operands[0]))
    case ("toString", 1): return .text(operands[0].text)
    case ("trim", 1): return .text(trimmed(operands[0].text))
    case ("not", 1): return .boolean(!operands[0].isTrue)
    case ("empty", 1): return .boolean(!operands[0].isTrue)
    case ("and", 1...): return operands.first { !$0.isTrue } ?? operands[operands.count - 1]
    case ("or", 1...): return operands.first { $0.isTrue } ?? operands[operands.count - 1]
    case ("coalesce", 1...): return operands.first { $0.isTrue } ?? .text("")
    case ("eq", 2...): return .boolean(operands.dropFirst().contains(operands[0]))
    case ("ne", 2): return .boolean(operands[0] != operands[1])
    case ("ternary", 3): return operands[2].isTrue ? operands[0] : operands[1]
    default:
      throw EditingError(
        .unsupported,
        "the template function `\(name)` with \(operands.count) operands is not covered")
    }
  }

  /// As Go's `strconv.ParseBool` reads a text.
  private static func boolean(_ value: TemplateValue) throws(EditingError) -> Bool {
    switch value.text {
    case "1", "t", "T", "TRUE", "true", "True": return true
    case "0", "f", "F", "FALSE", "false", "False": return false
    default: throw EditingError(.unsupported, "a value given to `toBool` is not a boolean")
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }

  private static func json(_ value: TemplateValue) -> String {
    guard case .text(let text) = value else { return value.text }
    return quoted(text)
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
