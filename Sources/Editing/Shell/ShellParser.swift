/// Reads a script from left to right, once.
///
/// What has no end ends with the script, and what stands where it cannot is passed over: scripts that are only looked
/// at have to be read as far as they go. The first such place is kept as ``problem``.
struct ShellParser {
  /// How deep commands, substitutions and quotes may stand in one another.
  static let maximumDepth = 64

  let bytes: [UInt8]
  var index: Int
  /// Where what is read now ends: the script, a here-document, what stands between backticks.
  var end: Int
  private var depth = 0
  var heredocs: [ShellHeredoc] = []
  /// The here-documents that begin behind the next line feed.
  var pending: [Int] = []
  var lastComment: Range<Int>?
  private(set) var problem: EditingError?

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
    end = bytes.count
  }

  /// What ends a list of commands.
  struct Stops: OptionSet {
    let rawValue: Int
    static let parenthesis = Stops(rawValue: 1)
    static let brace = Stops(rawValue: 2)
    static let then = Stops(rawValue: 4)
    static let otherwise = Stops(rawValue: 8)
    static let fi = Stops(rawValue: 16)
    static let `do` = Stops(rawValue: 32)
    static let done = Stops(rawValue: 64)
    static let esac = Stops(rawValue: 128)
    static let doubleSemicolon = Stops(rawValue: 256)
    /// Those that close something: they end what stands in it, too, though that has no end of its own then.
    static let closing: Stops = [.parenthesis, .brace, .fi, .done, .esac, .doubleSemicolon]
  }

  func byte(_ distance: Int = 0) -> UInt8? {
    let place = index + distance
    return place < end ? bytes[place] : nil
  }

  mutating func script() -> ShellList {
    var result = list([])
    while index < end {
      // Only a bracket stops a list that nothing stops.
      fail("the bracket closes nothing", at: index)
      index += 1
      result.items += list([]).items
    }
    return result
  }

  mutating func fail(
    _ message: String, at offset: Int, _ kind: EditingError.Kind = .malformed
  ) {
    problem = problem ?? EditingError(kind, message, at: offset)
  }

  mutating func unclosed(_ offset: Int) {
    fail("what is opened here is not closed", at: offset)
  }

  /// Reads something that stands in something else.
  mutating func nested<Result>(
    at offset: Int, otherwise: Result, _ body: (inout ShellParser) -> Result
  ) -> Result {
    guard depth < Self.maximumDepth else {
      fail("nested too deep", at: offset, .tooLarge)
      index = end
      return otherwise
    }
    depth += 1
    defer { depth -= 1 }
    return body(&self)
  }

  /// Reads with an end of its own.
  mutating func bounded<Result>(
    to limit: Int, _ body: (inout ShellParser) -> Result
  ) -> Result {
    let outer = end
    end = limit
    defer {
      end = outer
      index = limit
    }
    return body(&self)
  }

  /// Moves over blanks and continued lines.
  mutating func skipBlanks() {
    while let byte = byte() {
      if ASCII.isBlank(byte) || byte == ASCII.carriageReturn {
        index += 1
      } else if byte == ASCII.backslash, self.byte(1) == ASCII.lineFeed {
        index += 2
      } else {
        return
      }
    }
  }

  /// Moves over blanks, comments and line feeds.
  mutating func skipLines() {
    while true {
      skipBlanks()
      if byte() == ASCII.lineFeed {
        skipLineFeed()
      } else if byte() == ASCII.hash {
        skipComment()
      } else {
        return
      }
    }
  }

  mutating func skipComment() {
    let start = index
    while let byte = byte(), byte != ASCII.lineFeed { index += 1 }
    lastComment = start..<index
  }

  mutating func skipLineFeed() {
    index += 1
    if !pending.isEmpty { readHeredocs() }
  }

  /// The word at the index, when it is made of nothing but letters and the signs of reserved words, and ends there.
  var reservedWord: String? {
    var length = 0
    while let byte = byte(length), length < 9,
      ASCII.isLetter(byte) || "{}[]!".utf8.contains(byte)
    {
      length += 1
    }
    guard length > 0, byte(length).map(Self.endsWord) ?? true else { return nil }
    return String(decoding: bytes[index..<index + length], as: UTF8.self)
  }

  static func endsWord(_ byte: UInt8) -> Bool {
    ASCII.isWhitespace(byte) || ";|&<>()".utf8.contains(byte)
  }

  /// Moves over a reserved word, when it is the one at the index.
  mutating func take(_ word: String) -> Bool {
    guard reservedWord == word else { return false }
    index += word.utf8.count
    return true
  }

  /// Whether the index is where a list ends.
  func isAt(_ stops: Stops) -> Bool {
    switch byte() {
    case nil: return true
    case ASCII.closeParenthesis: return true
    case ASCII.semicolon:
      return stops.contains(.doubleSemicolon)
        && (byte(1) == ASCII.semicolon || byte(1) == ASCII.ampersand)
    default: break
    }
    guard let word = reservedWord else { return false }
    let stop: Stops =
      switch word {
      case "}": .brace
      case "then": .then
      case "elif", "else": .otherwise
      case "fi": .fi
      case "do": .do
      case "done": .done
      case "esac": .esac
      default: []
      }
    return !stop.isDisjoint(with: stops)
  }
}
