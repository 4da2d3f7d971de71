/// What an expression of a Go template comes to.
enum TemplateValue: Sendable, Hashable {
  case text(String)
  case boolean(Bool)
  case number(Int)
  /// What a variable that is not set comes to; it is not the empty text.
  case nothing
  /// The container's environment as a whole, `.Env`.
  case environment

  /// Whether Go's templates take the value for true: not empty, not zero, not false.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .boolean(let boolean): boolean
    case .number(let number): number != 0
    case .nothing: false
    case .environment: true
    }
  }

  /// The text that the value is rendered as; of the environment as a whole something that must not be used.
  var text: String {
    switch self {
    case .text(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number(let number): String(number)
    case .nothing: "<no value>"
    case .environment: "map[]"
    }
  }
}
