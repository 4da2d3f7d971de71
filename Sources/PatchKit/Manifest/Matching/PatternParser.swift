/// Reads the text of a pattern.
struct PatternParser {
  static let maximumLength = 1_000
  static let maximumDepth = 50
  static let maximumRepetition = 1_000

  private(set) var groupCount = 0
  var scalars: [Unicode.Scalar]
  var position = 0
  private var depth = 0

  init(_ text: String) throws(PatternError) {
    guard text.utf8.count <= Self.maximumLength else {
      throw PatternError(
        description: "a pattern must not be longer than \(Self.maximumLength) bytes")
    }
    guard !text.isEmpty else { throw PatternError(description: "a pattern must not be empty") }
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(PatternError) -> Expression {
    let expression = try alternatives()
    guard position == scalars.count else { throw error("a `)` must have a `(` before it") }
    return expression
  }

  func error(_ rule: String) -> PatternError {
    PatternError(description: "\(rule) (at character \(position + 1))")
  }

  var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternatives() throws(PatternError) -> Expression {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .alternatives(parts)
  }

  private mutating func sequence() throws(PatternError) -> Expression {
    var parts: [Expression] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      parts.append(try quantified())
    }
    return .sequence(parts)
  }

  private mutating func quantified() throws(PatternError) -> Expression {
    let atom = try atom()
    guard let bounds = try quantifier() else { return atom }
    if case .assertion = atom { throw error("`^`, `$` and `\\b` must not be repeated") }
    let isGreedy = !take("?")
    if try quantifier() != nil { throw error("a repetition must not be repeated itself") }
    return .repeated(atom, atLeast: bounds.least, atMost: bounds.most, isGreedy: isGreedy)
  }

  private mutating func atom() throws(PatternError) -> Expression {
    guard let scalar = peek else { return .sequence([]) }
    switch scalar {
    case "(": return try group()
    case "[": return .scalars(try characterClass())
    case "*", "+", "?", "{": throw error("`\(scalar)` must follow what it repeats")
    case "\\": return try escape()
    default: break
    }
    position += 1
    switch scalar {
    case ".": return .scalars(ScalarSet.lineFeed.inverted)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    default: return .scalars(ScalarSet(scalar))
    }
  }

  private mutating func group() throws(PatternError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw error("groups must not be nested so deep") }
    position += 1
    var index: Int?
    if take("?") {
      guard take(":") else { throw error("only the groups `(…)` and `(?:…)` are supported") }
    } else {
      groupCount += 1
      index = groupCount
    }
    let inner = try alternatives()
    guard take(")") else { throw error("a `(` must have a `)` behind it") }
    return index.map { .group(inner, index: $0) } ?? inner
  }
}
