/// Reads the variables of an env file, by the rules of Compose's own reader (compose-go's `dotenv`).
struct EnvReader {
  private let text: SourceText
  private var line = 0
  /// The first line of the comment above, while there is one.
  private var commentStart: Int?
  private(set) var entries: [EnvEntry] = []
  /// The first line that Compose refuses.
  private(set) var refused: Range<Int>?

  init(_ text: SourceText) {
    self.text = text
  }

  private var bytes: [UInt8] { text.bytes }

  mutating func read() throws(EditingError) {
    try read(to: text.lineStarts.count)
  }

  /// Reads some lines: those from `start` on, where no value goes on from the line before.
  ///
  /// - Returns: whether the last value ends before line `end`.
  mutating func read(from start: Int, to end: Int) throws(EditingError) -> Bool {
    line = start
    try read(to: end)
    return line == end
  }

  private mutating func read(to end: Int) throws(EditingError) {
    while line < end {
      let start = line
      let content = contentRange(line)
      line += 1
      let trimmed = text.trimmingBlanks(content)
      guard let first = trimmed.first else {
        commentStart = nil
        continue
      }
      let isComment = bytes[first] == ASCII.hash
      if let entry = try readEntry(content, from: first, isComment: isComment, at: start) {
        entries.append(entry)
        commentStart = nil
        line = text.lineIndex(at: max(entry.span.upperBound - 1, entry.span.lowerBound)) + 1
      } else if isComment {
        commentStart = commentStart ?? start
      } else {
        commentStart = nil
        // A name alone is passed on from the shell.
        if !bytes[trimmed].allSatisfy(Self.isName) { refused = refused ?? trimmed }
      }
    }
  }

  private func contentRange(_ line: Int) -> Range<Int> {
    let range = text.contentRange(ofLine: line)
    return range.lowerBound + (line == 0 ? text.byteOrderMarkLength : 0)..<range.upperBound
  }

  private mutating func readEntry(
    _ content: Range<Int>, from first: Int, isComment: Bool, at line: Int
  ) throws(EditingError) -> EnvEntry? {
    var index = isComment ? first + 1 : first
    // Behind "# ", prose is more likely: then a name in capitals and one word are asked for.
    let isLoose = isComment && index < content.upperBound && bytes[index] == ASCII.space
    if isLoose { index += 1 }
    let exported = bytes[index..<content.upperBound].starts(with: "export ".utf8)
    if exported {
      index += 7
      // Compose takes any number of blanks.
      while !isComment, index < content.upperBound, ASCII.isBlank(bytes[index]) { index += 1 }
    }
    let nameStart = index
    while index < content.upperBound,
      isComment ? ASCII.isNamePart(bytes[index]) : Self.isName(bytes[index])
    {
      index += 1
    }
    let name = text.string(in: nameStart..<index)
    if !isComment { while index < content.upperBound, ASCII.isBlank(bytes[index]) { index += 1 } }
    guard index < content.upperBound, let initial = name.utf8.first,
      bytes[index] == ASCII.equals || (!isComment && bytes[index] == ASCII.colon),
      !isComment || ASCII.isNameStart(initial)
    else { return nil }
    let value = try readValue(index + 1..<content.upperBound, canSpanLines: !isComment)
    if isLoose {
      let isWord = !bytes[text.trimmingBlanks(index + 1..<content.upperBound)]
        .contains(where: ASCII.isBlank)
      let isQuoted = value.text.utf8.count + 2 == value.span.count
      guard name == name.uppercased(), isWord || isQuoted else { return nil }
    }
    return EnvEntry(
      name: name, rawValue: text.string(in: value.span), value: value.text,
      template: template(of: value), isCommentedOut: isComment, comment: comment(to: line),
      span: content.lowerBound..<value.span.upperBound, valueSpan: value.span,
      commentSpan: (commentStart.map { text.lineStarts[$0] } ?? text.lineStarts[line])..<text
        .lineStarts[line],
      isExported: exported)
  }

  private func comment(to line: Int) -> [String] {
    (commentStart.map { $0..<line } ?? line..<line).map { index in
      let range = text.trimmingBlanks(contentRange(index))
      let rest = range.lowerBound + 1..<range.upperBound
      let hasSpace = rest.first.map { bytes[$0] == ASCII.space } == true
      return text.string(in: hasSpace ? rest.lowerBound + 1..<rest.upperBound : rest)
    }
  }

