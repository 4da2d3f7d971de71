/// What a script's own assignments make of the variables that it reads.
struct ShellVariables {
  private var values: [String: ShellTest.Operand] = [:]

  /// What a variable comes to.
  func value(of name: String, default fallback: String? = nil) -> ShellTest.Operand {
    switch values[name] {
    case nil: .variable(name, default: fallback)
    case .variable(let name, let known)?: .variable(name, default: known ?? fallback)
    case let value?: value
    }
  }

  /// What a word of the script means: a text, a variable alone, or something that only a run can tell.
  func operand(_ word: ShellWord) -> ShellTest.Operand {
    if let text = word.text { return .text(text) }
    guard let parameter = word.parameter, parameter.isPlain else { return .unknown }
    guard parameter.operator != nil else { return value(of: parameter.name) }
    guard let fallback = ShellWord.text(of: parameter.argument) else { return .unknown }
    return value(of: parameter.name, default: fallback)
  }

  /// Takes in an assignment.
  ///
  /// - Parameter written: its value as it is written.
  /// - Returns: when it is made for an empty variable, the value, and the variable whose value it is.
  mutating func assign(
    _ assignment: ShellAssignment, _ written: String, when test: ShellTest
  ) -> (text: String?, name: String?) {
    let name = assignment.name
    guard !assignment.isAppending, assignment.items == nil else {
      values[name] = .unknown
      return (nil, nil)
    }
    let own = value(of: name)
    let meaning = operand(assignment.value)
    let isDefault = test.conjuncts.contains(.isEmpty(own))
    let source: String? =
      if case .variable(let other, _) = meaning, other != name { other } else { nil }
    switch (test, meaning) {
    case (.always, .variable(name, let fallback)):
      // `NAME=${NAME:-value}`
      values[name] = .variable(name, default: fallback)
      return (nil, nil)
    case (.always, .text):
      values[name] = meaning
      return (nil, nil)
    case (.all([.isEmpty(own)]), .text(let text)):
      values[name] = .variable(name, default: text)
      return (text, nil)
    default:
      values[name] = .unknown
      return isDefault ? (ShellWord.withoutQuotes(written), source) : (nil, nil)
    }
  }
}

extension ShellTest {
  /// The tests that all have to hold.
  fileprivate var conjuncts: [ShellTest] {
    guard case .all(let tests) = self else { return [self] }
    return tests
  }
}
