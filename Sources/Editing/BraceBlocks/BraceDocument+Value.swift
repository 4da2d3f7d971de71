extension BraceDocument {
  /// What a setting comes to in a container: the last assignment that the environment renders, as HOCON has it.
  ///
  /// - Parameters:
  ///   - path: the setting's full path.
  ///   - environment: the container's environment.
  ///   - dialect: the version of the image's renderer.
  /// - Returns: the value without quotes; `nil` when nothing is rendered.
  /// - Throws: ``EditingError`` with the offset, when the template can't be rendered, and when a condition or value is
  ///   beyond what is covered here: nothing is guessed.
  package func value(
    of path: BracePath, environment: [String: String], dialect: TemplateDialect = .newest
  ) throws(EditingError) -> String? {
    let given = environment.mapValues { TracedText($0) }
    switch try template.rendered(with: given, by: dialect) {
    case .failed(let error):
      throw EditingError(
        error.kind, "the file would be empty: \(error.message)", at: error.offset)
    case .rendered(let output): return try value(of: path, in: RenderedPieces(output))
    }
  }

  private func value(
    of path: BracePath, in output: RenderedPieces
  ) throws(EditingError) -> String? {
    for block in blocks where block.path == path {
      if try output.has(block.span.lowerBound) {
        throw EditingError(.unsupported, "`\(path)` is a block", at: block.span.lowerBound)
      }
    }
    var value: String?
    for setting in settings where path.starts(with: setting.path) {
      guard try output.has(setting.span.lowerBound) else { continue }
      // What is set around it later takes its value away.
      guard setting.path == path else {
        value = nil
        continue
      }
      guard !setting.isAppending else {
        throw EditingError(
          .unsupported, "`\(path)` is a list that is added to", at: setting.span.lowerBound)
      }
      value = try Self.unquoted(
        try output.text(in: setting.valueSpan), at: setting.span.lowerBound)
    }
    return value
  }

  /// A HOCON string's text: https://github.com/lightbend/config/blob/main/HOCON.md#quoted-strings
  private static func unquoted(_ value: String, at offset: Int) throws(EditingError) -> String {
    guard value.hasPrefix("\"") else { return try plain(value, at: offset) }
    var result = ""
    var rest = value.unicodeScalars.dropFirst()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        guard rest.isEmpty, value != "\"" else {
          throw EditingError(.unsupported, "the value is made of several parts", at: offset)
        }
        return result
      case "\\":
        guard let escaped = escaped(&rest) else {
          throw EditingError(.malformed, "an escape in the value cannot be read", at: offset)
        }
        result.unicodeScalars.append(escaped)
      default: result.unicodeScalars.append(scalar)
      }
    }
    throw EditingError(.malformed, "the string is not closed", at: offset)
  }

  private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    switch rest.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "u":
      let digits = rest.prefix(4)
      rest = rest.dropFirst(4)
      return digits.count == 4
        ? UInt32(String(digits), radix: 16).flatMap { Unicode.Scalar($0) } : nil
    case let other? where "\"\\/".unicodeScalars.contains(other): return other
    default: return nil
    }
  }

  /// A value without quotes: one that HOCON reads as it stands.
  private static func plain(_ value: String, at offset: Int) throws(EditingError) -> String {
    let isList = value.hasPrefix("[")
    let stops = isList ? ["${"] : ["${", "\"", "#", "//", "\n"]
    guard !value.isEmpty, !stops.contains(where: { value.contains($0) }) else {
      throw EditingError(.unsupported, "the value is not one that stands by itself", at: offset)
    }
    return value
  }
}
