/// Finds what may be secret in a text of any language that has assignments, options and headers: shell, Dockerfiles,
/// HOCON, nginx, Lua, and what is no language at all.
///
/// It reads words, strings and brackets, and knows of each what it is given to. That is coarser than a parser of the
/// language, so that it holds for fragments and for what can't be parsed; where it errs, it hides.
struct SecretScanner {
  /// How a language is written, as far as it matters here.
  struct Style {
    /// Whether a value goes on to the end of its line, as `key: some words` does.
    var runsOn = true
    /// Whether a string may go on in the next line.
    var spansLines = true
    /// Whether what follows `--` is a comment.
    var hasDashComments = false
    /// Whether a value that is assigned is hidden unless its shape is plain.
    var hidesAssigned = true
    /// Whether commands can send what they print to others: a shell.
    var hasStreams = false
    /// Whether a line's end is a blank, as in YAML's folded texts.
    var joinsLines = false
  }

  /// What the next words are, by what stood before them.
  enum Expectation: Equatable {
    case nothing
    /// The value of a name, up to the end of the word or of the statement.
    case value(isTelling: Bool, runsOn: Bool)
    /// The argument of an option that takes a name and a password.
    case login
    /// The argument of `-p`, which may be a password.
    case maybePassword
    /// All that follows a telling word.
    case rest
    /// What is typed into another program: the arguments of expect's `send`.
    case answer
  }

  let bytes: [UInt8]
  let style: Style
  let plain: PlainValue
  private(set) var hidden: [Range<Int>] = []
  var expectation = Expectation.nothing
  var brackets: [Bracket] = []
  /// Whether a word of the awaited value has been read.
  var hasValue = false
  /// Whether the awaited value is in a line below its name.
  var isNextLine = false
  /// Whether the awaited value is a word of people's or programs'.
  var isHarmless = false
  /// Whether a comment is read.
  private(set) var isComment = false
  /// The name before an operator or a bracket.
  var name: Slice?
  /// The statement's first word.
  var command: Slice?
  /// What the statement prints, and where it goes.
  var stream = Stream()
  /// The `case`s that are open, the innermost last.
  var choices: [Choice] = []
  /// The word or string before an operator.
  var operand: Range<Int>?
  /// What the next value is compared with.
  var compared: Range<Int>?
  /// Where the command begins that sets its program's options: `composer config`.
  var configuring: Int?
  /// Whether a program asked for a secret: `expect "Password:"`.
  var isAsked = false
  private var depth = 0

  init(_ bytes: [UInt8], style: Style = Style(), vocabulary: Vocabulary) {
    self.bytes = bytes
    self.style = style
    plain = PlainValue(vocabulary: vocabulary)
  }

  mutating func hide(_ range: Range<Int>) {
    if !range.isEmpty { hidden.append(range) }
  }

