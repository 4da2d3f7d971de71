/// The template functions that write a value in another form.
enum TemplateQuoting {
  /// sprig's `quote`: each operand but an unset one in Go's double quotes, one behind the other.
  static func quoted(_ operands: [TemplateValue]) throws(TemplateError) -> TracedText {
    var result = TracedText("")
    for operand in operands where operand != .nothing {
      if !result.parts.isEmpty { result.append(TracedText(" ")) }
      result.append(try quoted(operand.printed))
    }
    return result
  }

  /// JSON as Go writes it, with what HTML would read escaped.
  static func json(_ value: TemplateValue) throws(TemplateError) -> TracedText {
    guard case .text(let text) = value else {
      guard value != .nothing else {
        throw .uncovered(.unsupported, "a function is given a variable that is not set")
      }
      return value.printed
    }
    let quoted = try quoted(text)
    return TracedText(
      (quoted.string ?? "").replacing("&", with: "\\u0026").replacing("<", with: "\\u003c")
        .replacing(">", with: "\\u003e"), from: quoted.commonOrigin)
  }

  /// `printf` with the verbs `%s`, `%v`, `%d` and `%t`, each for a value of its kind.
  static func formatted(_ operands: [TemplateValue]) throws(TemplateError) -> TracedText {
    let format = try TemplateFunction.text(operands[0], "printf").bytes ?? []
    var rest = operands.dropFirst()
    var result = TracedText("")
    var pieces = format.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false)[...]
    result.append(TracedText(bytes: Array(pieces.removeFirst()), from: .source))
    for piece in pieces {
      guard let verb = piece.first, let value = rest.popFirst(), fits(verb, value) else {
        throw .uncovered(.unsupported, "the format of `printf` is not covered")
      }
      result.append(value.printed)
      result.append(TracedText(bytes: Array(piece.dropFirst()), from: .source))
    }
    guard rest.isEmpty else {
      throw .uncovered(.unsupported, "`printf` is given more than its format has")
    }
    return result
  }

  private static func fits(_ verb: UInt8, _ value: TemplateValue) -> Bool {
    switch (verb, value) {
    case (UInt8(ascii: "t"), .boolean), (UInt8(ascii: "d"), .number), (UInt8(ascii: "s"), .text),
      (UInt8(ascii: "v"), .text), (UInt8(ascii: "v"), .boolean), (UInt8(ascii: "v"), .number):
      true
    default: false
    }
  }

  /// The text in base 64.
  static func base64(_ text: TracedText) -> TracedText {
    TracedText(bytes: Base64.encoded(text.bytes ?? []), from: text.commonOrigin)
  }

  /// Go's `%q`: https://pkg.go.dev/strconv#Quote
  private static func quoted(_ text: TracedText) throws(TemplateError) -> TracedText {
    guard let bytes = text.bytes else {
      return TracedText(unknown: text.unknown ?? "")
    }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw .uncovered(.unsupported, "a text that is no UTF-8 is quoted")
    }
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " ",
        _ where isPrintable(scalar):
        result.unicodeScalars.append(scalar)
      default:
        throw .uncovered(.unsupported, "a text with a character that is not printable is quoted")
      }
    }
    return TracedText(result + "\"", from: text.commonOrigin)
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
      .privateUse, .unassigned:
      false
    default: true
    }
  }
}
