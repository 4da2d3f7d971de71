/// What words come to.
extension ShellMachine {
  /// A word as one text, as assignments, tests and redirections take it.
  mutating func string(of word: ShellWord) throws(EditingError) -> TracedText {
    if let home = home(word) { return home }
    return try string(of: word.parts)
  }

  mutating func string(of parts: [ShellWord.Part]) throws(EditingError) -> TracedText {
    var result = TracedText("")
    for part in parts {
      let text: TracedText
      switch part {
      case .bare(let bare), .quoted(let bare): text = TracedText(bare)
      case .doubleQuoted(let inner): text = try string(of: inner)
      case .command(let list): text = try output(of: list)
      case .arithmetic(let inner): text = try self.text(ofNumber: inner)
      case .parameter(let parameter):
        switch try expansion(of: parameter) {
        case .items(let items): text = TracedText(items, separator: " ")
        case .word(let argument): text = try string(of: argument)
        }
      }
      try charge(text.count / 64)
      result.append(text)
    }
    return result
  }

  /// A word as a command gets it: braces make several of it, and what stands in no quotes is split at blanks.
  mutating func fields(of word: ShellWord) throws(EditingError) -> [TracedText] {
    if let home = home(word) { return [home] }
    guard let words = word.parts.alternatives else {
      return [TracedText(unknown: note("`\(source(word.span))`", at: word.span.lowerBound))]
    }
    var fields: [TracedText] = []
    for parts in words {
      var builder = ShellFields()
      try add(parts, to: &builder)
      builder.flush()
      fields += builder.fields
      try charge(fields.count / 8)
    }
    return fields
  }

  /// - Parameter isArgument: whether blanks in no quotes split it, as behind `:-`.
  private mutating func add(
    _ parts: [ShellWord.Part], to fields: inout ShellFields, isArgument: Bool = false
  ) throws(EditingError) {
    for part in parts {
      switch part {
      case .bare(let text) where isArgument: fields.split(TracedText(text))
      case .bare(let text): fields.add(TracedText(text), isPattern: true)
      case .quoted(let text): fields.add(TracedText(text))
      case .doubleQuoted(let inner):
        // Each item of a list is a word of its own.
        guard inner.count == 1, case .parameter(let parameter) = inner[0], parameter.isList else {
          fields.add(try string(of: inner))
          continue
        }
        switch try expansion(of: parameter) {
        case .items(let items): fields.add(items: items)
        case .word(let argument): fields.add(try string(of: argument))
        }
      case .command, .arithmetic: fields.split(try string(of: [part]))
      case .parameter(let parameter):
        switch try expansion(of: parameter) {
        case .items(let items):
          for (index, item) in items.enumerated() {
            if index > 0 { fields.flush() }
            fields.split(item)
          }
        // What stands in the braces has quotes of its own.
        case .word(let argument): try add(argument, to: &fields, isArgument: true)
        }
      }
    }
  }

  /// Why a word that begins with a tilde isn't known.
  private mutating func home(_ word: ShellWord) -> TracedText? {
    guard case .bare(let text)? = word.parts.first, text.hasPrefix("~") else { return nil }
    return TracedText(unknown: note("`~`", at: word.span.lowerBound))
  }
}

/// The words that are made of one.
struct ShellFields {
  private(set) var fields: [TracedText] = []
  private var current: TracedText?
  private var pattern: [UInt8] = []

  mutating func add(_ text: TracedText, isPattern: Bool = false) {
    var field = current ?? TracedText("")
    field.append(text)
    current = field
    if isPattern { pattern += text.bytes ?? [] }
  }

  mutating func add(items: [TracedText]) {
    for (index, item) in items.enumerated() {
      if index > 0 { flush() }
      add(item)
    }
  }

  /// Adds what is split at blanks.
  mutating func split(_ text: TracedText) {
    for (index, piece) in text.splitAtBlanks.enumerated() {
      if index > 0 { flush() }
      if piece != TracedText("") { add(piece, isPattern: true) }
    }
  }

  /// Ends a word; one with a pattern is whatever files there are.
  mutating func flush() {
    if let field = current {
      fields.append(
        ShellPattern.isPattern(pattern)
          ? TracedText(unknown: "what `\(field.label)` matches") : field)
    }
    (current, pattern) = (nil, [])
  }
}

extension TracedText {
  /// Texts one behind the other.
  init(_ texts: [TracedText], separator: String) {
    self.init("")
    for (index, text) in texts.enumerated() {
      if index > 0 { append(TracedText(separator)) }
      append(text)
    }
  }

  /// Whether it is empty; `nil` when that isn't known.
  var isEmpty: Bool? { count > 0 ? false : unknown == nil ? true : nil }

  /// The parts between spaces, tabs and line feeds; empty ones at the ends when blanks stand there.
  fileprivate var splitAtBlanks: [TracedText] {
    guard let bytes else { return [self] }
    var result: [TracedText] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if ASCII.isBlank(bytes[index]) || bytes[index] == ASCII.lineFeed {
        result.append(self[start..<index])
        while index < bytes.count, ASCII.isBlank(bytes[index]) || bytes[index] == ASCII.lineFeed {
          index += 1
        }
        start = index
      } else {
        index += 1
      }
    }
    result.append(self[start..<bytes.count])
    return result
  }
}
