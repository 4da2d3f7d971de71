/// Reads the variables of an env file.
struct EnvReader {
  private let text: SourceText
  private var line = 0
  /// The first line of the comment above, while there is one.
  private var commentStart: Int?
  private(set) var entries: [EnvEntry] = []

  init(_ text: SourceText) {
    self.text = text
  }

  private var bytes: [UInt8] { text.bytes }

  mutating func read() throws(EditingError) {
    while line < text.lineStarts.count {
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
      }
    }
  }

  private func contentRange(_ line: Int) -> Range<Int> {
    let range = text.contentRange(ofLine: line)
    return range.lowerBound + (line == 0 ? text.byteOrderMarkLength : 0)..<range.upperBound
  }

  private func readEntry(
    _ content: Range<Int>, from first: Int, isComment: Bool, at line: Int
  ) throws(EditingError) -> EnvEntry? {
    var index = isComment ? first + 1 : first
    // Behind "# ", prose is more likely: then a name in capitals and one word are asked for.
    let isLoose = isComment && index < content.upperBound && bytes[index] == ASCII.space
    if isLoose { index += 1 }
    let exported = bytes[index..<content.upperBound].starts(with: "export ".utf8)
    if exported { index += 7 }
    let nameStart = index
    while index < content.upperBound, ASCII.isNamePart(bytes[index]) { index += 1 }
    let name = text.string(in: nameStart..<index)
    if !isComment { while index < content.upperBound, ASCII.isBlank(bytes[index]) { index += 1 } }
    guard index < content.upperBound, bytes[index] == ASCII.equals,
      let initial = name.utf8.first, ASCII.isNameStart(initial)
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
      isCommentedOut: isComment, comment: comment(to: line),
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

  private func readValue(
    _ range: Range<Int>, canSpanLines: Bool
  ) throws(EditingError) -> (span: Range<Int>, text: String) {
    let trimmed = text.trimmingBlanks(range)
    guard let first = trimmed.first else { return (range.lowerBound..<range.lowerBound, "") }
    let quote = bytes[first]
    if quote == ASCII.doubleQuote || quote == ASCII.singleQuote {
      let limit = canSpanLines ? bytes.count : range.upperBound
      if let end = closing(quote, from: first + 1, limit: limit) {
        let rest = bytes[(end + 1)..<lineEnd(at: end)]
        let next = rest.first { !ASCII.isBlank($0) }
        if next == nil || (next == ASCII.hash && rest.first.map(ASCII.isBlank) == true) {
          return (first..<end + 1, unescaped(first + 1..<end, quote: quote))
        }
        // With more behind it on the same line, the quote is a part of a plain value.
        guard end >= range.upperBound else { return plainValue(range, from: first) }
      }
      if canSpanLines { throw EditingError(.malformed, "the quote has no end", at: first) }
    }
    return plainValue(range, from: first)
  }

  private func lineEnd(at offset: Int) -> Int {
    max(offset + 1, text.contentRange(ofLine: text.lineIndex(at: offset)).upperBound)
  }

  /// A value without quotes: up to a comment that has a blank before it.
  private func plainValue(_ range: Range<Int>, from first: Int) -> (span: Range<Int>, text: String)
  {
    var end = first
    while end < range.upperBound,
      bytes[end] != ASCII.hash || (end > range.lowerBound && !ASCII.isBlank(bytes[end - 1]))
    {
      end += 1
    }
    let span = text.trimmingBlanks(first..<end)
    return span.isEmpty
      ? (range.lowerBound..<range.lowerBound, "") : (span, text.string(in: span))
  }

  private func closing(_ quote: UInt8, from start: Int, limit: Int) -> Int? {
    var index = start
    while index < limit {
      if bytes[index] == quote { return index }
      index += bytes[index] == ASCII.backslash && quote == ASCII.doubleQuote ? 2 : 1
    }
    return nil
  }

  private func unescaped(_ range: Range<Int>, quote: UInt8) -> String {
    guard quote == ASCII.doubleQuote else { return text.string(in: range) }
    var result: [UInt8] = []
    var isEscaped = false
    for byte in bytes[range] {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "n"): result.append(ASCII.lineFeed)
        case UInt8(ascii: "r"): result.append(ASCII.carriageReturn)
        case UInt8(ascii: "t"): result.append(ASCII.tab)
        case ASCII.doubleQuote, ASCII.backslash, ASCII.dollar: result.append(byte)
        default: result += [ASCII.backslash, byte]
        }
      } else if byte != ASCII.backslash {
        result.append(byte)
      }
      isEscaped = !isEscaped && byte == ASCII.backslash
    }
    return String(decoding: result, as: UTF8.self)
  }
}