  /// What a name in an env file consists of, for Compose.
  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.dot, ASCII.minus, ASCII.openBracket, UInt8(ascii: "]"), 0x80...: true
    default: ASCII.isNamePart(byte)
    }
  }

  private mutating func readValue(
    _ range: Range<Int>, canSpanLines: Bool
  ) throws(EditingError) -> (span: Range<Int>, text: String) {
    let trimmed = text.trimmingBlanks(range)
    guard let first = trimmed.first else { return (range.lowerBound..<range.lowerBound, "") }
    let quote = bytes[first]
    guard quote == ASCII.doubleQuote || quote == ASCII.singleQuote else {
      return plainValue(trimmed)
    }
    if let end = closing(
      quote, from: first + 1, limit: canSpanLines ? bytes.count : range.upperBound)
    {
      let behind = text.trimmingBlanks(end + 1..<max(end + 1, range.upperBound))
      // Compose reads what stands behind the quotes as another line.
      if canSpanLines { note(end + 1) }
      if canSpanLines || behind.first.map({ bytes[$0] == ASCII.hash }) ?? true {
        return (first..<end + 1, unescaped(first + 1..<end, quote: quote))
      }
    }
    if canSpanLines { throw EditingError(.malformed, "the quote has no end", at: first) }
    return plainValue(trimmed)
  }

  /// Notes what stands behind the quotes of a value when Compose can't read it as a line.
  private mutating func note(_ start: Int) {
    let line = text.contentRange(ofLine: text.lineIndex(at: max(start - 1, 0)))
    let rest = text.trimmingBlanks(start..<max(start, line.upperBound))
    guard let first = rest.first, bytes[first] != ASCII.hash,
      !bytes[rest].allSatisfy(Self.isName)
    else { return }
    refused = refused ?? rest
  }

  /// A value without quotes: up to a blank and a hash.
  private func plainValue(_ range: Range<Int>) -> (span: Range<Int>, text: String) {
    var end = range.lowerBound
    while end < range.upperBound,
      bytes[end] != ASCII.space || end + 1 == range.upperBound || bytes[end + 1] != ASCII.hash
    {
      end += 1
    }
    let span = text.trimmingBlanks(range.lowerBound..<end)
    return (span, text.string(in: span))
  }

  private func closing(_ quote: UInt8, from start: Int, limit: Int) -> Int? {
    var index = start
    while index < limit {
      if bytes[index] == quote { return index }
      index += bytes[index] == ASCII.backslash ? 2 : 1
    }
    return nil
  }

  private func template(of value: (span: Range<Int>, text: String)) -> String? {
    guard let first = value.span.first else { return "" }
    switch bytes[first] {
    case ASCII.singleQuote where value.text.utf8.count < value.span.count: return nil
    case ASCII.doubleQuote where value.text.utf8.count < value.span.count:
      let inner = first + 1..<value.span.upperBound - 1
      return unescaped(inner, quote: ASCII.doubleQuote, dollar: [ASCII.dollar, ASCII.dollar])
    default: return value.text
    }
  }

  /// A quoted text with its escapes resolved; in single quotes only the quote has one.
  ///
  /// - Parameter dollar: what an escaped dollar sign becomes.
  private func unescaped(
    _ range: Range<Int>, quote: UInt8, dollar: [UInt8] = [ASCII.dollar]
  ) -> String {
    var result: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = bytes[offset]
      offset += 1
      guard byte == ASCII.backslash, offset < range.upperBound else {
        result.append(byte)
        continue
      }
      let escaped = bytes[offset]
      offset += 1
      switch escaped {
      case quote: result.append(escaped)
      case _ where quote == ASCII.singleQuote: result += [byte, escaped]
      case ASCII.dollar: result += dollar
      case ASCII.backslash: result.append(byte)
      case UInt8(ascii: "a"): result.append(0x07)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(ASCII.lineFeed)
      case UInt8(ascii: "r"): result.append(ASCII.carriageReturn)
      case UInt8(ascii: "t"): result.append(ASCII.tab)
      case UInt8(ascii: "v"): result.append(0x0B)
      default: result += [byte, escaped]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
