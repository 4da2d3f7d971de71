/// The functions of Go's templates, of sprig and of the images' renderer that are covered.
enum TemplateFunction {
  /// How many bytes a value may come to: quoting a text again and again doubles it every time.
  static let maximumBytes = 128 << 10

  /// Calls a function by name; a piped operand comes last, as in Go.
  ///
  /// - Throws: ``EditingError``: `unsupported` for what is not covered, `tooLarge` for a value beyond the limit.
  static func call(
    _ name: String, _ operands: [TemplateValue]
  ) throws(EditingError) -> TemplateValue {
    let value = try result(of: name, operands)
    if case .text(let text) = value, text.utf8.count > maximumBytes {
      throw EditingError(
        .tooLarge, "the template function `\(name)` makes more than \(maximumBytes >> 10) KiB")
    }
    return value
  }

  private static func result(
    of name: String, _ operands: [TemplateValue]
  ) throws(EditingError) -> TemplateValue {
    switch (name, operands.count) {
    case ("default", 2): return operands[1].isTrue ? operands[1] : operands[0]
    case ("toBool", 1): return .boolean(try boolean(operands[0]))
    case ("quote", 1): return .text(try quoted(try text(operands[0])))
    case ("toJson", 1): return .text(try json(operands[0]))
    case ("toString", 1): return .text(try text(operands[0]))
    case ("trim", 1): return .text(try trimmed(operands[0]))
    case ("not", 1): return .boolean(!operands[0].isTrue)
    case ("empty", 1): return .boolean(!operands[0].isTrue)
    case ("and", 1...): return operands.first { !$0.isTrue } ?? operands[operands.count - 1]
    case ("or", 1...): return operands.first { $0.isTrue } ?? operands[operands.count - 1]
    case ("coalesce", 1...): return operands.first { $0.isTrue } ?? .nothing
    case ("eq", 2...): return .boolean(try isOne(operands[0], of: operands.dropFirst()))
    case ("ne", 2): return .boolean(try !isOne(operands[0], of: operands.dropFirst()))
    case ("ternary", 3):
      guard case .boolean(let condition) = operands[2] else {
        throw EditingError(.unsupported, "the last operand of `ternary` is not a boolean")
      }
      return condition ? operands[0] : operands[1]
    default:
      throw EditingError(
        .unsupported,
        "the template function `\(name)` with \(operands.count) operands is not covered")
    }
  }

  /// The text of a value that has one: what a function makes of nothing differs between renderers.
  private static func text(_ value: TemplateValue) throws(EditingError) -> String {
    switch value {
    case .text, .boolean, .number: return value.text
    case .nothing, .environment:
      throw EditingError(.unsupported, "a function is given a variable that is not set")
    }
  }

  /// Go's `eq`: values of different types cannot be compared, but for nothing, which equals no other value.
  private static func isOne(
    _ value: TemplateValue, of others: ArraySlice<TemplateValue>
  ) throws(EditingError) -> Bool {
    for other in others {
      switch (value, other) {
      case (.text, .text), (.boolean, .boolean), (.number, .number):
        if value == other { return true }
      case (.nothing, .text), (.nothing, .boolean), (.nothing, .number), (.text, .nothing),
        (.boolean, .nothing), (.number, .nothing):
        continue
      default: throw EditingError(.unsupported, "values of different types are compared")
      }
    }
    return false
  }

  /// As Go's `strconv.ParseBool` reads a text; what renderers make of other texts differs.
  private static func boolean(_ value: TemplateValue) throws(EditingError) -> Bool {
    switch try text(value) {
    case "1", "t", "T", "TRUE", "true", "True": return true
    case "0", "f", "F", "FALSE", "false", "False": return false
    default: throw EditingError(.unsupported, "a value given to `toBool` is not a boolean")
    }
  }

  private static func quoted(_ text: String) throws(EditingError) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " ",
        _ where !isUnprintable(character):
        result.unicodeScalars.append(character)
      default:
        throw EditingError(.unsupported, "a text with a character that is not printable is quoted")
      }
    }
    return result + "\""
  }

  private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
      .privateUse, .unassigned:
      true
    default: false
    }
  }

  /// Go escapes what HTML would read.
  private static func json(_ value: TemplateValue) throws(EditingError) -> String {
    guard case .text(let string) = value else { return try text(value) }
    return try quoted(string).replacing("&", with: "\\u0026").replacing("<", with: "\\u003c")
      .replacing(">", with: "\\u003e")
  }

  private static func trimmed(_ value: TemplateValue) throws(EditingError) -> String {
    guard case .text(let string) = value else {
      throw EditingError(.unsupported, "`trim` is given what is no text")
    }
    var scalars = string.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
  }
}
