/// Reads the text of a glob.
struct GlobParser {
  static let maximumLength = 1_000
  static let maximumDepth = 10

  /// What stands before the first part that is not literal.
  private(set) var literalPrefix: [UInt8] = []
  /// What stands behind the last part that is not literal.
  var literalSuffix: [UInt8] {
    var literals = scalars[...]
    if let last = scalars.lastIndex(where: Self.special.contains) {
      literals = scalars[(last + 1)...]
      // The slash of `**/` is there only when a name is.
      if scalars[...last].suffix(2) == ["*", "*"] { literals = literals.dropFirst() }
    }
    return literals.flatMap { Array(String($0).utf8) }
  }

  /// Whether all that follows the prefix is `**`.
  var isAnythingBehindPrefix: Bool {
    scalars.suffix(2) == ["*", "*"] && !scalars.dropLast(2).contains(where: Self.special.contains)
  }

  private static let special = Array("*?[]{}\\".unicodeScalars)

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ text: String) throws(GlobError) {
    guard text.utf8.count <= Self.maximumLength else {
      throw GlobError(description: "a glob must not be longer than \(Self.maximumLength) bytes")
    }
    guard !text.isEmpty else { throw GlobError(description: "a glob must not be empty") }
    guard !text.hasPrefix("/") else {
      throw GlobError(description: "a glob must not begin with `/`: it starts at the top anyway")
    }
    guard !text.hasSuffix("/") else {
      throw GlobError(description: "a glob must not end with `/`: write `\(text)**`")
    }
    guard !text.contains("//") else {
      throw GlobError(description: "a glob must not have an empty part")
    }
    scalars = Array(text.unicodeScalars)
  }

  /// Reads everything; the parts begin behind the literal prefix.
  mutating func parse() throws(GlobError) -> [Expression] {
    while let scalar = peek, !Self.special.contains(scalar) {
      literalPrefix += Array(String(scalar).utf8)
      position += 1
    }
    var parts: [Expression] = []
    while peek != nil { parts.append(try part()) }
    return parts
  }

  private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func part() throws(GlobError) -> Expression {
    guard let scalar = peek else { return .sequence([]) }
    switch scalar {
    case "*": return try stars()
    case "[": return .scalars(try characterClass())
    case "{": return try braces()
    case "]", "}": throw GlobError(description: "a `\(scalar)` must have an opening one before it")
    case "\\": throw GlobError(description: "a glob must not have a backslash")
    case "?":
      position += 1
      return .scalars(.inName)
    default:
      position += 1
      return .scalars(ScalarSet(scalar))
    }
  }

  private mutating func stars() throws(GlobError) -> Expression {
    let start = position
    while peek == "*" { position += 1 }
    if position - start == 1 {
      return .repeated(.scalars(.inName), atLeast: 0, atMost: nil, isGreedy: true)
    }
    let isWhole =
      position - start == 2 && depth == 0 && (start == 0 || scalars[start - 1] == "/")
      && (peek == nil || peek == "/")
    guard isWhole else {
      throw GlobError(description: "`**` must stand alone between slashes")
    }
    guard peek == "/" else {
      return .repeated(.scalars(.anything), atLeast: 1, atMost: nil, isGreedy: true)
    }
    position += 1
    let name = Expression.repeated(.scalars(.inName), atLeast: 1, atMost: nil, isGreedy: true)
    return .repeated(
      .sequence([name, .scalars(ScalarSet("/"))]), atLeast: 0, atMost: nil, isGreedy: true)
  }

  private mutating func characterClass() throws(GlobError) -> ScalarSet {
    position += 1
    let isNegated = peek == "!" || peek == "^"
    if isNegated { position += 1 }
    var ranges: [ClosedRange<UInt32>] = []
    repeat {
      guard let first = peek, first != "/" else {
        throw GlobError(description: "a `[` must have a `]` behind it, and no `/` in between")
      }
      position += 1
      guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        ranges.append(first.value...first.value)
        continue
      }
      let last = scalars[position + 1]
      guard first <= last else {
        throw GlobError(description: "a range in `[…]` must go from a character to a later one")
      }
      ranges.append(first.value...last.value)
      position += 2
    } while peek != "]"
    position += 1
    // Neither `[!a]` nor a range that spans it may stand for a slash.
    return isNegated
      ? ScalarSet(ranges + ScalarSet("/").ranges, isNegated: true)
      : ScalarSet(ranges.flatMap { ScalarSet([$0]).withoutSlash })
  }

  private mutating func braces() throws(GlobError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw GlobError(description: "braces must not be nested so deep")
    }
    position += 1
    var alternatives: [[Expression]] = [[]]
    while let scalar = peek, scalar != "}" {
      if scalar == "," {
        position += 1
        alternatives.append([])
      } else {
        alternatives[alternatives.count - 1].append(try part())
      }
    }
    guard peek == "}" else { throw GlobError(description: "a `{` must have a `}` behind it") }
    position += 1
    return .alternatives(alternatives.map { .sequence($0) })
  }
}

extension ScalarSet {
  fileprivate static let anything = ScalarSet([], isNegated: true)
  fileprivate static let inName = ScalarSet([0x2F...0x2F], isNegated: true)

  /// The ranges of the set without `/`.
  fileprivate var withoutSlash: [ClosedRange<UInt32>] {
    ranges.flatMap { range -> [ClosedRange<UInt32>] in
      guard range.contains(0x2F) else { return [range] }
      var parts: [ClosedRange<UInt32>] = []
      if range.lowerBound < 0x2F { parts.append(range.lowerBound...0x2E) }
      if range.upperBound > 0x2F { parts.append(0x30...range.upperBound) }
      return parts
    }
  }
}
