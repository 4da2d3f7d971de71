/// Splits a shell command at its top-level `&&`.
struct ShellSplitter {
  /// Something that has to be closed again.
  enum Opening {
    case doubleQuote, backtick, parenthesis, parameter, brace, condition, loop, test
    case choice(inPattern: Bool)
  }

  let joined: JoinedText
  private let fallback: Int
  var open: [(what: Opening, index: Int)] = []
  var index = 0
  var stepStart = 0
  /// Whether the next word is a command, and could be a reserved word.
  var expectsCommand = true

  /// The steps, as ranges of the joined text without blanks around them.
  private(set) var steps: [Range<Int>] = []
  /// The indices of the `&&` between the steps.
  var separators: [Int] = []
  /// Whether the command ends in a comment.
  var endsInComment = false

  /// - Parameter fallback: the offset for an error in an empty command.
  init(_ joined: JoinedText, fallback: Int) {
    self.joined = joined
    self.fallback = fallback
  }

  mutating func split() throws(EditingError) {
    skipFlags()
    stepStart = index
    while index < joined.bytes.count {
      try advance()
    }
    if let unclosed = open.last {
      throw EditingError(
        .malformed, "what is opened here is not closed in the instruction",
        at: joined.offsets[unclosed.index])
    }
    try finishStep(at: joined.bytes.count)
  }

  var byte: UInt8 { joined.bytes[index] }
  var next: UInt8? { index + 1 < joined.bytes.count ? joined.bytes[index + 1] : nil }

  /// Skips options of the instruction, such as `--mount=type=cache,target=/x`.
  private mutating func skipFlags() {
    for word in joined.words(escape: ASCII.backslash) {
      guard joined.bytes[word].starts(with: [ASCII.minus, ASCII.minus]) else {
        index = word.lowerBound
        return
      }
      index = word.upperBound
    }
  }

  mutating func finishStep(at end: Int) throws(EditingError) {
    var range = stepStart..<end
    while let first = range.first, ASCII.isBlank(joined.bytes[first]) { range.removeFirst() }
    while let last = range.last, ASCII.isBlank(joined.bytes[last]) { range.removeLast() }
    guard !range.isEmpty else {
      let place = end < joined.offsets.count ? joined.offsets[end] : joined.offsets.last
      throw EditingError(.malformed, "a step of the command is empty", at: place ?? fallback)
    }
    steps.append(range)
  }

  mutating func advance() throws(EditingError) {
    switch open.last?.what {
    case .doubleQuote: try advanceInQuotes(closing: ASCII.doubleQuote)
    case .parameter: try advanceInQuotes(closing: ASCII.closeBrace)
    default: try advanceInCommand()
    }
  }

  /// Inside `"…"` and `${…}`, where only substitutions and quotes count.
  private mutating func advanceInQuotes(closing: UInt8) throws(EditingError) {
    if byte == closing {
      open.removeLast()
      index += 1
    } else if byte == ASCII.backslash {
      index += 2
    } else if closing == ASCII.closeBrace, byte == ASCII.doubleQuote {
      try push(.doubleQuote, length: 1)
    } else if closing == ASCII.closeBrace, byte == ASCII.singleQuote,
      !open.dropLast().contains(where: { if case .doubleQuote = $0.what { true } else { false } })
    {
      try skipSingleQuotes()
    } else if try !openSubstitution() {
      index += 1
    }
  }

  mutating func openSubstitution() throws(EditingError) -> Bool {
    if byte == ASCII.dollar, next == ASCII.openParenthesis {
      try push(.parenthesis, length: 2)
    } else if byte == ASCII.dollar, next == ASCII.openBrace {
      try push(.parameter, length: 2)
    } else if byte == ASCII.backtick {
      try push(.backtick, length: 1)
    } else {
      return false
    }
    expectsCommand = true
    return true
  }

  mutating func skipSingleQuotes() throws(EditingError) {
    guard let end = joined.bytes[(index + 1)...].firstIndex(of: ASCII.singleQuote) else {
      throw EditingError(.malformed, "the quote has no end", at: joined.offsets[index])
    }
    index = end + 1
  }

  mutating func push(_ what: Opening, length: Int) throws(EditingError) {
    guard open.count < 64 else {
      throw EditingError(.tooLarge, "nested too deep", at: joined.offsets[index])
    }
    open.append((what, index))
    index += length
  }
}
