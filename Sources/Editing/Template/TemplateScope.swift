/// What an expression of a Go template sees: a container's environment, and the template's own variables.
///
/// Covers the part of Go's templates, sprig and the images' `toBool` that upstream's settings are written in. An
/// expression beyond it is an error, never a guess.
struct TemplateScope: Sendable {
  /// The container's environment.
  let environment: [String: String]
  /// The definitions of each variable, in order; without a value where it is not certain.
  private var definitions: [String: [(offset: Int, value: TemplateValue?)]] = [:]
  /// Where the expression stands that is worked out: what is defined behind it does not count.
  private var position = 0

  /// How deep parentheses may nest.
  private static let depthLimit = 32

  /// Makes a scope of an environment.
  init(environment: [String: String]) {
    self.environment = environment
  }

  /// Takes in a definition, `$X := expression`.
  ///
  /// - Parameters:
  ///   - action: the definition.
  ///   - offset: where it stands in the template.
  ///   - isCertain: whether it is always carried out. When it is not, or when the expression is beyond what is covered,
  ///     the variable is not known from here on.
  mutating func take(_ action: String, at offset: Int, isCertain: Bool) {
    guard let tokens = try? ExpressionToken.tokens(of: action), tokens.count > 2,
      case .variable(let name, fields: []) = tokens[0]
    else { return }
    position = offset
    let isKnown = isCertain && tokens[1] == .assign
    let value = isKnown ? try? evaluate(Array(tokens[2...])) : nil
    definitions[name, default: []].append((offset, value))
  }

  /// The value of an expression, for example `.Env.X | default "0" | toBool`.
  ///
  /// - Throws: ``EditingError``, without a place, when the expression is malformed or beyond what is covered.
  func value(of expression: String, at offset: Int) throws(EditingError) -> TemplateValue {
    var scope = self
    scope.position = offset
    return try scope.evaluate(try ExpressionToken.tokens(of: expression))
  }

  private func evaluate(_ tokens: [ExpressionToken]) throws(EditingError) -> TemplateValue {
    var rest = tokens[...]
    let value = try pipeline(&rest, depth: 0)
    guard rest.isEmpty else {
      throw EditingError(.malformed, "the template expression goes on where it should end")
    }
    return value
  }

  private func pipeline(
    _ rest: inout ArraySlice<ExpressionToken>, depth: Int
  ) throws(EditingError) -> TemplateValue {
    guard depth < Self.depthLimit else {
      throw EditingError(.tooLarge, "the template expression nests too deep")
    }
    var value = try command(&rest, piped: nil, depth: depth)
    while rest.first == .pipe {
      rest.removeFirst()
      value = try command(&rest, piped: value, depth: depth)
    }
    return value
  }

  private func command(
    _ rest: inout ArraySlice<ExpressionToken>, piped: TemplateValue?, depth: Int
  ) throws(EditingError) -> TemplateValue {
    var function: String?
    if case .name(let name) = rest.first, !["true", "false"].contains(name) {
      function = name
      rest.removeFirst()
    }
    var operands: [TemplateValue] = []
    while let token = rest.first, token != .pipe, token != .close {
      rest.removeFirst()
      operands.append(try operand(token, &rest, depth: depth))
    }
    if let piped { operands.append(piped) }
    if let function { return try TemplateFunction.call(function, operands) }
    guard operands.count == 1 else {
      throw EditingError(.malformed, "the template expression has no function for its operands")
    }
    return operands[0]
  }

  private func operand(
    _ token: ExpressionToken, _ rest: inout ArraySlice<ExpressionToken>, depth: Int
  ) throws(EditingError) -> TemplateValue {
    switch token {
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .name("true"): return .boolean(true)
    case .name("false"): return .boolean(false)
    case .fields(let fields): return try field(fields)
    case .variable("", let fields): return try field(fields)
    case .variable(let name, let fields):
      let named = definitions[name] ?? []
      let later = named.partitioningIndex { $0.offset >= position }
      guard later > 0, let value = named[later - 1].value else {
        throw EditingError(.unsupported, "the template variable `$\(name)` is not known here")
      }
      guard !fields.isEmpty else { return value }
      guard value == .environment, fields.count == 1 else {
        throw EditingError(.unsupported, "the template variable `$\(name)` has no fields here")
      }
      return environment[fields[0]].map { .text($0) } ?? .nothing
    case .open:
      let value = try pipeline(&rest, depth: depth + 1)
      guard rest.popFirst() == .close else {
        throw EditingError(.malformed, "a parenthesis in the template is not closed")
      }
      return value
    case .name, .close, .pipe, .assign:
      throw EditingError(.malformed, "the template expression cannot be read")
    }
  }

  private func field(_ fields: [String]) throws(EditingError) -> TemplateValue {
    guard fields.first == "Env", fields.count <= 2 else {
      throw EditingError(
        .unsupported, "the template field `.\(fields.joined(separator: "."))` is not known here")
    }
    guard fields.count == 2 else { return .environment }
    return environment[fields[1]].map { .text($0) } ?? .nothing
  }
}
