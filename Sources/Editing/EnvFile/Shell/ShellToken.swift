/// A piece of a shell script: a word as it is written, or a sign that separates commands.
struct ShellToken {
  /// The word, or the sign: `&&`, `||`, `|`, `&`, `;`, `(`, `)`, a line feed.
  let text: String
  let isWord: Bool
  let offset: Int

  /// The pieces of a script; comments and here-documents are left out.
  static func tokens(of text: SourceText) -> [ShellToken] {
    var reader = ShellTokenReader(text)
    reader.read()
    return reader.tokens
  }
}

private struct ShellTokenReader {
  private let text: SourceText
  private var index = 0
  private var heredocs: [HeredocMarker] = []
  private(set) var tokens: [ShellToken] = []

  init(_ text: SourceText) {
    self.text = text
  }

  private var bytes: [UInt8] { text.bytes }
  private func byte(_ distance: Int) -> UInt8? {
    let place = index + distance
    return place >= 0 && place < bytes.count ? bytes[place] : nil
  }

  mutating func read() {
    while index < bytes.count {
      switch bytes[index] {
      case ASCII.space, ASCII.tab, ASCII.carriageReturn:
        index += 1
      case ASCII.backslash where byte(1) == ASCII.lineFeed:
        index += 2
      case ASCII.hash:
        while index < bytes.count, bytes[index] != ASCII.lineFeed { index += 1 }
      case ASCII.lineFeed:
        addSign(length: 1)
        skipHeredocs()
      case ASCII.ampersand, ASCII.pipe:
        addSign(length: byte(1) == bytes[index] ? 2 : 1)
      case ASCII.semicolon, ASCII.openParenthesis, ASCII.closeParenthesis:
        addSign(length: 1)
      default:
        readWord()
      }
    }
  }

  private mutating func addSign(length: Int) {
    let sign = text.string(in: index..<index + length)
    tokens.append(ShellToken(text: sign, isWord: false, offset: index))
    index += length
  }

  private mutating func readWord() {
    let start = index
    /// What closes the quotes and brackets that are open, from outside in.
    var open: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == ASCII.backslash, open.last != ASCII.singleQuote {
        index += 2
      } else if let closing = open.last {
        if byte == closing { open.removeLast() } else { Self.nest(byte, in: closing, &open) }
        index += opens(byte, in: closing, &open) ? 2 : 1
      } else if isEnd(byte) {
        break
      } else {
        if byte == ASCII.doubleQuote || byte == ASCII.singleQuote || byte == ASCII.backtick {
          open.append(byte)
        }
        index += opens(byte, in: nil, &open) ? 2 : 1
      }
    }
    index = min(index, bytes.count)
    let word = text.string(in: start..<index)
    if let marker = HeredocMarker(word.utf8) { heredocs.append(marker) }
    tokens.append(ShellToken(text: word, isWord: true, offset: start))
  }

  /// Opens `$(` and `${`.
  private func opens(_ byte: UInt8, in closing: UInt8?, _ open: inout [UInt8]) -> Bool {
    guard byte == ASCII.dollar, closing != ASCII.singleQuote, open.count < 256 else { return false }
    switch self.byte(1) {
    case ASCII.openParenthesis: open.append(ASCII.closeParenthesis)
    case ASCII.openBrace: open.append(ASCII.closeBrace)
    default: return false
    }
    return true
  }

  /// Opens quotes and brackets inside of others.
  private static func nest(_ byte: UInt8, in closing: UInt8, _ open: inout [UInt8]) {
    guard closing != ASCII.singleQuote, open.count < 256 else { return }
    let isCommand = closing == ASCII.closeParenthesis || closing == ASCII.backtick
    switch byte {
    case ASCII.doubleQuote, ASCII.backtick: open.append(byte)
    case ASCII.singleQuote where isCommand: open.append(byte)
    case ASCII.openParenthesis where closing == ASCII.closeParenthesis:
      open.append(ASCII.closeParenthesis)
    default: break
    }
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.lineFeed, ASCII.pipe, ASCII.semicolon,
      ASCII.openParenthesis, ASCII.closeParenthesis:
      true
    // In `2>&1` it is no sign.
    case ASCII.ampersand: self.byte(-1) != ASCII.greater
    default: false
    }
  }

  private mutating func skipHeredocs() {
    for marker in heredocs {
      while index < bytes.count {
        let line = text.lineIndex(at: index)
        let content = text.contentRange(ofLine: line)
        index = text.lineRange(line).upperBound
        if marker.ends(bytes[content]) { break }
      }
    }
    heredocs = []
  }
}
