/// Finds in a line what is a comment, a key, a string or a variable. A line is read by itself, so what goes on over
/// several lines is not seen: the colours help the eye and claim nothing.
struct SourceColours: Sendable {
  /// What a part of a line is; the value is the class on the page.
  enum Kind: String, Sendable, Hashable {
    case comment = "c"
    case key = "k"
    case string = "s"
    case variable = "v"
  }

  /// A part of a line, in bytes.
  struct Span: Sendable, Hashable {
    var range: Range<Int>
    var kind: Kind
  }

  private let language: SourceLanguage
  private let bytes: [UInt8]
  private var spans: [Span] = []

  /// The parts of a line, in order.
  static func spans(of line: String, in language: SourceLanguage) -> [Span] {
    guard language != .plain else { return [] }
    var colours = SourceColours(line, language)
    colours.read()
    return colours.spans
  }

  private init(_ line: String, _ language: SourceLanguage) {
    self.language = language
    bytes = Array(line.utf8)
  }

  private mutating func read() {
    var index = readKey()
    var quote: (byte: UInt8, start: Int)?
    while index < bytes.count {
      let byte = bytes[index]
      if let end = variableEnd(at: index) {
        if let open = quote { add(open.start..<index, .string) }
        add(index..<end, .variable)
        if let open = quote { quote = (open.byte, end) }
        index = end
        continue
      }
      if let open = quote {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == open.byte {
          add(open.start..<index + 1, .string)
          quote = nil
        }
      } else if startsComment(at: index) {
        add(index..<bytes.count, .comment)
        return
      } else if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "'") && startsWord(index)) {
        quote = (byte, index)
      }
      index += 1
    }
    if let quote { add(quote.start..<bytes.count, .string) }
  }

  /// Finds what the line begins with.
  ///
  /// - Returns: where the rest begins.
  private mutating func readKey() -> Int {
    var start = 0
    while start < bytes.count, bytes[start] == 0x20 || (language == .yaml && isDash(start)) {
      start += 1
    }
    if language == .dockerfile {
      let end = bytes[start...].prefix { (0x41...0x5A).contains($0) }.endIndex
      guard end - start > 1, end == bytes.count || bytes[end] == 0x20 else { return start }
      add(start..<end, .key)
      return end
    }
    let isQuoted = start < bytes.count && bytes[start] == UInt8(ascii: "\"")
    let first = isQuoted ? start + 1 : start
    var end = bytes[first...].prefix(while: isKeyByte).endIndex
    if isQuoted, end < bytes.count, bytes[end] == UInt8(ascii: "\"") { end += 1 }
    let sign = bytes[end...].prefix { $0 == 0x20 }.endIndex
    guard end > first, sign < bytes.count, bytes[sign] == language.keyEnd,
      language != .yaml || sign + 1 == bytes.count || bytes[sign + 1] == 0x20
    else { return start }
    add(start..<end, .key)
    return end
  }

  private func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E, 0x2F, 0x80...: true
    default: false
    }
  }

  private func isDash(_ index: Int) -> Bool {
    bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count && bytes[index + 1] == 0x20
  }

  private func startsWord(_ index: Int) -> Bool {
    index == 0 || !isKeyByte(bytes[index - 1])
  }

  private func startsComment(at index: Int) -> Bool {
    guard let comment = language.comment, bytes[index...].starts(with: comment.utf8) else {
      return false
    }
    return !language.isCommentApart || index == 0 || bytes[index - 1] == 0x20
  }

  /// Where `$NAME`, `${NAME…}` or `{{ … }}` ends; `nil` when none begins here.
  private func variableEnd(at index: Int) -> Int? {
    let rest = bytes[index...]
    if rest.starts(with: "{{".utf8) {
      var end = index + 2
      while end + 1 < bytes.count, !bytes[end...].starts(with: "}}".utf8) { end += 1 }
      return end + 1 < bytes.count ? end + 2 : nil
    }
    guard bytes[index] == UInt8(ascii: "$"), language != .json, language != .lua else {
      return nil
    }
    if rest.dropFirst().first == UInt8(ascii: "{") {
      return rest.firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
    }
    let end = rest.dropFirst().prefix {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x5F
    }.endIndex
    return end > index + 1 ? end : nil
  }

  private mutating func add(_ range: Range<Int>, _ kind: Kind) {
    if !range.isEmpty { spans.append(Span(range: range, kind: kind)) }
  }
}
