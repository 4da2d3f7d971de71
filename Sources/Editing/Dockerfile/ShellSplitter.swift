/// Splits a shell command at its top-level `&&`.
struct ShellSplitter {
  /// Something that has to be closed again.
  enum Opening {
    case doubleQuote, backtick, parenthesis, parameter, brace, condition, loop, test
    case choice(inPattern: Bool)
  }

  private let joined: JoinedText
  private let fallback: Int
  private var open: [(what: Opening, index: Int)] = []
  private var index = 0
  private var stepStart = 0
  /// Whether the next word is a command, and could be a reserved word.
  private var expectsCommand = true

  /// The steps, as ranges of the joined text without blanks around them.
  private(set) var steps: [Range<Int>] = []
  /// The indices of the `&&` between the steps.
  private(set) var separators: [Int] = []
  /// Whether the command ends in a comment.
  private(set) var endsInComment = false

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

  private var byte: UInt8 { joined.bytes[index] }
  private var next: UInt8? { index + 1 < joined.bytes.count ? joined.bytes[index + 1] : nil }

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

  private mutating func finishStep(at end: Int) throws(EditingError) {
    var range = stepStart..<end
    while let first = range.first, ASCII.isBlank(joined.bytes[first]) { range.removeFirst() }
    while let last = range.last, ASCII.isBlank(joined.bytes[last]) { range.removeLast() }
    guard !range.isEmpty else {
      let place = end < joined.offsets.count ? joined.offsets[end] : joined.offsets.last
      throw EditingError(.malformed, "a step of the command is empty", at: place ?? fallback)
    }
    steps.append(range)
  }

  private mutating func advance() throws(EditingError) {
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

  private mutating func openSubstitution() throws(EditingError) -> Bool {
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

  private mutating func skipSingleQuotes() throws(EditingError) {
    guard let end = joined.bytes[(index + 1)...].firstIndex(of: ASCII.singleQuote) else {
      throw EditingError(.malformed, "the quote has no end", at: joined.offsets[index])
    }
    index = end + 1
  }

  private mutating func push(_ what: Opening, length: Int) throws(EditingError) {
    guard open.count < 64 else {
      throw EditingError(.tooLarge, "nested too deep", at: joined.offsets[index])
    }
    open.append((what, index))
    index += length
  }
}

extension ShellSplitter {
  private mutating func advanceInCommand() throws(EditingError) {
    switch byte {
    case ASCII.space, ASCII.tab:
      index += 1
    case ASCII.ampersand, ASCII.pipe, ASCII.semicolon:
      try readOperator()
    case ASCII.openParenthesis:
      try readOpenParenthesis()
    case ASCII.closeParenthesis:
      try readCloseParenthesis()
    case ASCII.backtick where isOpen(.backtick):
      open.removeLast()
      index += 1
      expectsCommand = false
    case ASCII.hash:
      // At the start of a word: the rest of the joined line is a comment.
      endsInComment = true
      index = joined.bytes.count
    default:
      try readWord()
    }
  }

  private mutating func readOperator() throws(EditingError) {
    if byte == ASCII.ampersand, next == ASCII.ampersand {
      if open.isEmpty {
        try finishStep(at: index)
        separators.append(index)
        stepStart = index + 2
      }
      index += 2
    } else if byte == ASCII.semicolon, next == ASCII.semicolon || next == ASCII.ampersand {
      if case .choice = open.last?.what { open[open.count - 1].what = .choice(inPattern: true) }
      index += 2
    } else {
      index += 1
    }
    expectsCommand = true
  }

  private mutating func readOpenParenthesis() throws(EditingError) {
    if case .choice(inPattern: true) = open.last?.what {
      index += 1
    } else {
      try push(.parenthesis, length: 1)
      expectsCommand = true
    }
  }

  private mutating func readCloseParenthesis() throws(EditingError) {
    if case .choice(inPattern: true) = open.last?.what {
      open[open.count - 1].what = .choice(inPattern: false)
    } else if isOpen(.parenthesis) {
      open.removeLast()
    } else {
      throw EditingError(
        .malformed, "the bracket closes nothing", at: joined.offsets[index])
    }
    index += 1
    expectsCommand = true
  }

  /// Reads a word with its quotes and substitutions; stops at the first that has to be closed later.
  private mutating func readWord() throws(EditingError) {
    let start = index
    let wasCommand = expectsCommand
    expectsCommand = false
    while index < joined.bytes.count {
      switch byte {
      case ASCII.space, ASCII.tab, ASCII.semicolon, ASCII.pipe, ASCII.openParenthesis,
        ASCII.closeParenthesis:
        try readReservedWord(start..<index, isCommand: wasCommand)
        return
      case ASCII.ampersand where index == start || joined.bytes[index - 1] != ASCII.greater:
        try readReservedWord(start..<index, isCommand: wasCommand)
        return
      case ASCII.backslash:
        index += 2
      case ASCII.singleQuote:
        try skipSingleQuotes()
      case ASCII.doubleQuote:
        try push(.doubleQuote, length: 1)
        try skip(to: open.count - 1)
      case ASCII.backtick where isOpen(.backtick):
        return
      default:
        let depth = open.count
        if try openSubstitution() {
          try skip(to: depth)
          expectsCommand = false
        } else {
          index += 1
        }
      }
    }
    index = min(index, joined.bytes.count)
    try readReservedWord(start..<index, isCommand: wasCommand)
  }

  /// Reads on until what was opened inside of a word is closed.
  private mutating func skip(to depth: Int) throws(EditingError) {
    while open.count > depth, index < joined.bytes.count { try advance() }
  }

  private mutating func readReservedWord(_ range: Range<Int>, isCommand: Bool) throws(EditingError)
  {
    guard range.count <= 6 else { return }
    let word = String(decoding: joined.bytes[range], as: UTF8.self)
    if case .choice(let inPattern) = open.last?.what, word == "esac", inPattern || isCommand {
      open.removeLast()
      return
    }
    if word == "]]", isOpen(.test) {
      open.removeLast()
      return
    }
    guard isCommand else { return }
    if case .choice(inPattern: true) = open.last?.what { return }
    if isOpen(.test) { return }
    let opening: Opening? =
      switch word {
      case "if": .condition
      case "for", "while", "until", "select": .loop
      case "case": .choice(inPattern: true)
      case "{": .brace
      case "[[": .test
      default: nil
      }
    if let opening {
      try push(opening, length: 0)
      open[open.count - 1].index = range.lowerBound
      expectsCommand = ["if", "while", "until", "{"].contains(word)
    } else if (word == "fi" && isOpen(.condition)) || (word == "done" && isOpen(.loop))
      || (word == "}" && isOpen(.brace))
    {
      open.removeLast()
    } else if ["then", "else", "elif", "do", "!"].contains(word) {
      expectsCommand = true
    }
  }

  private func isOpen(_ what: Opening) -> Bool {
    switch (open.last?.what, what) {
    case (.doubleQuote, .doubleQuote), (.backtick, .backtick), (.parenthesis, .parenthesis),
      (.parameter, .parameter), (.brace, .brace), (.condition, .condition), (.loop, .loop),
      (.test, .test), (.choice, .choice):
      true
    default: false
    }
  }
}
