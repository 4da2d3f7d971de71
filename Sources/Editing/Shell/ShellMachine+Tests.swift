/// What `[[ … ]]` and `[ … ]` come to.
extension ShellMachine {
  /// `[[ … ]]`.
  mutating func holds(_ condition: ShellCondition) throws(EditingError) -> ShellTruth {
    try charge(1)
    switch condition {
    case .all(let conditions): return try all(conditions, stopsAt: .no)
    case .any(let conditions): return try all(conditions, stopsAt: .yes)
    case .not(let inner): return try holds(inner).negated
    case .word(let word): return isEmpty(try string(of: word)).negated
    case .unary(let sign, let word):
      return try unary(sign, try string(of: word), at: word.span.lowerBound)
    case .binary(let left, let sign, let right):
      let text = try string(of: left)
      switch sign {
      case "=", "==": return try matches(text, right)
      case "!=": return try matches(text, right).negated
      case "-eq", "-ne", "-lt", "-le", "-gt", "-ge":
        let numbers = (
          number(text, left.span.lowerBound),
          number(try string(of: right), right.span.lowerBound)
        )
        return Self.compare(numbers.0, sign, numbers.1)
      default:
        // What isn't known is no less so by an operator that isn't covered.
        return .unknown(text.unknown ?? note("`\(sign)`", at: left.span.lowerBound))
      }
    case .unreadable: return .unknown("a condition that can't be read")
    }
  }

  /// Conditions from the first on, to one that says what comes of all.
  private mutating func all(
    _ conditions: [ShellCondition], stopsAt end: ShellTruth
  ) throws(EditingError) -> ShellTruth {
    var result = end.negated
    for condition in conditions {
      let truth = try holds(condition)
      if truth == end { return end }
      if truth != end.negated { result = truth }
    }
    return result
  }

  private func isEmpty(_ text: TracedText) -> ShellTruth {
    text.isEmpty.map { ShellTruth($0) } ?? .unknown(text.unknown ?? "")
  }

  private mutating func unary(
    _ sign: String, _ text: TracedText, at offset: Int
  ) throws(EditingError) -> ShellTruth {
    switch sign {
    case "-z": return isEmpty(text)
    case "-n": return isEmpty(text).negated
    case "-f", "-d", "-e", "-x", "-r", "-w", "-s":
      guard let path = text.string else { return .unknown(text.unknown ?? "") }
      guard !path.isEmpty else { return .no }
      switch (try entry(at: path), sign) {
      case (.unknown(let reason), _): return .unknown(reason)
      case (.nothing, _): return .no
      case (_, "-e"): return .yes
      case (let entry, "-f"): return ShellTruth(entry == .file)
      case (let entry, "-d"): return ShellTruth(entry == .folder)
      default: return .unknown("\(sign) \(text.label)")
      }
    case "-v":
      guard let name = text.string else { return .unknown(text.unknown ?? "") }
      let value = state.value(of: name)
      if case .unknown(let reason) = value { return .unknown(reason) }
      return ShellTruth(value != .unset)
    default: return .unknown(note("such a test", at: offset))
    }
  }

  /// `[ … ]`, by how many words there are: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html
  mutating func test(
    _ words: ArraySlice<TracedText>, at offset: Int
  ) throws(EditingError) -> ShellStatus {
    let words = Array(words)
    let names = words.map(\.string)
    switch words.count {
    case 0: return .failure
    case 1: return ShellStatus(isEmpty(words[0]).negated)
    case 2 where names[0] == "!": return ShellStatus(isEmpty(words[1]))
    case 2:
      guard let sign = names[0] else { return .unknown(words[0].unknown ?? "") }
      // What is no operator is a mistake.
      guard sign.hasPrefix("-"), sign.utf8.count == 2 else { return .known(2) }
      return ShellStatus(try unary(sign, words[1], at: offset))
    case 3 where ["=", "==", "!="].contains(names[1]):
      guard let left = words[0].bytes, let right = words[2].bytes else {
        return .unknown(words[0].unknown ?? words[2].unknown ?? "")
      }
      return ShellStatus(ShellTruth((left == right) == (names[1] != "!=")))
    case 3 where ["-eq", "-ne", "-lt", "-le", "-gt", "-ge"].contains(names[1]):
      let (left, right) = (integer(words[0]), integer(words[2]))
      if left == .refused || right == .refused { return .known(2) }
      return ShellStatus(Self.compare(left, names[1] ?? "", right))
    case 3 where names[0] == "!", 4 where names[0] == "!":
      let inner = try test(words[1...], at: offset)
      return inner.known == 2 ? inner : ShellStatus(inner.truth.negated)
    default:
      return .unknown(note("`[ … ]` with \(words.count) such words", at: offset))
    }
  }

  private static func compare(_ left: ShellNumber, _ sign: String, _ right: ShellNumber)
    -> ShellTruth
  {
    switch (left, right) {
    case (.refused, _), (_, .refused): .no
    case (.unknown(let reason), _), (_, .unknown(let reason)): .unknown(reason)
    case (.value(let left), .value(let right)):
      switch sign {
      case "-eq": ShellTruth(left == right)
      case "-ne": ShellTruth(left != right)
      case "-lt": ShellTruth(left < right)
      case "-le": ShellTruth(left <= right)
      case "-gt": ShellTruth(left > right)
      default: ShellTruth(left >= right)
      }
    }
  }

  /// A decimal number, as `[` takes it.
  private func integer(_ text: TracedText) -> ShellNumber {
    guard let bytes = text.bytes else { return .unknown(text.unknown ?? "") }
    let digits = bytes.drop(while: ASCII.isWhitespace).reversed().drop(while: ASCII.isBlank)
      .reversed()
    return Int(String(decoding: Array(digits), as: UTF8.self)).map { .value($0) } ?? .refused
  }
}
