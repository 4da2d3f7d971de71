/// What a script's own assignments make of the variables that it reads.
struct ShellVariables {
  private var values: [String: ShellTest.Operand] = [:]

  private static let declarations: Set<String> = [
    "export", "local", "declare", "readonly", "typeset",
  ]

  /// What a word of the script means: a text, a variable alone, or something that only a run can tell.
  func operand(_ word: String) -> ShellTest.Operand {
    let word = Self.withoutQuotes(word)
    if !word.utf8.contains(where: { [ASCII.dollar, ASCII.backtick, ASCII.backslash].contains($0) })
    {
      return .text(word)
    }
    guard let (name, fallback) = Self.variable(word) else { return .unknown }
    switch values[name] {
    case nil: return .variable(name, default: fallback)
    case .variable(let name, let known)?: return .variable(name, default: known ?? fallback)
    case let value?: return value
    }
  }

  /// Takes in an assignment.
  ///
  /// - Returns: when it is made for an empty variable, the value, and the variable whose value it is.
  mutating func assign(
    _ name: String, _ value: String, when test: ShellTest
  ) -> (text: String?, name: String?) {
    let own = operand("$" + name)
    let meaning = operand(value)
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
      return isDefault ? (Self.withoutQuotes(value), source) : (nil, nil)
    }
  }

  /// The assignments of a command: before it, or behind `export` and its like.
  static func assignments(in words: [ShellToken]) -> [(String, String, Int)] {
    var words = words[...]
    if let first = words.first, declarations.contains(first.text) { words = words.dropFirst() }
    var result: [(String, String, Int)] = []
    for word in words {
      let name = word.text.utf8.prefix { ASCII.isNamePart($0) }
      guard let first = name.first, ASCII.isNameStart(first),
        word.text.utf8.dropFirst(name.count).first == ASCII.equals
      else { break }
      let value = word.text.utf8.dropFirst(name.count + 1)
      result.append((String(Substring(name)), String(Substring(value)), word.offset))
    }
    return result
  }

  /// The variable that `${NAME:?message}` asks for.
  static func demanded(by word: String) -> String? {
    let word = withoutQuotes(word)
    guard word.hasPrefix("${"), word.hasSuffix("}") else { return nil }
    let name = word.utf8.dropFirst(2).prefix { ASCII.isNamePart($0) }
    let rest = word.utf8.dropFirst(2 + name.count)
    guard !name.isEmpty, rest.starts(with: ":?".utf8) || rest.starts(with: "?".utf8) else {
      return nil
    }
    return String(Substring(name))
  }

  /// The name and default of `$NAME`, `${NAME}`, `${NAME:-text}`; `nil` when the word is something else.
  private static func variable(_ word: String) -> (name: String, fallback: String?)? {
    let bytes = Array(word.utf8)
    guard bytes.first == ASCII.dollar, bytes.count > 1 else { return nil }
    let isBraced = bytes[1] == ASCII.openBrace
    var end = isBraced ? 2 : 1
    let start = end
    while end < bytes.count, ASCII.isNamePart(bytes[end]) { end += 1 }
    guard end > start, ASCII.isNameStart(bytes[start]) else { return nil }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    let rest = bytes[end...]
    guard isBraced else { return rest.isEmpty ? (name, nil) : nil }
    guard rest.last == ASCII.closeBrace else { return nil }
    let inner = rest.dropLast()
    if inner.isEmpty { return (name, nil) }
    let sign = inner.starts(with: ":-".utf8) ? 2 : inner.first == ASCII.minus ? 1 : 0
    let text = inner.dropFirst(sign)
    guard sign > 0, !text.contains(where: { [ASCII.dollar, ASCII.closeBrace].contains($0) }) else {
      return nil
    }
    return (name, withoutQuotes(String(decoding: text, as: UTF8.self)))
  }

  private static func withoutQuotes(_ text: String) -> String {
    guard text.utf8.count >= 2, let first = text.utf8.first, first == text.utf8.last,
      first == ASCII.doubleQuote || first == ASCII.singleQuote,
      text.utf8.count(where: { $0 == first }) == 2
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}

extension ShellTest {
  /// The tests that all have to hold.
  fileprivate var conjuncts: [ShellTest] {
    guard case .all(let tests) = self else { return [self] }
    return tests
  }
}
