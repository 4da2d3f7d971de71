extension BraceReader {
  /// Reads a key and what it is set to, or an `include` line.
  mutating func readItem(path: BracePath?, parent: Int) throws(EditingError) {
    let start = index
    if isAtInclude { return skipLine() }
    guard let key = try readKey(start: start) else { return }
    guard !key.contains("") else {
      throw EditingError(.malformed, "a part of the key is empty", at: start)
    }
    let full = path?.appending(key)
    guard (full?.components.count ?? 0) <= Self.maximumDepth else {
      throw EditingError(.tooLarge, "the path has too many parts", at: start)
    }
    if byte() == ASCII.openBrace {
      try readBlock(path: full, start: start, parent: parent)
    } else {
      let isAppending = byte() == ASCII.plus
      index += isAppending ? 2 : 1
      try readValue(of: full, start: start, isAppending: isAppending, parent: parent)
    }
  }

  /// Whether an `include` statement begins at the index.
  private var isAtInclude: Bool {
    guard bytes[index...].starts(with: "include".utf8) else { return false }
    let rest = bytes[(index + 7)...]
    guard let next = rest.first, ASCII.isBlank(next) else { return false }
    guard let operand = rest.first(where: { !ASCII.isBlank($0) }) else { return false }
    return ![ASCII.equals, ASCII.colon, ASCII.openBrace, ASCII.plus].contains(operand)
      || rest.drop(while: ASCII.isBlank).starts(with: "{{".utf8)
  }

  /// Moves to the end of the line, or to an action that ends the branch.
  private mutating func skipLine() {
    while let byte = byte(), byte != ASCII.lineFeed {
      guard let action else {
        index += 1
        continue
      }
      if [.open, .otherwise, .end].contains(action.kind) { return }
      skip(action)
    }
  }

  /// Reads a key up to its separator or brace; `nil` for a line that has only actions that put something out.
  private mutating func readKey(start: Int) throws(EditingError) -> [String]? {
    var parts: [[UInt8]] = [[]]
    var hasText = false
    while let byte = byte() {
      if let action, action.kind != .output {
        if !hasText { return nil }
        throw EditingError(.malformed, "a template branch in a key", at: action.span.lowerBound)
      } else if let action {
        parts[parts.count - 1].append(contentsOf: bytes[action.span])
        skip(action)
      } else if byte == ASCII.doubleQuote {
        let from = index
        try skipString()
        parts[parts.count - 1].append(contentsOf: bytes[(from + 1)..<(index - 1)])
        hasText = true
      } else if byte == ASCII.equals || byte == ASCII.colon || byte == ASCII.openBrace
        || (byte == ASCII.plus && self.byte(1) == ASCII.equals)
      {
        return parts.map(Self.trimmed)
      } else if [ASCII.lineFeed, ASCII.comma, ASCII.closeBrace, ASCII.closeBracket].contains(byte)
        || isAtComment
      {
        break
      } else if byte == ASCII.dot {
        parts.append([])
        index += 1
      } else {
        parts[parts.count - 1].append(byte)
        hasText = hasText || !ASCII.isWhitespace(byte)
        index += 1
      }
    }
    guard !hasText else { throw EditingError(.malformed, "a key without a value", at: start) }
    return nil
  }

  private static func trimmed(_ bytes: [UInt8]) -> String {
    let front = bytes.drop(while: ASCII.isWhitespace)
    let end = front.lastIndex { !ASCII.isWhitespace($0) }.map { $0 + 1 } ?? front.startIndex
    return String(decoding: front[..<end], as: UTF8.self)
  }

  /// Reads a block, the index being at its brace.
  mutating func readBlock(
    path: BracePath?, start: Int, parent: Int
  ) throws(EditingError) {
    let opening = index
    let around = guards
    index += 1
    try nested { reader throws(EditingError) in
      try reader.readObject(path: path, opening: opening)
    }
    guard let path else { return }
    blocks.append(
      BraceBlock(
        path: path, guards: around, span: start..<index, body: opening + 1..<index - 1,
        parent: parent))
  }
}
