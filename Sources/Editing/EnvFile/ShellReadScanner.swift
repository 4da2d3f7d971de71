/// Finds the variables that a shell script reads.
struct ShellReadScanner {
  /// What the scanner is inside of.
  enum Context {
    case command, parenthesis, backtick, doubleQuote, heredoc
    /// `((…))`, with brackets in it counted.
    case arithmetic(depth: Int)
    /// `${…}`: which read it is, where its default begins, and whether `'` is a character like others.
    case parameter(read: Int?, from: Int, assigns: Bool, isQuoted: Bool)
  }

  struct Frame {
    let context: Context
    var words = ShellWords()
    /// What was assigned in it, to be forgotten when it is a process of its own.
    var assigned: [String] = []
  }

  let text: SourceText
  let limit: Int
  var index: Int
  var frames: [Frame]
  var reads: [ShellRead] = []
  var heredocs: [HeredocMarker] = []
  private var assigned: [String: Int] = [:]
  private var level = 0

  init(_ text: SourceText, in range: Range<Int>) {
    self.text = text
    index = range.lowerBound
    limit = range.upperBound
    frames = [Frame(context: .command)]
  }

  var bytes: [UInt8] { text.bytes }
  var byte: UInt8 { bytes[index] }

  func byte(_ distance: Int) -> UInt8? {
    let place = index + distance
    return place >= 0 && place < limit ? bytes[place] : nil
  }

  mutating func scan() {
    while index < limit {
      switch frames[frames.count - 1].context {
      case .command, .parenthesis, .backtick: scanCommand()
      case .doubleQuote: scanText(closing: ASCII.doubleQuote)
      case .heredoc: scanText(closing: nil)
      case .arithmetic(let depth): scanArithmetic(depth: depth)
      case .parameter(_, _, _, let isQuoted): scanParameter(isQuoted: isQuoted)
      }
    }
    while frames.count > 1 { pop() }
  }

  mutating func push(_ context: Context, length: Int) {
    frames.append(Frame(context: context))
    index += length
  }

  mutating func pop() {
    guard frames.count > 1, let frame = frames.popLast() else { return }
    for name in frame.assigned { assigned[name, default: 1] -= 1 }
    if case .parameter(let read?, let start, let assigns, _) = frame.context {
      // Defaults can nest: bounded, so that reading them takes linear time.
      let end = min(index, limit, start + 1024)
      reads[read].defaultText = withoutQuotes(text.string(in: min(start, end)..<end))
      if assigns { assign(reads[read].name) }
    }
  }

  mutating func assign(_ name: String) {
    assigned[name, default: 0] += 1
    frames[frames.count - 1].assigned.append(name)
  }

  /// Reads what a dollar sign begins.
  mutating func scanDollar() {
    switch byte(1) {
    case ASCII.openParenthesis where byte(2) == ASCII.openParenthesis:
      push(.arithmetic(depth: 0), length: 3)
    case ASCII.openParenthesis:
      push(.parenthesis, length: 2)
    case ASCII.openBrace:
      scanBracedName()
    case let next? where ASCII.isNameStart(next):
      let start = index
      index += 1
      addRead(readName(), at: start)
    default:
      index += 1
    }
  }

  private mutating func readName() -> String {
    let start = index
    while index < limit, ASCII.isNamePart(byte) { index += 1 }
    return text.string(in: start..<index)
  }

  private mutating func addRead(_ name: String, at offset: Int) {
    reads.append(
      ShellRead(name: name, offset: offset, isAssigned: assigned[name, default: 0] > 0))
  }

  private mutating func scanBracedName() {
    let start = index
    let isQuoted =
      switch frames[frames.count - 1].context {
      case .doubleQuote, .heredoc, .parameter(_, _, _, true): true
      default: false
      }
    index += 2
    if index + 1 < limit, byte == ASCII.hash || byte == ASCII.exclamation,
      let next = byte(1), ASCII.isNameStart(next)
    {
      index += 1
    }
    guard index < limit, ASCII.isNameStart(byte) else {
      return push(.parameter(read: nil, from: index, assigns: false, isQuoted: isQuoted), length: 0)
    }
    addRead(readName(), at: start)
    let colon = byte(0) == ASCII.colon ? 1 : 0
    let sign = byte(colon)
    let hasDefault = sign == ASCII.minus || sign == ASCII.equals
    let from = index + colon + 1
    push(
      .parameter(
        read: hasDefault ? reads.count - 1 : nil, from: from, assigns: sign == ASCII.equals,
        isQuoted: isQuoted), length: hasDefault ? colon + 1 : 0)
  }

  private func withoutQuotes(_ text: String) -> String {
    guard text.utf8.count >= 2, let first = text.utf8.first, first == text.utf8.last,
      first == ASCII.doubleQuote || first == ASCII.singleQuote,
      text.utf8.count(where: { $0 == first }) == 2
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}

extension ShellReadScanner {
  /// Reads the here-documents that the line behind the index has opened.
  mutating func scanHeredocs() {
    let markers = heredocs
    heredocs = []
    for marker in markers {
      let start = index
      var end = limit
      var line = text.lineIndex(at: min(index, max(limit - 1, 0)))
      while index < limit {
        let content = text.contentRange(ofLine: line).clamped(to: index..<limit)
        let next = min(text.lineRange(line).upperBound, limit)
        line += 1
        if marker.ends(bytes[content]) {
          end = index
          index = next
          break
        }
        index = next
      }
      guard !marker.isQuoted, level < 16 else { continue }
      var inner = ShellReadScanner(text, in: start..<end)
      inner.frames = [Frame(context: .heredoc)]
      inner.assigned = assigned
      inner.level = level + 1
      inner.scan()
      reads += inner.reads
    }
  }
}
