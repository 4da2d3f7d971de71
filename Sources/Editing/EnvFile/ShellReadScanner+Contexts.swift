extension ShellReadScanner {
  /// In double quotes and here-documents.
  mutating func scanText(closing: UInt8?) {
    switch byte {
    case closing:
      index += 1
      pop()
    case ASCII.backslash:
      index += 2
    case ASCII.dollar:
      scanDollar()
    case ASCII.backtick:
      push(.backtick, length: 1)
    default:
      index += 1
    }
  }

  /// In `((…))`.
  mutating func scanArithmetic(depth: Int) {
    switch byte {
    case ASCII.openParenthesis:
      frames[frames.count - 1] = Frame(context: .arithmetic(depth: depth + 1))
      index += 1
    case ASCII.closeParenthesis where depth > 0:
      frames[frames.count - 1] = Frame(context: .arithmetic(depth: depth - 1))
      index += 1
    case ASCII.closeParenthesis:
      index += byte(1) == ASCII.closeParenthesis ? 2 : 1
      pop()
    case ASCII.dollar:
      scanDollar()
    case ASCII.backslash:
      index += 2
    default:
      index += 1
    }
  }

  /// In `${…}`, behind the name.
  mutating func scanParameter(isQuoted: Bool) {
    switch byte {
    case ASCII.closeBrace:
      pop()
      index += 1
    case ASCII.doubleQuote:
      push(.doubleQuote, length: 1)
    case ASCII.singleQuote where !isQuoted:
      skipSingleQuotes()
    case ASCII.backslash:
      index += 2
    case ASCII.dollar:
      scanDollar()
    case ASCII.backtick:
      push(.backtick, length: 1)
    default:
      index += 1
    }
  }

  /// In a command: words, and what separates them.
  mutating func scanCommand() {
    switch byte {
    case ASCII.lineFeed:
      endWord(startsCommand: true)
      index += 1
      if !heredocs.isEmpty { scanHeredocs() }
    case ASCII.space, ASCII.tab, ASCII.carriageReturn:
      endWord(startsCommand: false)
      index += 1
    case ASCII.semicolon, ASCII.pipe:
      endWord(startsCommand: true)
      index += 1
    case ASCII.ampersand:
      // In `2>&1` it is no separator.
      endWord(startsCommand: byte(-1) != ASCII.greater)
      index += 1
    case ASCII.openParenthesis:
      scanOpenParenthesis()
    case ASCII.closeParenthesis:
      endWord(startsCommand: true)
      if case .parenthesis = frames[frames.count - 1].context { pop() }
      index += 1
    case ASCII.less where byte(1) == ASCII.less:
      scanHeredocMarker()
    case ASCII.hash where !words.isInWord:
      while index < limit, byte != ASCII.lineFeed { index += 1 }
    default:
      scanWord()
    }
  }

  var words: ShellWords {
    get { frames[frames.count - 1].words }
    set { frames[frames.count - 1].words = newValue }
  }

  private mutating func scanOpenParenthesis() {
    endWord(startsCommand: true)
    if byte(1) == ASCII.openParenthesis {
      push(.arithmetic(depth: 0), length: 2)
    } else {
      push(.parenthesis, length: 1)
    }
  }

  /// One piece of a word.
  private mutating func scanWord() {
    words.begin(at: index)
    switch byte {
    case ASCII.singleQuote:
      skipSingleQuotes()
    case ASCII.doubleQuote:
      push(.doubleQuote, length: 1)
    case ASCII.backslash:
      index += 2
    case ASCII.dollar where byte(1) == ASCII.singleQuote:
      index += 2
      while index < limit, byte != ASCII.singleQuote { index += byte == ASCII.backslash ? 2 : 1 }
      index += 1
    case ASCII.dollar:
      scanDollar()
    case ASCII.backtick:
      if case .backtick = frames[frames.count - 1].context {
        endWord(startsCommand: true)
        index += 1
        pop()
      } else {
        push(.backtick, length: 1)
      }
    default:
      index += 1
    }
  }

  private mutating func skipSingleQuotes() {
    index += 1
    while index < limit, byte != ASCII.singleQuote { index += 1 }
    index += 1
  }

  private mutating func scanHeredocMarker() {
    let start = index
    index += 2
    guard byte(0) != ASCII.less else {
      // `<<<` is a word, not a document.
      index += 1
      return
    }
    if byte(0) == ASCII.minus { index += 1 }
    while let next = byte(0), ASCII.isBlank(next) { index += 1 }
    let wordStart = index
    while let next = byte(0), !ASCII.isWhitespace(next), !"|&;<>()".utf8.contains(next) {
      index += 1
    }
    let sign = bytes[start..<min(start + 3, limit)].last == ASCII.minus ? "<<-" : "<<"
    if let marker = HeredocMarker(Array(sign.utf8) + bytes[wordStart..<index]) {
      heredocs.append(marker)
    }
  }

  /// Ends the word before the index, and makes what it assigns known.
  private mutating func endWord(startsCommand: Bool) {
    let name = words.end(at: index, in: text, startsCommand: startsCommand)
    if let name { assign(name) }
  }
}
