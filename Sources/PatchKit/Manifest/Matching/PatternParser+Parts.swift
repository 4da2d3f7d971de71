extension PatternParser {
  /// Reads `*`, `+`, `?`, `{2}`, `{2,}` or `{2,5}`.
  mutating func quantifier() throws(PatternError) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return nil }
    guard let least = try number() else {
      throw error("`{` must be followed by a number; write `\\{` for the character")
    }
    var most: Int? = least
    if take(",") { most = try number() }
    guard take("}") else { throw error("a `{` must have a `}` behind it") }
    if let most, most < least { throw error("a repetition's bounds must be in order") }
    return (least, most)
  }

  private mutating func number() throws(PatternError) -> Int? {
    var value: Int?
    while let scalar = peek, ("0"..."9").contains(scalar) {
      let next = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      guard next <= Self.maximumRepetition else {
        throw error("a repetition must not be above \(Self.maximumRepetition)")
      }
      value = next
      position += 1
    }
    return value
  }

  /// Reads a `\` and what follows it, outside of `[…]`.
  mutating func escape() throws(PatternError) -> Expression {
    if position + 1 < scalars.count {
      let assertion: Expression.Assertion? =
        switch scalars[position + 1] {
        case "b": .wordBoundary
        case "B": .noWordBoundary
        default: nil
        }
      if let assertion {
        position += 2
        return .assertion(assertion)
      }
    }
    return .scalars(try escapedSet())
  }

  /// Reads `[…]`.
  mutating func characterClass() throws(PatternError) -> ScalarSet {
    position += 1
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    repeat {
      guard let scalar = peek else { throw error("a `[` must have a `]` behind it") }
      let first = scalar == "\\" ? try escapedSet() : single(scalar)
      guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges += first.positiveRanges
        continue
      }
      position += 1
      let last = scalars[position] == "\\" ? try escapedSet() : single(scalars[position])
      guard let low = first.onlyScalar, let high = last.onlyScalar, low <= high else {
        throw error("a range in `[…]` must go from a character to a later one")
      }
      ranges.append(low...high)
    } while !take("]")
    return ScalarSet(ranges, isNegated: isNegated)
  }

  private mutating func single(_ scalar: Unicode.Scalar) -> ScalarSet {
    position += 1
    return ScalarSet(scalar)
  }

  private mutating func escapedSet() throws(PatternError) -> ScalarSet {
    position += 1
    guard let scalar = peek else { throw error("a `\\` must have a character behind it") }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.inverted
    case "w": return .wordCharacters
    case "W": return ScalarSet.wordCharacters.inverted
    case "s": return .spaces
    case "S": return ScalarSet.spaces.inverted
    case "n": return ScalarSet("\n")
    case "r": return ScalarSet("\r")
    case "t": return ScalarSet("\t")
    case "0"..."9", "A"..."Z", "a"..."z": throw error("`\\\(scalar)` is not supported")
    default: return ScalarSet(scalar)
    }
  }
}

extension ScalarSet {
  /// The scalar, when the set is one.
  fileprivate var onlyScalar: UInt32? {
    guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
