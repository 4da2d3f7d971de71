/// Compose's interpolation of variables in values, by the Compose specification.
///
/// `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`,
/// `${NAME:+value}`, `${NAME+value}`, nested in their texts; `$$` is a dollar sign, and so is one that no name follows.
package enum Interpolation {
  /// What stands behind a name.
  package enum Operator: String, Sendable, Hashable {
    /// The text when the variable is unset.
    case defaultIfUnset = "-"
    /// The text when the variable is unset or empty.
    case defaultIfEmpty = ":-"
    /// An error when the variable is unset.
    case requiredIfUnset = "?"
    /// An error when the variable is unset or empty.
    case requiredIfEmpty = ":?"
    /// The text when the variable is set.
    case valueIfSet = "+"
    /// The text when the variable is set and not empty.
    case valueIfNotEmpty = ":+"
  }

  /// A use of a variable.
  package struct Variable: Sendable, Hashable {
    /// The variable's name.
    package let name: String
    /// What stands behind the name.
    package let `operator`: Operator?
    /// The text behind the operator as it is written, with variables of its own.
    package let argument: String?
    /// The bytes of the use in the text that was read.
    package let range: Range<Int>

    /// The default as it is written, when the use has one.
    package var defaultText: String? {
      switch `operator` {
      case .defaultIfUnset, .defaultIfEmpty: argument
      default: nil
      }
    }
  }

  /// How deeply defaults may stand in one another.
  static let maximumDepth = 20
  /// How many bytes a text may come to: Linux starts no program with a longer variable or argument.
  package static let maximumBytes = 128 << 10

  /// The text with its variables replaced.
  ///
  /// - Parameter limit: how many bytes it may come to.
  /// - Throws: ``EditingError`` with the offset in the text: `malformed` for what is no interpolation, `notFound` for a
  ///   required variable that is missing, `tooLarge` beyond 20 nested levels and beyond the limit, with the variable
  ///   that passes it.
  package static func evaluate(
    _ text: String, _ environment: [String: String], limit: Int = maximumBytes
  ) throws(EditingError) -> String {
    var output = Output(limit: limit)
    try evaluate(text, environment, depth: 0, from: 0, into: &output)
    return output.text
  }

  /// What a text comes to, as far as there is room.
  private struct Output {
    let limit: Int
    var text = ""

    mutating func append(_ part: String, of variable: Variable?, at offset: Int)
      throws(EditingError)
    {
      guard part.utf8.count <= limit - text.utf8.count else {
        let name = variable.map { "`\($0.name)` makes it" } ?? "it is"
        throw EditingError(
          .tooLarge, "the value is too long: \(name) more than \(limit >> 10) KiB", at: offset)
      }
      text += part
    }
  }

  /// Every use of a variable in a text, those in defaults included, in their order.
  ///
  /// - Throws: ``EditingError`` as ``evaluate(_:_:)``, except for missing variables.
  package static func variables(in text: String) throws(EditingError) -> [Variable] {
    var found: [Variable] = []
    try collect(text, into: &found, depth: 0, from: 0)
    return found
  }

  private static func collect(
    _ text: String, into found: inout [Variable], depth: Int, from base: Int
  ) throws(EditingError) {
    for part in try parts(of: text, depth: depth, from: base) {
      guard case .variable(let variable, let argumentStart) = part else { continue }
      found.append(variable)
      if let argument = variable.argument {
        try collect(argument, into: &found, depth: depth + 1, from: argumentStart)
      }
    }
  }

  private static func evaluate(
    _ text: String, _ environment: [String: String], depth: Int, from base: Int,
    into output: inout Output
  ) throws(EditingError) {
    for part in try parts(of: text, depth: depth, from: base) {
      switch part {
      case .literal(let literal):
        try output.append(literal, of: nil, at: base)
      case .variable(let variable, let start):
        let value = environment[variable.name]
        let isThere =
          variable.operator?.rawValue.hasPrefix(":") == true
          ? value?.isEmpty == false : value != nil
        switch variable.operator {
        case nil:
          try output.append(value ?? "", of: variable, at: variable.range.lowerBound)
        case .defaultIfUnset where isThere, .defaultIfEmpty where isThere:
          try output.append(value ?? "", of: variable, at: variable.range.lowerBound)
        case .valueIfSet where !isThere, .valueIfNotEmpty where !isThere:
          break
        case .defaultIfUnset, .defaultIfEmpty, .valueIfSet, .valueIfNotEmpty:
          try evaluate(
            variable.argument ?? "", environment, depth: depth + 1, from: start, into: &output)
        case .requiredIfUnset, .requiredIfEmpty:
          guard isThere else {
            let message = variable.argument.map { $0.isEmpty ? "" : ": \(shown($0))" } ?? ""
            throw EditingError(
              .notFound, "`\(variable.name)` is required\(message)", at: variable.range.lowerBound)
          }
          try output.append(value ?? "", of: variable, at: variable.range.lowerBound)
        }
      }
    }
  }

  /// A text as a message may quote it: not all of one that goes on for pages.
  static func shown(_ text: String) -> String {
    text.unicodeScalars.count <= 100 ? text : String(text.unicodeScalars.prefix(99)) + "…"
  }
}
