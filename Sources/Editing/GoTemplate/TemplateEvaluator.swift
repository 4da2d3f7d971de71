/// The values of expressions at a place of a template: a container's environment, and the template's own variables.
struct TemplateEvaluator {
  /// The container's environment.
  let environment: [String: TracedText]
  let functions: TemplateFunction
  /// The names of the template's variables, the innermost last.
  private(set) var variables: [String] = []
  /// The values of each name, the innermost last.
  private var values: [String: [TemplateValue]] = [:]
  /// How many operands may still be evaluated.
  private var budget = 1_000_000

  init(environment: [String: TracedText], dialect: TemplateDialect) {
    self.environment = environment
    functions = TemplateFunction(dialect: dialect)
  }

  /// Forgets the variables that a block has declared.
  mutating func pop(to count: Int) {
    while variables.count > count, let name = variables.popLast() { values[name]?.removeLast() }
  }

  /// Whether a variable is there.
  func has(_ name: String) -> Bool { values[name]?.isEmpty == false }

  /// Declares a variable, or gives one another value.
  mutating func set(_ name: String, _ value: TemplateValue, declares: Bool) throws(TemplateError) {
    if declares {
      variables.append(name)
      values[name, default: []].append(value)
      return
    }
    guard values[name]?.popLast() != nil else {
      throw .fails("the variable `$\(name)` is not defined")
    }
    values[name]?.append(value)
  }

  /// The value of a pipeline; the variables in it are the caller's concern.
  mutating func value(
    of pipeline: TemplatePipeline, dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value: TemplateValue?
    for command in pipeline.commands { value = try self.value(of: command, piped: value, dot) }
    return value ?? .nothing
  }

  private mutating func value(
    of command: TemplateCommand, piped: TemplateValue?, _ dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    guard case .function(let name)? = command.operands.first?.kind else {
      guard command.operands.count == 1, piped == nil, let operand = command.operands.first else {
        throw .fails("the expression gives operands to what is no function")
      }
      guard operand.kind != .null else { throw .fails("`nil` is put out") }
      return try value(of: operand, dot)
    }
    let operands = command.operands.dropFirst()
    let fields = command.operands[0].fields
    if name == "and" || name == "or", functions.dialect.stopsEarly, fields.isEmpty {
      return try junction(name, operands, piped, dot)
    }
    var values: [TemplateValue] = []
    for operand in operands { values.append(try value(of: operand, dot)) }
    if let piped { values.append(piped) }
    return try follow(fields, from: try functions.call(name, values))
  }

  /// `and`, `or`: what stands behind the operand that decides is not evaluated.
  private mutating func junction(
    _ name: String, _ operands: ArraySlice<TemplateOperand>, _ piped: TemplateValue?,
    _ dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var last: TemplateValue?
    for operand in operands {
      let value = try value(of: operand, dot)
      guard let isTrue = value.isTrue else { return .unknown(value.unknown ?? "") }
      if isTrue == (name == "or") { return value }
      last = value
    }
    if let result = piped ?? last { return result }
    throw .fails("the template function `\(name)` is given no operand")
  }

  private mutating func value(
    of operand: TemplateOperand, _ dot: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    budget -= 1
    guard budget > 0 else {
      throw .uncovered(.tooLarge, "the template takes too many steps")
    }
    switch operand.kind {
    case .string(let text?): return .text(text)
    case .string(nil): throw .uncovered(.unsupported, "an escape in a string is not covered")
    case .number(let text):
      // A leading zero is an octal number in Go.
      guard let number = Int(text), String(number) == text else {
        throw .uncovered(.unsupported, "the number `\(text.prefix(40))` is not covered")
      }
      return .number(number)
    case .boolean(let value): return .boolean(value)
    case .null: return .nothing
    case .dot: return try follow(operand.fields, from: dot)
    case .variable(""): return try follow(operand.fields, from: .data)
    case .variable(let name):
      guard let value = values[name]?.last else {
        throw .fails("the variable `$\(name)` is not defined")
      }
      return try follow(operand.fields, from: value)
    case .parentheses(let inner):
      guard inner.variables.isEmpty else {
        throw .uncovered(.unsupported, "a variable is given a value inside of an expression")
      }
      return try follow(operand.fields, from: try value(of: inner, dot: dot))
    case .function(let name):
      return try follow(operand.fields, from: try functions.call(name, []))
    case .character: throw .uncovered(.unsupported, "a character is not covered")
    }
  }

  private func follow(
    _ fields: [String], from value: TemplateValue
  ) throws(TemplateError) -> TemplateValue {
    var value = value
    for field in fields {
      switch value {
      case .data: value = field == "Env" ? .environment : .nothing
      case .environment: value = environment[field].map(TemplateValue.text) ?? .nothing
      case .fields(let parts):
        let index = field.hasPrefix("_") ? Int(field.dropFirst()) : nil
        let isThere = index.map { parts.indices.contains($0) && "_\($0)" == field } ?? false
        value = isThere ? .text(parts[index ?? 0]) : .nothing
      case .nothing, .unknown: continue
      case .text(let text) where text.unknown != nil: value = .unknown(text.unknown ?? "")
      case .text, .boolean, .number, .list: throw .fails("the value has no field `\(field)`")
      }
    }
    return value
  }
}
