/// A shell's pattern: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_14
struct ShellPattern {
  private enum Token {
    case byte(UInt8)
    /// `?`
    case one
    /// `*`
    case any
    /// `[…]`
    case set(ClosedSet)
  }

  private struct ClosedSet {
    let ranges: [ClosedRange<UInt8>]
    let isNegated: Bool

    func contains(_ byte: UInt8) -> Bool {
      ranges.contains { $0.contains(byte) } != isNegated
    }
  }

  private var tokens: [Token] = []
  private var isCovered = true

  /// How many signs it has.
  var count: Int { tokens.count }

  /// Whether a text has a pattern's signs.
  static func isPattern(_ bytes: [UInt8]) -> Bool {
    var pattern = ShellPattern()
    pattern.add(bytes, isPattern: true)
    return pattern.tokens.contains { if case .byte = $0 { false } else { true } }
  }

  /// Adds text, in which signs count or stand for themselves.
  mutating func add(_ bytes: [UInt8], isPattern: Bool) {
    var index = 0
    // `[:alpha:]`, `@(a|b)`, and what stands behind a backslash.
    let isPlain =
      !bytes.contains(ASCII.backslash) && !bytes.contains(ASCII.openParenthesis)
      && !zip(bytes, bytes.dropFirst()).contains { $0 == ASCII.openBracket && $1 == ASCII.colon }
    if isPattern, !isPlain { isCovered = false }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard isPattern else {
        tokens.append(.byte(byte))
        continue
      }
      switch byte {
      case ASCII.asterisk: tokens.append(.any)
      case UInt8(ascii: "?"): tokens.append(.one)
      case ASCII.openBracket:
        if let set = Self.set(bytes, &index) { tokens.append(.set(set)) } else { fallthrough }
      default: tokens.append(.byte(byte))
      }
    }
  }

  private static func set(_ bytes: [UInt8], _ index: inout Int) -> ClosedSet? {
    var next = index
    let isNegated = next < bytes.count && (bytes[next] == ASCII.exclamation || bytes[next] == 0x5E)
    if isNegated { next += 1 }
    let first = next
    var ranges: [ClosedRange<UInt8>] = []
    while next < bytes.count, bytes[next] != ASCII.closeBracket || next == first {
      let low = bytes[next]
      if next + 2 < bytes.count, bytes[next + 1] == ASCII.minus,
        bytes[next + 2] != ASCII.closeBracket, bytes[next + 2] >= low
      {
        ranges.append(low...bytes[next + 2])
        next += 3
      } else {
        ranges.append(low...low)
        next += 1
      }
    }
    guard next < bytes.count else { return nil }
    index = next + 1
    return ClosedSet(ranges: ranges, isNegated: isNegated)
  }

  /// Whether all of a text is matched; in time that grows with both lengths at most. `nil` when it isn't covered.
  func matches(_ bytes: [UInt8]) -> Bool? {
    guard isCovered else { return nil }
    var reached: Set<Int> = [0]
    for token in tokens {
      var next: Set<Int> = []
      if case .any = token {
        if let first = reached.min() { next = Set(first...bytes.count) }
      } else {
        for index in reached where index < bytes.count {
          let fits =
            switch token {
            case .byte(let byte): bytes[index] == byte
            case .one: true
            case .set(let set): set.contains(bytes[index])
            case .any: true
            }
          if fits { next.insert(index + 1) }
        }
      }
      reached = next
    }
    return reached.contains(bytes.count)
  }
}
