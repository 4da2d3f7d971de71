/// A read of an environment variable in a template.
package struct EnvironmentRead: Sendable, Hashable {
  /// The variable.
  package let name: String
  /// What `default` gives when it is empty: the text of a string or number, an expression as written; `nil` when
  /// there is no `default` behind the read.
  package let defaultText: String?
  /// Whether the `default` right behind the read is a number, and no string.
  package let isDefaultNumber: Bool
  /// Where the read begins, in bytes.
  package let offset: Int
}

extension GoTemplate {
  /// Every read of an environment variable: `.Env.NAME`, `$.Env.NAME`, `index .Env "NAME"`, `env "NAME"`, and `$E.NAME`
  /// where `$E` was assigned `.Env`.
  package var environmentReads: [EnvironmentRead] {
    var scanner = EnvironmentScanner(text: text)
    for action in actions {
      guard let pipeline = action.statement.pipeline else { continue }
      scanner.scan(pipeline, default: nil)
      if action.kind == .assignment { scanner.noteAlias(pipeline) }
    }
    return scanner.reads
  }
}

/// Finds reads in the pipelines of actions.
private struct EnvironmentScanner {
  let text: SourceText
  private(set) var reads: [EnvironmentRead] = []
  /// The variables that stand for the whole environment.
  private var aliases: Set<String> = []

  init(text: SourceText) {
    self.text = text
  }

  mutating func noteAlias(_ pipeline: TemplatePipeline) {
    guard pipeline.commands.count == 1, pipeline.commands[0].operands.count == 1,
      isEnvironment(pipeline.commands[0].operands[0])
    else { return }
    aliases.formUnion(pipeline.variables)
  }

  /// - Parameter fallback: what `default` gives behind the pipeline, when that stands in parentheses.
  mutating func scan(_ pipeline: TemplatePipeline, default fallback: String?) {
    for (index, command) in pipeline.commands.enumerated() {
      let isLast = index + 1 == pipeline.commands.count
      scan(
        command,
        default: isLast ? fallback : defaultText(of: pipeline.commands[index + 1]))
    }
  }

  private mutating func scan(_ command: TemplateCommand, default fallback: String?) {
    let operands = command.operands
    var index = 0
    while index < operands.count {
      let operand = operands[index]
      let next = index + 1 < operands.count ? operands[index + 1] : nil
      switch operand.kind {
      case .function("index"):
        if let next, isEnvironment(next), index + 2 < operands.count,
          case .string(let name?) = operands[index + 2].kind
        {
          add(name, at: operand, index + 3 == operands.count ? fallback : nil)
          index += 2
        }
      case .function("env"):
        if case .string(let name?)? = next?.kind {
          add(name, at: operand, index + 2 == operands.count ? fallback : nil)
          index += 1
        }
      case .parentheses(let inner):
        scan(inner, default: index + 1 == operands.count ? fallback : nil)
      default:
        if let name = name(read: operand) {
          add(name, at: operand, index + 1 == operands.count ? fallback : nil)
        }
      }
      index += 1
    }
  }

  private mutating func add(_ name: String, at operand: TemplateOperand, _ fallback: String?) {
    guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isNamePart) else { return }
    reads.append(
      EnvironmentRead(
        name: name, defaultText: fallback, isDefaultNumber: isNumber(behind: operand.span),
        offset: operand.span.lowerBound))
  }

  /// Whether `| default 30` stands behind a read.
  private func isNumber(behind span: Range<Int>) -> Bool {
    var rest = text.bytes[span.upperBound...].drop(while: ASCII.isBlank)
    guard rest.popFirst() == UInt8(ascii: "|") else { return false }
    rest = rest.drop(while: ASCII.isBlank)
    let word = Array("default".utf8)
    guard rest.starts(with: word) else { return false }
    rest = rest.dropFirst(word.count)
    guard let blank = rest.first, ASCII.isBlank(blank) else { return false }
    let number = rest.drop(while: ASCII.isBlank).prefix {
      (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".")
    }
    return Double(String(decoding: number, as: UTF8.self)) != nil
  }

  private func name(read operand: TemplateOperand) -> String? {
    if let fields = operand.rootFields, fields.count >= 2, fields[0] == "Env" { return fields[1] }
    guard case .variable(let alias) = operand.kind, aliases.contains(alias) else { return nil }
    return operand.fields.first
  }

  private func isEnvironment(_ operand: TemplateOperand) -> Bool {
    if operand.rootFields == ["Env"] { return true }
    guard case .variable(let alias) = operand.kind, operand.fields.isEmpty else { return false }
    return aliases.contains(alias)
  }

  /// The operand of a `default` with one.
  private func defaultText(of command: TemplateCommand) -> String? {
    guard command.operands.count > 1, case .function("default") = command.operands[0].kind else {
      return nil
    }
    let operand = command.operands[1]
    if case .string(let value?) = operand.kind { return value }
    return foldingWhitespace(text.bytes[operand.span])
  }
}
