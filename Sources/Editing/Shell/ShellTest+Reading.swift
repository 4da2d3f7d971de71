extension ShellTest {
  /// What a `[[ … ]]` tests.
  ///
  /// - Parameter operand: what a word of the script means.
  init(_ condition: ShellCondition, operand: (ShellWord) -> Operand) {
    switch condition {
    case .all(let conditions):
      self = conditions.reduce(.always) { $0.and(ShellTest($1, operand: operand)) }
    case .any(let conditions): self = .any(conditions.map { ShellTest($0, operand: operand) })
    case .not(let inner): self = .not(ShellTest(inner, operand: operand))
    case .word(let word): self = .not(.isEmpty(operand(word)))
    case .unary("-z", let word): self = .isEmpty(operand(word))
    case .unary("-n", let word): self = .not(.isEmpty(operand(word)))
    case .binary(let left, let sign, let right):
      let same = ShellTest.equal(operand(left), operand(right))
      // A pattern is no text.
      switch sign {
      case "=" where !right.isPattern, "==" where !right.isPattern, "-eq": self = same
      case "!=" where !right.isPattern, "-ne": self = .not(same)
      default: self = .unknown
      }
    case .unary, .unreadable: self = .unknown
    }
  }

  /// What stands between `[` and `]`, or behind `test`.
  init(testing words: ArraySlice<ShellWord>, operand: (ShellWord) -> Operand) {
    var reader = ShellTestWords(words: words)
    let condition = reader.alternatives()
    self = reader.words.isEmpty ? ShellTest(condition, operand: operand) : .unknown
  }
}

/// Reads the words of a `[` as a condition.
private struct ShellTestWords {
  var words: ArraySlice<ShellWord>
  private var depth = 0

  init(words: ArraySlice<ShellWord>) {
    self.words = words
  }

  mutating func alternatives() -> ShellCondition {
    var conditions = [conjunction()]
    while take("-o") { conditions.append(conjunction()) }
    return conditions.count == 1 ? conditions[0] : .any(conditions)
  }

  private mutating func conjunction() -> ShellCondition {
    var conditions = [primary()]
    while take("-a") { conditions.append(primary()) }
    return conditions.count == 1 ? conditions[0] : .all(conditions)
  }

  private mutating func take(_ sign: String) -> Bool {
    guard words.first?.text == sign else { return false }
    words.removeFirst()
    return true
  }

  private mutating func primary() -> ShellCondition {
    guard depth < 32 else { return .unreadable }
    depth += 1
    defer { depth -= 1 }
    if words.count > 1, take("!") { return .not(primary()) }
    if take("(") {
      let inner = alternatives()
      return take(")") ? inner : .unreadable
    }
    let count = words.prefix { !["-a", "-o", ")"].contains($0.text) }.count
    let own = Array(words.prefix(count))
    words = words.dropFirst(count)
    switch own.count {
    case 1: return .word(own[0])
    case 2: return own[0].text.map { .unary($0, own[1]) } ?? .unreadable
    case 3: return own[1].text.map { .binary(own[0], $0, own[2]) } ?? .unreadable
    default: return .unreadable
    }
  }
}
