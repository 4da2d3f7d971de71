/// What an expression of a Go template comes to.
enum TemplateValue: Sendable, Hashable {
  case text(TracedText)
  case boolean(Bool)
  /// A number, with where it comes from.
  case number(Int, from: TracedText.Origin)
  /// A list, as `splitList` and `compact` make it.
  case list([TemplateValue])
  /// The parts that `split` gives: `_0`, `_1` …
  case fields([TracedText])
  /// What a variable that is not set comes to; it is not the empty text.
  case nothing
  /// The data of the template: `.` at its top.
  case data
  /// The container's environment as a whole, `.Env`.
  case environment
  /// It can't be known; with the reason.
  case unknown(String)

  static func text(_ string: String) -> TemplateValue { .text(TracedText(string)) }

  static func number(_ number: Int) -> TemplateValue { .number(number, from: .source) }

  /// Whether Go's templates take the value for true: not empty, not zero, not false; `nil` when it isn't known.
  var isTrue: Bool? {
    switch self {
    case .text(let text): text.unknown == nil || text.count > 0 ? text.count > 0 : nil
    case .boolean(let boolean): boolean
    case .number(let number, _): number != 0
    case .list(let values): !values.isEmpty
    case .fields, .data, .environment: true
    case .nothing: false
    case .unknown: nil
    }
  }

  /// Where it comes from as a whole.
  var origin: TracedText.Origin {
    switch self {
    case .text(let text): text.commonOrigin
    case .number(_, let origin): origin
    case .list(let values): TracedText.Origin(of: values.map(\.origin))
    case .fields(let parts): TracedText.Origin(of: parts.map(\.commonOrigin))
    case .boolean, .nothing, .data, .environment, .unknown: .source
    }
  }

  /// Why it isn't known; `nil` when it is.
  var unknown: String? {
    switch self {
    case .unknown(let reason): reason
    case .text(let text): text.unknown
    case .list(let values): values.lazy.compactMap(\.unknown).first
    case .fields(let parts): parts.lazy.compactMap(\.unknown).first
    case .boolean, .number, .nothing, .data, .environment: nil
    }
  }

  /// The text that Go's `fmt` prints: https://pkg.go.dev/fmt#hdr-Printing
  var printed: TracedText {
    switch self {
    case .text(let text): text
    case .boolean(let boolean): TracedText(boolean ? "true" : "false")
    case .number(let number, let origin): TracedText(String(number), from: origin)
    case .nothing: TracedText("<no value>")
    case .list(let values): Self.printed(values.map { $0 == .nothing ? .text("<nil>") : $0 })
    case .data, .environment, .fields:
      TracedText(unknown: "a whole map of values is printed")
    case .unknown(let reason): TracedText(unknown: reason)
    }
  }

  private static func printed(_ values: [TemplateValue]) -> TracedText {
    var result = TracedText("[")
    for (index, value) in values.enumerated() {
      if index > 0 { result.append(TracedText(" ")) }
      result.append(value.printed)
    }
    result.append(TracedText("]"))
    return result
  }
}

/// Why an expression has no value.
enum TemplateError: Error {
  /// Go's engine ends with an error here; with the reason.
  case fails(String)
  /// It isn't covered, or beyond a limit; with the reason.
  case uncovered(EditingError.Kind, String)
}
