/// What an expression of a Go template sees: a container's environment, and the template's own variables.
///
/// Covers the part of Go's templates, sprig and the images' `toBool` that upstream's settings are written in. An
/// expression beyond it is an error, never a guess.
struct TemplateScope: Sendable {
  /// The container's environment.
  let environment: [String: String]
  /// The definitions of each variable, in order; without a value where it is not certain.
  private var definitions: [String: [(offset: Int, value: TemplateValue?)]] = [:]

  /// Makes a scope of an environment.
  init(environment: [String: String]) {
    self.environment = environment
  }

  /// Takes in a definition, `$X := expression`.
  ///
  /// - Parameters:
  ///   - definition: the definition.
  ///   - offset: where it stands in the template.
  ///   - isCertain: whether it is always carried out. When it is not, or when the expression is beyond what is covered,
  ///     the variable is not known from here on.
  mutating func take(_ definition: TemplatePipeline, at offset: Int, isCertain: Bool) {
    let value =
      isCertain && definition.variables.count == 1
      ? try? self.value(ofCommands: definition.commands, at: offset) : nil
    for name in definition.variables { definitions[name, default: []].append((offset, value)) }
  }

  /// The value of an expression, for example `.Env.X | default "0" | toBool`.
  ///
  /// - Parameter offset: where it stands: what is defined behind it does not count.
  /// - Throws: ``EditingError``, without a place, when the expression is malformed or beyond what is covered.
  func value(of pipeline: TemplatePipeline, at offset: Int) throws(EditingError) -> TemplateValue {
    guard pipeline.variables.isEmpty else {
      throw EditingError(.unsupported, "a variable is given a value inside of an expression")
    }
    return try value(ofCommands: pipeline.commands, at: offset)
  }

  private func value(
    ofCommands commands: [TemplateCommand], at offset: Int
  ) throws(EditingError) -> TemplateValue {
    var value: TemplateValue?
    for command in commands { value = try self.value(of: command, piped: value, at: offset) }
    return value ?? .nothing
  }

  private func value(
    of command: TemplateCommand, piped: TemplateValue?, at offset: Int
  ) throws(EditingError) -> TemplateValue {
    var function: String?
    if case .function(let name)? = command.operands.first?.kind { function = name }
    var operands: [TemplateValue] = []
    for operand in command.operands.dropFirst(function == nil ? 0 : 1) {
      operands.append(try value(of: operand, at: offset))
    }
    if let piped { operands.append(piped) }
    if let function { return try TemplateFunction.call(function, operands) }
    guard operands.count == 1 else {
      throw EditingError(.malformed, "the template expression has no function for its operands")
    }
    return operands[0]
  }

  private func value(
    of operand: TemplateOperand, at offset: Int
  ) throws(EditingError) -> TemplateValue {
    switch operand.kind {
    case .string(let text?): return .text(text)
    case .string(nil): throw EditingError(.unsupported, "an escape in a string is not covered")
    case .number(let text):
      // A leading zero is an octal number in Go.
      guard let number = Int(text), String(number) == text else {
        throw EditingError(.unsupported, "the number `\(text.prefix(40))` is not covered")
      }
      return .number(number)
    case .boolean(let value): return .boolean(value)
    case .dot, .variable(""): return try field(operand.fields)
    case .variable(let name):
      let named = definitions[name] ?? []
      let later = named.partitioningIndex { $0.offset >= offset }
      guard later > 0, let value = named[later - 1].value else {
        throw EditingError(.unsupported, "the template variable `$\(name)` is not known here")
      }
      guard !operand.fields.isEmpty else { return value }
      guard value == .environment, operand.fields.count == 1 else {
        throw EditingError(.unsupported, "the template variable `$\(name)` has no fields here")
      }
      return environment[operand.fields[0]].map { .text($0) } ?? .nothing
    case .parentheses(let inner):
      guard operand.fields.isEmpty else {
        throw EditingError(.unsupported, "fields of an expression are not covered")
      }
      return try value(of: inner, at: offset)
    case .function, .null, .character:
      throw EditingError(.unsupported, "the template expression is not covered")
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
