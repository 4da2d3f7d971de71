/// Reads blocks and settings, keeping count of the template branches that they stand in.
struct BraceReader {
  /// How deep blocks, lists, conditionals and paths can go.
  static let maximumDepth = 64

  let text: SourceText
  let actions: [TemplateAction]
  var index: Int
  private var nextAction = 0
  private var depth = 0
  private var branches = TemplateBranches()
  var blocks: [BraceBlock] = []
  var settings: [BraceSetting] = []
  /// Whether braces without a name stand around the document.
  private(set) var hasOuterBraces = false

  init(_ template: GoTemplate) {
    text = template.text
    actions = template.actions
    index = template.text.byteOrderMarkLength
  }

  /// The template branches that the index is in.
  var guards: [TemplateGuard] { branches.open }
  var bytes: [UInt8] { text.bytes }
  var isAtEnd: Bool { index >= bytes.count }

  /// The byte at the index, or behind it.
  func byte(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  /// The action that begins at the index.
  var action: TemplateAction? {
    nextAction < actions.count && actions[nextAction].span.lowerBound == index
      ? actions[nextAction] : nil
  }

  /// Whether a comment begins at the index.
  var isAtComment: Bool {
    byte() == ASCII.hash || (byte() == ASCII.slash && byte(1) == ASCII.slash)
  }

  mutating func skip(_ action: TemplateAction) {
    index = action.span.upperBound
    nextAction += 1
  }

  mutating func read() throws(EditingError) {
    try readObject(path: BracePath(components: []), opening: nil)
  }

  /// Moves behind an action, and follows it into or out of a branch.
  ///
  /// - Parameter floor: how many branches were open where the block, list or string around it began.
  mutating func follow(_ action: TemplateAction, floor: Int) throws(EditingError) {
    try branches.follow(action, floor: floor)
    skip(action)
  }

  /// Checks that no branch is open that wasn't when a block or list began.
  func checkBranches(floor: Int, at place: Int) throws(EditingError) {
    try branches.check(floor: floor, at: place)
  }

  /// Runs a step one level deeper.
  mutating func nested(
    _ body: (inout BraceReader) throws(EditingError) -> Void
  ) throws(EditingError) {
    guard depth < Self.maximumDepth else {
      throw EditingError(.tooLarge, "blocks are nested too deep", at: index)
    }
    depth += 1
    try body(&self)
    depth -= 1
  }

  /// Reads a block's contents to behind its closing brace; the whole document when there is no opening one.
  ///
  /// - Parameter path: `nil` in lists, where settings have no path.
  mutating func readObject(path: BracePath?, opening: Int?) throws(EditingError) {
    let floor = guards.count
    let body = opening.map { $0 + 1 } ?? -1
    while let byte = byte() {
      if let action, action.kind != .output {
        try follow(action, floor: floor)
      } else if ASCII.isWhitespace(byte) || byte == ASCII.comma {
        index += 1
      } else if isAtComment {
        try skipComment(floor: floor)
      } else if byte == ASCII.closeBrace, let opening {
        try checkBranches(floor: floor, at: opening)
        index += 1
        return
      } else if byte == ASCII.closeBrace || byte == ASCII.closeBracket {
        throw EditingError(.malformed, "this closes nothing", at: index)
      } else if byte == ASCII.openBrace, self.action == nil {
        try readBareBraces(path: path, isTop: opening == nil)
      } else {
        try readItem(path: path, parent: body)
      }
    }
    if let unclosed = guards.last, guards.count > floor {
      throw EditingError(.malformed, "`\(unclosed.text)` has no end", at: unclosed.opening)
    }
    if let opening { throw EditingError(.malformed, "the brace is not closed", at: opening) }
  }

  /// Reads the braces that can stand around a whole document.
  private mutating func readBareBraces(path: BracePath?, isTop: Bool) throws(EditingError) {
    guard isTop else { throw EditingError(.malformed, "a block without a name", at: index) }
    hasOuterBraces = true
    let opening = index
    index += 1
    try nested { reader throws(EditingError) in
      try reader.readObject(path: path, opening: opening)
    }
  }

  /// Moves to the end of a comment's line; the template acts in comments as everywhere.
  mutating func skipComment(floor: Int) throws(EditingError) {
    while let byte = byte(), byte != ASCII.lineFeed {
      if let action { try follow(action, floor: floor) } else { index += 1 }
    }
  }

  /// Moves behind a quoted string, `"…"` or `"""…"""`.
  mutating func skipString() throws(EditingError) {
    let start = index
    let floor = guards.count
    let isTriple = byte(1) == ASCII.doubleQuote && byte(2) == ASCII.doubleQuote
    index += isTriple ? 3 : 1
    while let byte = byte() {
      if let action {
        try follow(action, floor: floor)
      } else if byte == ASCII.doubleQuote, !isTriple {
        index += 1
        return try checkBranches(floor: floor, at: start)
      } else if byte == ASCII.doubleQuote, self.byte(1) == byte, self.byte(2) == byte {
        index += 3
        while self.byte() == ASCII.doubleQuote { index += 1 }
        return try checkBranches(floor: floor, at: start)
      } else if byte == ASCII.lineFeed, !isTriple {
        break
      } else {
        // What is escaped can be the start of an action all the same.
        let isEscape = byte == ASCII.backslash && !isTriple && self.byte(1) != ASCII.openBrace
        index += isEscape ? 2 : 1
      }
    }
    throw EditingError(.malformed, "the string has no end", at: start)
  }
}
