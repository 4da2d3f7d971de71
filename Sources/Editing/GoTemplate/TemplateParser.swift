/// Reads the tokens of one action.
struct TemplateParser {
  /// How deep parentheses may stand in one another.
  static let maximumDepth = 32

  private var rest: ArraySlice<TemplateToken>
  private let end: Int
  private var depth = 0

  /// - Parameter end: where the action's tokens end.
  init(_ tokens: [TemplateToken], end: Int) {
    rest = tokens[...]
    self.end = end
  }

  /// What the action says.
  mutating func statement() -> TemplateStatement {
    let all = self
    do throws(EditingError) {
      let statement = try read()
      guard rest.isEmpty else {
        throw error("the template expression goes on where it should end")
      }
      return statement
    } catch {
      var again = all
      return .unreadable(error, try? again.looseOperands())
    }
  }

  private var place: Int { rest.first?.span.lowerBound ?? end }

  private func error(_ message: String, _ kind: EditingError.Kind = .malformed) -> EditingError {
    EditingError(kind, message, at: place)
  }

  private mutating func read() throws(EditingError) -> TemplateStatement {
    guard case .name(let name)? = rest.first?.kind else { return .pipeline(try pipeline()) }
    switch name {
    case "if": return .condition(try keyworded())
    case "with": return .with(try keyworded())
    case "range": return .range(try keyworded())
    case "else":
      rest.removeFirst()
      return .otherwise(rest.isEmpty ? nil : try read())
    case "end", "break", "continue":
      rest.removeFirst()
      return name == "end" ? .end : .interruption
    case "define":
      rest.removeFirst()
      return .define(try title())
    case "template":
      rest.removeFirst()
      let title = try title()
      return .template(title, rest.isEmpty ? nil : try pipeline())
    case "block":
      rest.removeFirst()
      return .block(try title(), try pipeline())
    default: return .pipeline(try pipeline())
    }
  }

  private mutating func keyworded() throws(EditingError) -> TemplatePipeline {
    rest.removeFirst()
    return try pipeline()
  }

  private mutating func title() throws(EditingError) -> String {
    guard case .string(let text?)? = rest.popFirst()?.kind else {
      throw error("the name of a template is a string")
    }
    return text
  }

  private mutating func pipeline() throws(EditingError) -> TemplatePipeline {
    let start = place
    var (variables, declares) = ([String](), false)
    if let found = declaration() { (variables, declares) = found }
    var commands = [try command()]
    while rest.first?.kind == .pipe {
      rest.removeFirst()
      commands.append(try command())
    }
    return TemplatePipeline(
      variables: variables, declares: declares, commands: commands,
      span: start..<max(start, place))
  }

  /// Reads `$a :=`, `$a, $b :=`, `$a =`.
  private mutating func declaration() -> (variables: [String], declares: Bool)? {
    var ahead = rest
    var variables: [String] = []
    while case .variable(let name)? = ahead.first?.kind, variables.count < 2 {
      ahead.removeFirst()
      variables.append(name)
      if ahead.first?.kind == .comma { ahead.removeFirst() } else { break }
    }
    let sign = ahead.first?.kind
    guard !variables.isEmpty, sign == .declare || sign == .assign else { return nil }
    rest = ahead.dropFirst()
    return (variables, sign == .declare)
  }

  private mutating func command() throws(EditingError) -> TemplateCommand {
    var operands: [TemplateOperand] = []
    while let token = rest.first, token.kind != .pipe, token.kind != .close {
      let operand = try operand()
      operands.append(operand)
      // Operands stand apart: `.Env.$X` and `..X` are refused by Go, too.
      if let next = rest.first, next.span.lowerBound == operand.span.upperBound,
        ![.pipe, .close].contains(next.kind)
      {
        throw error("the template expression cannot be read")
      }
    }
    guard !operands.isEmpty else { throw error("the template expression has a value missing") }
    return TemplateCommand(operands: operands)
  }

  private mutating func operand() throws(EditingError) -> TemplateOperand {
    guard let token = rest.popFirst() else { throw error("a value is missing") }
    var fields: [String] = []
    let kind: TemplateOperand.Kind
    switch token.kind {
    case .name("true"): kind = .boolean(true)
    case .name("false"): kind = .boolean(false)
    case .name("nil"): kind = .null
    case .name(let name): kind = .function(name)
    case .field(""):
      return TemplateOperand(kind: .dot, fields: [], span: token.span)
    case .field(let name):
      kind = .dot
      fields.append(name)
    case .variable(let name): kind = .variable(name)
    case .string(let text): kind = .string(text)
    case .number(let text): kind = .number(text)
    case .character: kind = .character
    case .open:
      guard depth < Self.maximumDepth else {
        throw error("the template expression nests too deep", .tooLarge)
      }
      depth += 1
      defer { depth -= 1 }
      let inner = try pipeline()
      guard rest.first?.kind == .close else {
        throw EditingError(
          .malformed, "a parenthesis in the template is not closed", at: token.span.lowerBound)
      }
      return try operand(.parentheses(inner), fields, from: token, to: rest.removeFirst())
    case .close, .pipe, .comma, .declare, .assign, .stray:
      throw EditingError(
        .malformed, "the template expression cannot be read", at: token.span.lowerBound)
    }
    return try operand(kind, fields, from: token, to: token)
  }

  /// Takes the fields that stand right behind an operand.
  private mutating func operand(
    _ kind: TemplateOperand.Kind, _ fields: [String], from first: TemplateToken,
    to last: TemplateToken
  ) throws(EditingError) -> TemplateOperand {
    var fields = fields
    var end = last.span.upperBound
    while let token = rest.first, case .field(let name) = token.kind, !name.isEmpty,
      token.span.lowerBound == end
    {
      rest.removeFirst()
      fields.append(name)
      end = token.span.upperBound
    }
    switch kind {
    case .boolean, .null, .string, .number, .character:
      guard fields.isEmpty else {
        throw error("the template expression takes a field of a constant")
      }
    case .dot, .variable, .function, .parentheses: break
    }
    return TemplateOperand(kind: kind, fields: fields, span: first.span.lowerBound..<end)
  }

  /// The operands of an action that cannot be read, whatever stands between them.
  private mutating func looseOperands() throws(EditingError) -> TemplatePipeline {
    let start = place
    var operands: [TemplateOperand] = []
    while let token = rest.first {
      switch token.kind {
      case .open, .close, .pipe, .comma, .declare, .assign, .stray: rest.removeFirst()
      default: operands.append(try operand())
      }
    }
    return TemplatePipeline(
      variables: [], declares: false, commands: [TemplateCommand(operands: operands)],
      span: start..<max(start, end))
  }
}
