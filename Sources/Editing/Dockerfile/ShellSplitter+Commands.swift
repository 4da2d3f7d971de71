extension ShellSplitter {
  mutating func advanceInCommand() throws(EditingError) {
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
