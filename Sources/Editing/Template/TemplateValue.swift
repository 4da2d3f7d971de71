/// What an expression of a Go template comes to.
enum TemplateValue: Sendable, Hashable {
  case text(String)
  case boolean(Bool)
  case number(Int)
  /// The container's environment as a whole, `.Env`.
  case environment

  /// Whether Go's templates take the value for true: not empty, not zero, not false.
  var isTrue: Bool {
    switch self {
    case .text(let text): !text.isEmpty
    case .boolean(let boolean): boolean
    case .number(let number): number != 0
    case .environment: true
    }
  }

  /// The text that the value is rendered as.
  var text: String {
    switch self {
    case .text(let text): text
    case .boolean(let boolean): boolean ? "true" : "false"
    case .number(let number): String(number)
    case .environment: "map[]"
    }
  }
}
