extension ShellParser {
  /// From long to short: the first that fits is the operator.
  private static let operators = [
    "&>>", "<<-", "<<<", "&>", "<<", "<&", "<>", ">>", ">&", ">|", "<", ">",
  ].map { Array($0.utf8) }

  /// Reads a redirection; `nil`, not moved, when none begins at the index.
  mutating func redirection() -> ShellRedirection? {
    var length = 0
    while let byte = byte(length), ASCII.isDigit(byte) { length += 1 }
    guard let first = byte(length),
      first == ASCII.less || first == ASCII.greater || (first == ASCII.ampersand && length == 0)
    else { return nil }
    let rest = bytes[(index + length)..<end]
    guard let sign = Self.operators.first(where: { rest.starts(with: $0) }) else { return nil }
    // `<(…)` is a word.
    if sign.count == 1, byte(length + 1) == ASCII.openParenthesis { return nil }
    let descriptor = Int(String(decoding: bytes[index..<(index + length)], as: UTF8.self))
    index += length + sign.count
    let text = String(decoding: sign, as: UTF8.self)
    skipBlanks()
    if text == "<<" || text == "<<-" {
      return ShellRedirection(
        descriptor: descriptor, operator: text, target: nil,
        heredoc: heredoc(stripsTabs: text == "<<-"))
    }
    return ShellRedirection(
      descriptor: descriptor, operator: text, target: word(), heredoc: nil)
  }

  /// Reads the delimiter of a here-document, whose lines come behind the next line feed.
  private mutating func heredoc(stripsTabs: Bool) -> Int? {
    var delimiter: [UInt8] = []
    var isQuoted = false
    var quote: UInt8?
    let start = index
    while let byte = byte(), byte != ASCII.lineFeed, quote != nil || !Self.endsWord(byte) {
      index += 1
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == ASCII.singleQuote || byte == ASCII.doubleQuote {
        quote = byte
        isQuoted = true
      } else if byte == ASCII.backslash, quote != ASCII.singleQuote {
        isQuoted = true
        if let next = self.byte() {
          delimiter.append(next)
          index += 1
        }
      } else {
        delimiter.append(byte)
      }
    }
    guard index > start else {
      fail("a here-document needs a word that ends it", at: min(start, max(end - 1, 0)))
      return nil
    }
    heredocs.append(
      ShellHeredoc(
        delimiter: delimiter, stripsTabs: stripsTabs, isQuoted: isQuoted, body: start..<start))
    pending.append(heredocs.count - 1)
    return heredocs.count - 1
  }

  /// Reads the here-documents that the line before has opened.
  mutating func readHeredocs() {
    let opened = pending
    pending = []
    for number in opened {
      let start = index
      let heredoc = heredocs[number]
      var close: Int?
      while index < end, close == nil {
        let feed = bytes[index..<end].firstIndex(of: ASCII.lineFeed) ?? end
        var line = bytes[index..<feed]
        if line.last == ASCII.carriageReturn, feed < end { line.removeLast() }
        if heredoc.stripsTabs { line = line.drop { $0 == ASCII.tab } }
        if line.elementsEqual(heredoc.delimiter) { close = index }
        index = min(feed + 1, end)
      }
      if close == nil { fail("the here-document has no end", at: heredoc.body.lowerBound) }
      let next = index
      let body = start..<(close ?? end)
      heredocs[number].body = body
      guard !heredoc.isQuoted else { continue }
      index = start
      let parts = nested(at: start, otherwise: []) { parser in
        parser.bounded(to: body.upperBound) { parser in parser.text(until: nil, opened: start) }
      }
      heredocs[number].parts = parts
      index = next
    }
  }
}