  /// Reads a part of the text.
  ///
  /// - Parameter isProse: whether quotes are mostly apostrophes: comments, plain text.
  mutating func scan(_ range: Range<Int>, isProse: Bool = false) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      switch byte {
      case 0x0A:
        if style.joinsLines {
          if hasValue { endWord() }
        } else if !continuesBefore(index, from: range.lowerBound) {
          endLine()
          index = documents(from: index + 1, in: range) - 1
        }
        index += 1
      case 0x20, 0x09, 0x0D:
        if hasValue { endWord() }
        index += 1
      case UInt8(ascii: "\\"):
        index += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        if (isProse && byte != UInt8(ascii: "\"")) || isApostrophe(at: index, in: range) {
          index += 1
        } else {
          index = string(at: index, in: range)
        }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if byte == UInt8(ascii: "{"),
          SecretShape.ranges(in: bytes[index..<min(range.upperBound, index + 200)]).first?
            .lowerBound == index
        {
          index = word(at: index, in: range)
        } else {
          open(at: index, in: range)
          index += 1
        }
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        close(at: index, in: range)
        index += 1
      case UInt8(ascii: ";"):
        endStatement()
        endChoice(at: index, in: range)
        index += 1
      case UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        if let end = style.hasStreams ? redirection(at: index, in: range) : nil {
          index = end
        } else {
          separate(byte)
          index += 1
        }
      default:
        index = commentEnd(at: index, in: range) ?? word(at: index, in: range)
      }
    }
  }

  /// Reads a word of a command that is a list; one with blanks in it is a command of its own, as behind `sh -c`.
  mutating func item(_ range: Range<Int>) {
    let outer = command
    let isWord = !bytes[range].contains(where: \.isSpace)
    if !isWord { command = nil }
    scan(range)
    let inner = command
    if hasValue { endStatement() }
    command = isWord ? inner ?? outer : outer
  }

  // MARK: Ends

  private func continuesBefore(_ index: Int, from start: Int) -> Bool {
    var last = index - 1
    if last >= start, bytes[last] == 0x0D { last -= 1 }
    if last >= start, bytes[last] == UInt8(ascii: "\\") { return true }
    while style.hasStreams, last >= start, bytes[last].isBlank { last -= 1 }
    return style.hasStreams && last >= start && bytes[last] == UInt8(ascii: "|")
  }

  private mutating func endLine() {
    command = nil
    switch expectation {
    case .value(_, let runsOn) where !hasValue && runsOn: isNextLine = true
    case .rest where !hasValue && style.runsOn: return
    case .value, .rest, .login, .maybePassword, .answer, .nothing: endStatement()
    }
  }

  mutating func endStatement() {
    if stream.documents.isEmpty {
      if !brackets.isEmpty { brackets[brackets.count - 1].words += stream.words }
      stream = Stream()
    }
    expectation = .nothing
    hasValue = false
    isNextLine = false
    isHarmless = false
    name = nil
    command = nil
    (operand, compared, configuring) = (nil, nil, nil)
  }

  /// A blank behind a value that is one word.
  private mutating func endWord() {
    switch expectation {
    case .value(_, let runsOn) where !runsOn: (expectation, hasValue) = (.nothing, false)
    case .login, .maybePassword: (expectation, hasValue) = (.nothing, false)
    case .value, .rest, .answer, .nothing: break
    }
  }

  // MARK: Comments

  /// The end of a comment that begins here; its text is read on its own.
  private mutating func commentEnd(at index: Int, in range: Range<Int>) -> Int? {
    guard
      index == range.lowerBound || bytes[index - 1].isSpace || bytes[index - 1] == UInt8(ascii: ";")
    else { return nil }
    let rest = bytes[index..<range.upperBound]
    let mark: Int
    if rest.first == UInt8(ascii: "#") {
      mark = 1
    } else if rest.hasPrefix("// ") || (style.hasDashComments && rest.hasPrefix("--")) {
      mark = 2
    } else {
      return nil
    }
    let end = rest.firstIndex(of: 0x0A) ?? range.upperBound
    comment(index + mark..<end)
    return end
  }

  /// Reads a comment, which changes nothing of what is awaited.
  mutating func comment(_ range: Range<Int>) {
    let state = (expectation, hasValue, name, command, brackets, stream, choices)
    let comparison = (operand, compared, configuring)
    (stream, choices, brackets) = (Stream(), [], [])
    endStatement()
    depth += 1
    isComment = true
    if depth < 8 { scan(range, isProse: true) }
    isComment = false
    depth -= 1
    (expectation, hasValue, name, command, brackets, stream, choices) = state
    (operand, compared, configuring) = comparison
    for secret in Sentence.secrets(in: bytes[range], plain) { hide(secret) }
  }

  // MARK: Strings

  private mutating func string(at index: Int, in range: Range<Int>) -> Int {
    let quote = bytes[index]
    let triple = [quote, quote, quote]
    let isTriple =
      quote != UInt8(ascii: "`") && bytes[index..<range.upperBound].starts(with: triple)
    let start = index + (isTriple ? 3 : 1)
    var end = start
    while end < range.upperBound {
      if bytes[end] == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
        end += 2
        continue
      }
      // A template's action has quotes of its own: `"{{ join "," .Env.A }}"`.
      if let close = actionEnd(at: end, in: range) {
        end = close
        continue
      }
      if bytes[end] == quote, !isTriple || bytes[end..<range.upperBound].starts(with: triple) {
        break
      }
      if bytes[end] == 0x0A, !style.spansLines { break }
      end += 1
    }
    end = min(end, range.upperBound)
    let isClosed = end < range.upperBound && bytes[end] == quote
    content(start..<end)
    return isClosed ? end + (isTriple ? 3 : 1) : end
  }

  private func actionEnd(at index: Int, in range: Range<Int>) -> Int? {
    let rest = bytes[index..<range.upperBound]
    guard rest.hasPrefix("{{") else { return nil }
    let line = rest.prefix(1_000).prefix { $0 != 0x0A }
    return line.firstIndex(of: "}}").map { $0 + 2 }
  }

  /// Whether a quote is an apostrophe, as in `don't`; a shell's words may have strings in them.
  private func isApostrophe(at index: Int, in range: Range<Int>) -> Bool {
    bytes[index] == UInt8(ascii: "'") && !style.hasStreams && index > range.lowerBound
      && bytes[index - 1].isLetter
  }

  private mutating func content(_ range: Range<Int>) {
    let content = bytes[range]
    switch current {
    case .value(isTelling: true, _), .rest:
      compare(range)
      if !PlainValue.isPlainDespiteName(content) { hide(range) } else { name = content }
      hasValue = true
    case .value(isTelling: false, _):
      if isKey(range) {
        name = content
        return
      }
      compare(range)
      value(range)
      hasValue = true
    case .login:
      login(range)
      hasValue = true
    case .maybePassword:
      value(range)
      hasValue = true
    case .answer:
      guard !isAsked, isCommand(range) else { return answer(range) }
      expectation = .nothing
      nested(range)
    case .nothing:
      if style.hasStreams { note(range) }
      asks(range)
      operand = range
      nested(range)
      name = content.allSatisfy { !$0.isSpace } && content.count < 80 ? content : nil
    }
  }

  /// Whether a string is the key of a value: an operator follows it.
  private func isKey(_ range: Range<Int>) -> Bool {
    let rest = bytes[min(range.upperBound + 1, bytes.count)...].drop(while: \.isBlank)
    return rest.first == UInt8(ascii: ":") && brackets.last != nil && expectation == .nothing
  }

  /// Reads what stands in a string: a command, a header, an address.
  private mutating func nested(_ range: Range<Int>) {
    guard depth < 8 else { return hide(range) }
    if style.hasStreams, let secret = SecretShape.substitute(in: bytes[range]) { hide(secret) }
    let outer = (command, brackets, stream, choices, operand)
    // A word of a command in a list, `["mysql", "-pSECRET"]`, or a command of its own.
    let isWord = !bytes[range].contains(where: \.isSpace)
    depth += 1
    if !isWord { command = nil }
    (brackets, choices) = ([], [])
    stream = Stream()
    scan(range, isProse: !bytes[range].contains { $0 == UInt8(ascii: "\"") } && isSentence(range))
    depth -= 1
    if !isWord {
      for secret in Sentence.secrets(in: bytes[range], plain, isSentence: false) { hide(secret) }
    }
    command = isWord ? command : outer.0
    (brackets, stream, choices, operand) = (outer.1, outer.2, outer.3, outer.4)
    // An option waits for its value, which is another string: `["--password", "…"]`.
    if hasValue || !bytes[range].hasPrefix("-") { (expectation, hasValue) = (.nothing, false) }
  }

  private func isSentence(_ range: Range<Int>) -> Bool {
    bytes[range].filter { $0 == UInt8(ascii: "'") }.count % 2 == 1
  }
}
