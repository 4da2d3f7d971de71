/// Compose's interpolation of variables in values, by the Compose specification.
///
/// `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?message}`, `${NAME?message}`,
/// `${NAME:+value}`, `${NAME+value}`, nested in their texts; `$$` is a dollar sign.
public enum Interpolation {
  /// What stands behind a name.
  public enum Operator: String, Sendable, Hashable {
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
  public struct Variable: Sendable, Hashable {
    /// The variable's name.
    public let name: String
    /// What stands behind the name.
    public let `operator`: Operator?
    /// The text behind the operator as it is written, with variables of its own.
    public let argument: String?
    /// The bytes of the use in the text that was read.
    public let range: Range<Int>

    /// The default as it is written, when the use has one.
    public var defaultText: String? {
      switch `operator` {
      case .defaultIfUnset, .defaultIfEmpty: argument
      default: nil
      }
    }
  }

  /// How deeply defaults may stand in one another.
  static let maximumDepth = 20

  /// The text with its variables replaced.
  ///
  /// - Throws: ``EditingError`` with the offset in the text: `malformed` for what is no interpolation, `notFound` for a
  ///   required variable that is missing, `tooLarge` beyond 20 nested levels.
  public static func evaluate(
    _ text: String, _ environment: [String: String]
  ) throws(EditingError) -> String {
    try evaluate(text, environment, depth: 0, from: 0)
  }

  /// Every use of a variable in a text, those in defaults included, in their order.
  ///
  /// - Throws: ``EditingError`` as ``evaluate(_:_:)``, except for missing variables.
  public static func variables(in text: String) throws(EditingError) -> [Variable] {
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
    _ text: String, _ environment: [String: String], depth: Int, from base: Int
  ) throws(EditingError) -> String {
    var result = ""
    for part in try parts(of: text, depth: depth, from: base) {
      switch part {
      case .literal(let literal):
        result += literal
      case .variable(let variable, let start):
        let value = environment[variable.name]
        let isThere =
          variable.operator?.rawValue.hasPrefix(":") == true
          ? value?.isEmpty == false : value != nil
        switch variable.operator {
        case nil:
          result += value ?? ""
        case .defaultIfUnset, .defaultIfEmpty:
          result +=
            try isThere
            ? value ?? ""
            : evaluate(variable.argument ?? "", environment, depth: depth + 1, from: start)
        case .valueIfSet, .valueIfNotEmpty:
          if isThere {
            result += try evaluate(
              variable.argument ?? "", environment, depth: depth + 1, from: start)
          }
        case .requiredIfUnset, .requiredIfEmpty:
          guard isThere else {
            let message = variable.argument.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
            throw EditingError(
              .notFound, "`\(variable.name)` is required\(message)", at: variable.range.lowerBound)
          }
          result += value ?? ""
        }
      }
    }
    return result
  }
}
