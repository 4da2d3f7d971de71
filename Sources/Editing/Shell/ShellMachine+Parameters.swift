/// What `$NAME` and `${…}` come to.
extension ShellMachine {
  /// What stands for a parameter.
  enum Expansion {
    /// A text; several for a list, none for what is unset.
    case items([TracedText])
    /// What stands in its braces, with quotes of its own.
    case word([ShellWord.Part])
  }

  mutating func expansion(of parameter: ShellParameter) throws(EditingError) -> Expansion {
    let value = value(of: parameter)
    if parameter.prefix == ASCII.hash { return .items([length(of: value)]) }
    switch parameter.operator {
    case nil:
      if value == .unset, state.demandsVariables, !parameter.isList {
        end(1, at: parameter.span.lowerBound)
      }
    case .fallback(let ifEmpty)?:
      switch isMissing(value, ifEmpty) {
      case .no: break
      case .unknown(let reason): return .items([TracedText(unknown: reason)])
      case .yes: return .word(parameter.argument)
      }
    case .alternative(let ifEmpty)?:
      switch isMissing(value, ifEmpty) {
      case .yes: return .items([])
      case .unknown(let reason): return .items([TracedText(unknown: reason)])
      case .no: return .word(parameter.argument)
      }
    case .assign(let ifEmpty)?: return try assign(parameter, value, ifEmpty)
    case .demand(let ifEmpty)?: try demand(parameter, value, ifEmpty)
    case .other(let sign)?:
      let reason = note(
        "`${\(parameter.name)\(sign)…}`", at: parameter.span.lowerBound)
      return .items([TracedText(unknown: reason)])
    }
    switch value {
    case .unset: return .items([])
    case .text(let text): return .items([text])
    case .list(let items): return .items(items)
    case .unknown(let reason): return .items([TracedText(unknown: reason)])
    }
  }

  private mutating func value(of parameter: ShellParameter) -> ShellState.Variable.Value {
    guard parameter.isVariable else { return special(parameter) }
    var value = state.value(of: parameter.name)
    if parameter.prefix == ASCII.exclamation {
      guard parameter.index == nil, case .text(let text) = value, let name = text.string,
        name.utf8.first.map(ASCII.isNameStart) == true, name.utf8.allSatisfy(ASCII.isNamePart)
      else {
        return .unknown(note("`${!\(parameter.name)…}`", at: parameter.span.lowerBound))
      }
      value = state.value(of: name)
    }
    guard !parameter.isList else { return value }
    let index = parameter.index.map { ShellWord.text(of: $0).flatMap { Int($0) } ?? -1 } ?? 0
    guard index >= 0 else {
      return .unknown(note("such an index", at: parameter.span.lowerBound))
    }
    // Without an index, a list is its first item.
    switch value {
    case .list(let items): return index < items.count ? .text(items[index]) : .unset
    case .text: return index == 0 ? value : .unset
    case .unset, .unknown: return value
    }
  }

  /// What bash's own parameters come to.
  private mutating func special(_ parameter: ShellParameter) -> ShellState.Variable.Value {
    switch parameter.name {
    case "?":
      switch state.status {
      case .known(let status): return .text(TracedText(String(status)))
      case .unknown(let reason): return .unknown(reason)
      }
    case "@", "*", "#", "1", "2", "3", "4", "5", "6", "7", "8", "9":
      switch state.arguments {
      case .list(let arguments):
        if parameter.name == "#" { return .text(TracedText(String(arguments.count))) }
        guard let number = Int(parameter.name) else { return state.arguments }
        return number <= arguments.count ? .text(arguments[number - 1]) : .unset
      case .unknown: return state.arguments
      case .unset, .text: break
      }
    default: break
    }
    return .unknown(note("`$\(parameter.name)`", at: parameter.span.lowerBound))
  }

  private func length(of value: ShellState.Variable.Value) -> TracedText {
    switch value {
    case .list(let items): TracedText(String(items.count))
    case .text(let text):
      text.string.map { TracedText(String($0.unicodeScalars.count), from: text.commonOrigin) }
        ?? TracedText(unknown: text.unknown ?? "")
    case .unset: TracedText("0")
    case .unknown(let reason): TracedText(unknown: reason)
    }
  }

  private func isMissing(_ value: ShellState.Variable.Value, _ ifEmpty: Bool) -> ShellTruth {
    switch value {
    case .unset: .yes
    case .unknown(let reason): .unknown(reason)
    case .list(let items): ShellTruth(items.isEmpty)
    case .text(let text):
      ifEmpty ? text.isEmpty.map { ShellTruth($0) } ?? .unknown(text.unknown ?? "") : .no
    }
  }

  /// `${NAME:=text}`.
  private mutating func assign(
    _ parameter: ShellParameter, _ value: ShellState.Variable.Value, _ ifEmpty: Bool
  ) throws(EditingError) -> Expansion {
    let text: TracedText
    switch isMissing(value, ifEmpty) {
    case .no:
      guard case .text(let known) = value else {
        return .items([TracedText(unknown: note("`:=` of a list", at: parameter.span.lowerBound))])
      }
      return .items([known])
    case .unknown(let reason): text = TracedText(unknown: reason)
    case .yes: text = try string(of: parameter.argument)
    }
    guard parameter.isVariable, parameter.prefix == nil, parameter.index == nil else {
      lose("`:=` of such a variable", at: parameter.span.lowerBound)
      return .items([text])
    }
    state.set(parameter.name, .text(text))
    return .items([text])
  }

  /// `${NAME:?text}`.
  private mutating func demand(
    _ parameter: ShellParameter, _ value: ShellState.Variable.Value, _ ifEmpty: Bool
  ) throws(EditingError) {
    switch isMissing(value, ifEmpty) {
    case .no: break
    case .yes:
      state.lastOutput = try string(of: parameter.argument)
      end(1, at: parameter.span.lowerBound)
    case .unknown(let reason): mayEnd(1, because: reason, at: parameter.span.lowerBound)
    }
  }
}

extension ShellParameter {
  /// Whether all items of a list are meant.
  var isList: Bool {
    if name == "@" || name == "*" { return true }
    return index.map { ["@", "*"].contains(ShellWord.text(of: $0)) } ?? false
  }
}
