import Editing

/// Hides what may be secret in a deployment's file before anything of it is shown.
///
/// What upstream or the patch set has, too, is shown as it is. Of what people wrote, a value is hidden unless its shape
/// is one that no secret has (``PlainValue``) and its name doesn't tell of a secret; in commands and running text, what
/// looks like a secret or is given to an option or a word that tells of one.
package struct SecretMask: Sendable {
  private let language: Language
  private let vocabulary: Vocabulary
  /// The lines that hold no secrets, without the blanks around them.
  private let known: Set<[UInt8]>
  /// How lines of the file are shown, without the blanks around them.
  private let shown: [[UInt8]: [UInt8]]

  /// Makes a mask for a file.
  ///
  /// - Parameters:
  ///   - path: the file's path, which tells its language.
  ///   - content: the deployment's version, by which pieces of it are known.
  ///   - known: texts that hold no secrets: upstream's versions and the generated ones.
  package init(path: String, content: [UInt8]? = nil, known: [[UInt8]] = []) {
    language = Language(path: path)
    vocabulary = Vocabulary(known)
    var lines: Set<[UInt8]> = []
    for text in known {
      for line in text[...].split(separator: UInt8(0x0A)) { lines.insert(Array(line.trimmed)) }
    }
    self.known = lines
    var shown: [[UInt8]: [UInt8]] = [:]
    if let content {
      let hidden = language.hidden(in: content, vocabulary)
      Self.forEachLine(content, hidden) { line, ranges in
        let key = Array(line.trimmed)
        let text = Array(Self.line(line, hiding: ranges)[...].trimmed)
        // The same line may be part of a value in one place, and something else in another.
        if let before = shown[key], before.count <= text.count { return }
        shown[key] = text
      }
    }
    self.shown = shown
  }

  /// A whole version of the file, line for line as it is but for what may be secret.
  package func masked(file content: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    Self.forEachLine(content, language.hidden(in: content, vocabulary)) { line, hidden in
      result += known.contains(Array(line.trimmed)) ? Array(line) : Self.line(line, hiding: hidden)
    }
    return result
  }

  /// Some lines of the file, or of what a merge made of it.
  package func masked(piece text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if !result.isEmpty || line.startIndex > 0 { result.append(0x0A) }
      let key = Array(line.trimmed)
      if known.contains(key) {
        result += line
      } else if let text = shown[key] {
        let start = line.prefix(while: \.isBlank)
        result += start + text + line[(start.endIndex + key.count)...]
      } else {
        let hidden = language.hidden(inLine: Array(line), vocabulary)
        result += Self.line(Array(line)[...], hiding: hidden)
      }
    }
    return result
  }

  /// Some lines of the file, or of what a merge made of it.
  package func masked(piece text: String) -> String {
    String(decoding: masked(piece: Array(text.utf8)), as: UTF8.self)
  }

  /// A text without the secrets that are known by their shape alone, for what is no file's.
  package static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let ranges = SecretShape.ranges(in: bytes[...])
    guard !ranges.isEmpty else { return text }
    var result: [UInt8] = []
    forEachLine(bytes, ranges) { result += line($0, hiding: $1) }
    return String(decoding: result, as: UTF8.self)
  }

  /// A value for a message, hidden unless its shape is plain or it is the id of an object of git's.
  package static func masked(value: String, of name: String = "") -> String {
    let bytes = Array(value.utf8)
    if bytes.allSatisfy(\.isHexadecimal), bytes.count == 40 || bytes.count < 10 { return value }
    var scanner = SecretScanner(bytes, vocabulary: Vocabulary())
    scanner.give(Array(name.utf8)[...], bytes.indices)
    return String(decoding: line(bytes[...], hiding: scanner.hidden), as: UTF8.self)
  }

  /// Whether a name says that its value is a secret, whatever the value looks like.
  package static func isSecret(_ name: String) -> Bool {
    TellingName.isTelling(Array(name.utf8)[...])
  }

  // MARK: Lines

  /// Goes through the lines, line feeds included, with the ranges in each.
  private static func forEachLine(
    _ bytes: [UInt8], _ hidden: [Range<Int>], _ body: (Slice, [Range<Int>]) -> Void
  ) {
    let hidden = hidden.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      while next < hidden.count, hidden[next].upperBound <= start { next += 1 }
      var ranges: [Range<Int>] = []
      var index = next
      while index < hidden.count, hidden[index].lowerBound < end {
        let range = hidden[index].clamped(to: start..<end)
        if !range.isEmpty { ranges.append(range) }
        index += 1
      }
      body(bytes[start..<end], ranges)
      start = end
    }
  }

  private static let mark = Array("…".utf8)

  /// A line with an ellipsis for each range; blanks at the two ends and the line's ending stay.
  private static func line(_ line: Slice, hiding ranges: [Range<Int>]) -> [UInt8] {
    guard !ranges.isEmpty else { return Array(line) }
    let content = line.trimmed
    var result: [UInt8] = []
    var index = line.startIndex
    for range in ranges {
      let range = range.clamped(to: content.indices)
      guard !range.isEmpty, range.upperBound > index else { continue }
      let between = line[index..<max(index, range.lowerBound)]
      if result.suffix(3).elementsEqual(mark), between.allSatisfy({ $0.isBlank }) {
        index = range.upperBound
        continue
      }
      result += between + mark
      index = range.upperBound
    }
    return result + line[index...]
  }
}
