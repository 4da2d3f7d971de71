extension BraceReader {
  /// Reads a value: what stands up to the end of the line, a comma, a comment, or the end of the branch.
  mutating func readValue(
    of path: BracePath?, start: Int, isAppending: Bool, parent: Int
  ) throws(EditingError) {
    let floor = guards.count
    let around = guards
    while let byte = byte(), ASCII.isWhitespace(byte) { index += 1 }
    let valueStart = index
    var hasBlock = false
    while try continueValue(
      floor: floor, path: path, start: start, parent: parent, hasBlock: &hasBlock)
    {}
    var end = index
    while end > valueStart, ASCII.isWhitespace(bytes[end - 1]) { end -= 1 }
    guard end > valueStart else {
      throw EditingError(.malformed, "a key without a value", at: start)
    }
    try checkBranches(floor: floor, at: start)
    guard let path, !hasBlock else { return }
    settings.append(
      BraceSetting(
        path: path, value: text.string(in: valueStart..<end), isAppending: isAppending,
        guards: around, span: start..<end, valueSpan: valueStart..<end, parent: parent))
  }

  /// Reads a piece of a value; `false` where it ends.
  private mutating func continueValue(
    floor: Int, path: BracePath?, start: Int, parent: Int, hasBlock: inout Bool
  ) throws(EditingError) -> Bool {
    guard let byte = byte() else { return false }
    let isOpen = guards.count > floor
    if let action {
      if !isOpen, action.kind == .otherwise || action.kind == .end { return false }
      try follow(action, floor: floor)
      return true
    }
    switch byte {
    case ASCII.lineFeed, ASCII.comma, ASCII.closeBrace, ASCII.closeBracket:
      guard isOpen else { return false }
      if byte == ASCII.closeBrace || byte == ASCII.closeBracket {
        throw EditingError(
          .malformed, "this closes what was opened outside of the branch", at: index)
      }
      index += 1
    case _ where isAtComment:
      guard isOpen else { return false }
      try skipComment(floor: floor)
    case ASCII.openBrace:
      hasBlock = true
      try readBlock(path: path, start: start, parent: parent)
    default:
      try skipPiece(byte)
    }
    return true
  }

  /// Moves behind a string, a list, a substitution or one byte.
  private mutating func skipPiece(_ byte: UInt8) throws(EditingError) {
    switch byte {
    case ASCII.doubleQuote:
      try skipString()
    case ASCII.openBracket:
      try nested { reader throws(EditingError) in try reader.skipList() }
    case ASCII.dollar where self.byte(1) == ASCII.openBrace && isSubstitution:
      try skipSubstitution()
    default:
      index += 1
    }
  }

  /// Whether the brace behind the dollar sign is not the start of an action.
  private var isSubstitution: Bool { byte(2) != ASCII.openBrace }

  private mutating func skipSubstitution() throws(EditingError) {
    let start = index
    index += 2
    while let byte = byte(), byte != ASCII.lineFeed {
      if let action {
        try follow(action, floor: guards.count)
      } else {
        index += 1
        if byte == ASCII.closeBrace { return }
      }
    }
    throw EditingError(.malformed, "the substitution has no end", at: start)
  }

  /// Moves behind a list; the blocks in it have no path.
  private mutating func skipList() throws(EditingError) {
    let start = index
    let floor = guards.count
    index += 1
    while let byte = byte() {
      if let action {
        try follow(action, floor: floor)
      } else if isAtComment {
        try skipComment(floor: floor)
      } else if byte == ASCII.closeBracket {
        try checkBranches(floor: floor, at: start)
        index += 1
        return
      } else if byte == ASCII.closeBrace {
        throw EditingError(.malformed, "this closes nothing", at: index)
      } else if byte == ASCII.openBrace {
        let opening = index
        index += 1
        try nested { reader throws(EditingError) in
          try reader.readObject(path: nil, opening: opening)
        }
      } else {
        try skipPiece(byte)
      }
    }
    throw EditingError(.malformed, "the list is not closed", at: start)
  }
}
