/// Reads what stands between `[[` and `]]`, between `[` and `]`, or behind `test`.
struct ShellTestParser {
  private let tokens: [ShellToken]
  private let operand: (String) -> ShellTest.Operand
  private var index = 0
  private var depth = 0

  /// - Parameter operand: what a word of the script means.
  init(_ tokens: [ShellToken], operand: @escaping (String) -> ShellTest.Operand) {
    self.tokens = tokens
    self.operand = operand
  }

  /// The test; unknown when it is more than can be read.
  mutating func parse() -> ShellTest {
    let test = alternatives()
    return index == tokens.count ? test : .unknown
  }

  private var next: String? { index < tokens.count ? tokens[index].text : nil }

  private mutating func alternatives() -> ShellTest {
    var tests = [conjunction()]
    while next == "||" || next == "-o" {
      index += 1
      tests.append(conjunction())
    }
    return tests.count == 1 ? tests[0] : .any(tests)
  }

  private mutating func conjunction() -> ShellTest {
    var tests = [primary()]
    while next == "&&" || next == "-a" {
      index += 1
      tests.append(primary())
    }
    return tests.count == 1 ? tests[0] : .all(tests)
  }

  private mutating func primary() -> ShellTest {
    guard depth < 32 else { return .unknown }
    depth += 1
    defer { depth -= 1 }
    if next == "!" {
      index += 1
      return .not(primary())
    }
    if next == "(" {
      index += 1
      let test = alternatives()
      guard next == ")" else { return .unknown }
      index += 1
      return test
    }
    let start = index
    while let text = next, !["&&", "||", "-a", "-o", ")"].contains(text) { index += 1 }
    return Self.test(tokens[start..<index].map(\.text), operand)
  }

  private static func test(
    _ words: [String], _ operand: (String) -> ShellTest.Operand
  ) -> ShellTest {
    switch words.count {
    case 1: return .not(.isEmpty(operand(words[0])))
    case 2 where words[0] == "-z": return .isEmpty(operand(words[1]))
    case 2 where words[0] == "-n": return .not(.isEmpty(operand(words[1])))
    case 3:
      let same = ShellTest.equal(operand(words[0]), operand(words[2]))
      // A pattern is no text.
      let isPattern = words[2].utf8.contains {
        [ASCII.asterisk, 0x3F, ASCII.openBracket].contains($0)
      }
      switch words[1] {
      case "=", "==", "-eq": return isPattern ? .unknown : same
      case "!=", "-ne": return isPattern ? .unknown : .not(same)
      default: return .unknown
      }
    default: return .unknown
    }
  }
}
