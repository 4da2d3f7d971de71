/// Reads directives and blocks, keeping count of the template branches that they stand in.
///
/// By `ngx_conf_read_token`: words end at blanks, semicolons and opening braces; a brace behind a dollar sign is part of
/// a variable, and quotes and comments begin where a word does.
struct NginxReader {
  /// How deep blocks and conditionals can go.
  private static let maximumDepth = 64

  private let text: SourceText
  private let actions: [TemplateAction]
  private var index: Int
  private var nextAction = 0
  private var depth = 0
  private var branches = TemplateBranches()
  private(set) var statements: [NginxStatement] = []

  init(_ template: GoTemplate) {
    text = template.text
    actions = template.actions
    index = template.text.byteOrderMarkLength
  }

  private var guards: [TemplateGuard] { branches.open }

  private var byte: UInt8? { index < text.bytes.count ? text.bytes[index] : nil }

  /// The action that begins at the index.
  private var action: TemplateAction? {
    nextAction < actions.count && actions[nextAction].span.lowerBound == index
      ? actions[nextAction] : nil
  }

  mutating func read() throws(EditingError) {
    try readBlock(opening: nil)
  }

  private mutating func readBlock(opening: Int?) throws(EditingError) {
    let floor = guards.count
    let parent = opening.map { $0 + 1 } ?? -1
    while let byte {
      if let action, action.kind != .output {
        try follow(action, floor: floor)
      } else if ASCII.isWhitespace(byte) {
        index += 1
      } else if byte == ASCII.hash {
        try skipComment(floor: floor)
      } else if byte == ASCII.closeBrace, let opening {
        try checkBranches(floor: floor, at: opening)
        index += 1
        return
      } else if self.action == nil,
        [ASCII.closeBrace, ASCII.openBrace, ASCII.semicolon].contains(byte)
      {
        throw EditingError(.malformed, "this belongs to no directive", at: index)
      } else {
        try readStatement(parent: parent)
      }
    }
    if guards.count > floor {
      throw EditingError(
        .malformed, "`\(guards[floor].text)` has no end", at: guards[floor].opening)
    }
    if let opening { throw EditingError(.malformed, "the brace is not closed", at: opening) }
  }

  private mutating func readStatement(parent: Int) throws(EditingError) {
    let (start, around) = (index, guards)
    var words: [UInt8] = []
    while let byte {
      let isStart = words.last.map(ASCII.isWhitespace) ?? true
      if let action {
        if action.kind == .output { words += text.bytes[action.span] }
        try follow(action, floor: around.count)
      } else if isStart, byte == ASCII.doubleQuote || byte == ASCII.singleQuote {
        words += try readQuoted(byte, floor: around.count)
      } else if isStart, byte == ASCII.hash {
        try skipComment(floor: around.count)
        words.append(ASCII.space)
      } else if isStart, byte == ASCII.closeBrace {
        break
      } else if byte == ASCII.semicolon {
        index += 1
        try checkBranches(floor: around.count, at: start)
        return add(words, around, start, body: nil, parent)
      } else if byte == ASCII.openBrace, words.last != ASCII.dollar {
        try checkBranches(floor: around.count, at: start)
        return try readBody(words, around, start, parent)
      } else {
        let length = byte == ASCII.backslash && index + 1 < text.bytes.count ? 2 : 1
        words += text.bytes[index..<index + length]
        index += length
      }
    }
    throw EditingError(.malformed, "the directive has no semicolon at its end", at: start)
  }

  private mutating func readBody(
    _ words: [UInt8], _ around: [TemplateGuard], _ start: Int, _ parent: Int
  ) throws(EditingError) {
    guard depth < Self.maximumDepth else {
      throw EditingError(.tooLarge, "blocks are nested too deep", at: index)
    }
    let opening = index
    index += 1
    depth += 1
    try readBlock(opening: opening)
    depth -= 1
    add(words, around, start, body: opening + 1..<index - 1, parent)
  }

  private mutating func add(
    _ words: [UInt8], _ around: [TemplateGuard], _ start: Int, body: Range<Int>?, _ parent: Int
  ) {
    statements.append(
      NginxStatement(
        words: foldingWhitespace(words), guards: around, span: start..<index, body: body,
        parent: parent))
  }

  private mutating func readQuoted(_ quote: UInt8, floor: Int) throws(EditingError) -> [UInt8] {
    let start = index
    index += 1
    while let byte {
      if let action {
        try follow(action, floor: floor)
      } else if byte == quote {
        index += 1
        return Array(text.bytes[start..<index])
      } else {
        index += byte == ASCII.backslash && index + 1 < text.bytes.count ? 2 : 1
      }
    }
    throw EditingError(.malformed, "the quote has no end", at: start)
  }

  /// Moves to the end of a comment's line; the template acts in comments as everywhere.
  private mutating func skipComment(floor: Int) throws(EditingError) {
    while let byte, byte != ASCII.lineFeed {
      if let action { try follow(action, floor: floor) } else { index += 1 }
    }
  }

  /// Moves behind an action, and follows it into or out of a branch.
  private mutating func follow(_ action: TemplateAction, floor: Int) throws(EditingError) {
    try branches.follow(action, floor: floor)
    index = action.span.upperBound
    nextAction += 1
  }

  private func checkBranches(floor: Int, at place: Int) throws(EditingError) {
    try branches.check(floor: floor, at: place)
  }
}
