/// Programs that make a text of another one, on one line.
enum ShellFilter {
  /// The programs that are covered when what they read is known.
  static let names: Set<String> = ["awk", "cut", "grep", "sed", "tr"]

  /// `echo`; `nil` when signs in it stand for others.
  static func echo(_ words: ArraySlice<TracedText>) -> TracedText? {
    let options = words.prefix { word in
      guard let text = word.string, text.hasPrefix("-"), text.count > 1 else { return false }
      return text.dropFirst().allSatisfy { "neE".contains($0) }
    }
    let text = TracedText(Array(words.dropFirst(options.count)), separator: " ")
    let isPlain = options.allSatisfy { $0.string?.contains("e") == false }
    return isPlain || text.bytes?.contains(ASCII.backslash) == false ? text : nil
  }

  /// What a program puts out; `nil` when it isn't one of those that are covered.
  ///
  /// - Parameter input: what it reads; `nil` for the first in a row.
  static func apply(_ words: [TracedText], to input: TracedText?) -> TracedText? {
    guard let name = words.first?.string else { return nil }
    let operands = words.dropFirst().map(\.string)
    switch name {
    case "echo": return echo(words.dropFirst())
    case "basename" where words.count == 2: return base(words[1])
    default: break
    }
    guard names.contains(name), let bytes = input?.bytes, !bytes.contains(ASCII.lineFeed),
      !operands.contains(nil)
    else { return nil }
    let texts = operands.compactMap(\.self)
    let result: [UInt8]?
    switch name {
    case "tr": result = translated(bytes, texts)
    case "cut": result = cut(bytes, texts)
    case "sed": result = texts.count == 1 ? substituted(bytes, texts[0]) : nil
    case "awk":
      result =
        texts.map { $0.filter { $0 != " " } } == ["{printlength}"]
          && bytes.allSatisfy { $0 < 0x80 }
        ? Array(String(bytes.count).utf8) : nil
    default: result = nil
    }
    // `sed` puts its operands into the result, too.
    let origins = ([input].compactMap(\.self) + words).flatMap { $0.parts.map(\.origin) }
    let shares = origins.filter { $0 != .source }
    return result.map { bytes in
      TracedText(bytes: bytes, from: TracedText.Origin(of: shares.isEmpty ? [.source] : shares))
    }
  }

  private static func base(_ path: TracedText) -> TracedText? {
    guard let bytes = path.bytes else { return TracedText(unknown: path.unknown ?? "") }
    let end = bytes.lastIndex { $0 != ASCII.slash }.map { $0 + 1 } ?? 0
    guard end > 0 else { return TracedText(bytes.isEmpty ? "" : "/") }
    let start = bytes[..<end].lastIndex(of: ASCII.slash).map { $0 + 1 } ?? 0
    return path[start..<end]
  }

  private static func translated(_ bytes: [UInt8], _ operands: [String]) -> [UInt8]? {
    switch operands {
    case ["[:upper:]", "[:lower:]"]:
      return bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    case ["[:lower:]", "[:upper:]"]:
      return bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    default: break
    }
    guard operands.count == 2, operands[0] == "-d" || operands[0] == "-dc" else { return nil }
    let set = Array(operands[1].utf8)
    // No ranges, classes or escapes.
    guard !set.contains(ASCII.backslash), !set.contains(ASCII.openBracket),
      !set.dropFirst().dropLast().contains(ASCII.minus), set.allSatisfy({ $0 < 0x80 })
    else { return nil }
    return bytes.filter { set.contains($0) == (operands[0] == "-dc") }
  }

  /// `cut -dX -fN`.
  private static func cut(_ bytes: [UInt8], _ operands: [String]) -> [UInt8]? {
    let delimiters = operands.filter { $0.hasPrefix("-d") }.map { Array($0.utf8.dropFirst(2)) }
    let fields = operands.filter { $0.hasPrefix("-f") }.map { Int($0.dropFirst(2)) }
    guard operands.count == 2, delimiters.count == 1, delimiters[0].count == 1, fields.count == 1,
      let field = fields[0], field > 0
    else { return nil }
    guard bytes.contains(delimiters[0][0]) else { return bytes }
    let parts = bytes.split(separator: delimiters[0][0], omittingEmptySubsequences: false)
    return field <= parts.count ? Array(parts[field - 1]) : []
  }

  /// `s/PATTERN/TEXT/`, where the pattern has no more than dots, escaped signs and anchors.
  private static func substituted(_ bytes: [UInt8], _ script: String) -> [UInt8]? {
    let parts = script.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "s", parts[3].isEmpty,
      parts[2].utf8.allSatisfy({ $0 != ASCII.backslash && $0 != ASCII.ampersand })
    else { return nil }
    var pattern: [UInt8?] = []
    var rest = Array(parts[1].utf8)[...]
    let isAtStart = rest.first == UInt8(ascii: "^")
    if isAtStart { rest.removeFirst() }
    let isAtEnd = rest.last == ASCII.dollar
    if isAtEnd { rest.removeLast() }
    while let byte = rest.popFirst() {
      switch byte {
      case ASCII.dot: pattern.append(nil)
      case ASCII.backslash:
        guard let next = rest.popFirst(), !ASCII.isNamePart(next) else { return nil }
        pattern.append(next)
      case _ where "*[]^$+?(){}|".utf8.contains(byte): return nil
      default: pattern.append(byte)
      }
    }
    guard !pattern.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    let count = pattern.count
    for start in stride(from: 0, through: bytes.count - count, by: 1) {
      guard !isAtStart || start == 0, !isAtEnd || start + count == bytes.count else { continue }
      if zip(pattern, bytes[start..<(start + count)]).allSatisfy({ $0 == nil || $0 == $1 }) {
        return Array(bytes[..<start]) + Array(parts[2].utf8) + Array(bytes[(start + count)...])
      }
    }
    return bytes
  }
}
