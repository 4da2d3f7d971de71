import Editing

/// Hides values in a deployment's own lines before they are shown: any of them may be a secret.
///
/// A line that upstream has, too, is shown as it is. What a deployment assigns to a variable, or to anything that is
/// called a password, a key or the like, is not.
struct SecretMask {
  private static let words = [
    "password", "passwd", "secret", "token", "credential", "apikey", "api_key", "access_key",
    "private_key",
  ]
  private let known: Set<[UInt8]>

  /// Makes a mask.
  ///
  /// - Parameter upstream: texts whose lines hold no secrets.
  init(upstream: [[UInt8]]) {
    known = Set(
      upstream.flatMap { text in
        text.split(separator: 0x0A).map { Array(Self.trimmed($0)) }
      })
  }

  /// The text with values hidden.
  func masked(_ text: String) -> String {
    String(decoding: masked(Array(text.utf8)), as: UTF8.self)
  }

  /// The text with values hidden, line by line.
  func masked(_ text: [UInt8]) -> [UInt8] {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    return Array(lines.map(line).joined(separator: [0x0A]))
  }

  private func line(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !line.isEmpty, !known.contains(Array(Self.trimmed(line))),
      let start = Self.startOfValue(line)
    else { return Self.withoutLogin(line) }
    let end = line.last == 0x0D ? line.index(before: line.endIndex) : line.endIndex
    guard start < end else { return line }
    return line[..<start] + "…".utf8 + line[end...]
  }

  /// Where the value begins that is not to be seen; `nil` for none.
  private static func startOfValue(_ line: ArraySlice<UInt8>) -> Int? {
    let starts = [startOfAssigned(line), startOfSecret(line)].compactMap { $0 }
    return starts.min()
  }

  /// The value behind `NAME=`, and behind `NAME:` at the start of the line.
  private static func startOfAssigned(_ line: ArraySlice<UInt8>) -> Int? {
    var index = line.startIndex
    var isFirst = true
    while index < line.endIndex {
      guard isNameStart(line[index]) else {
        index += 1
        continue
      }
      let name = line[index...].prefix { isNameStart($0) || isDigit($0) }
      let isExpansion = index > line.startIndex && "${".utf8.contains(line[index - 1])
      index = name.endIndex
      let isUpper = !name.contains { $0 >= 0x61 && $0 <= 0x7A } && name.count > 1
      var next = index
      while next < line.endIndex, "\"' \t".utf8.contains(line[next]) { next += 1 }
      guard next < line.endIndex else { return nil }
      if line[next] == UInt8(ascii: "="), isUpper || isFirst, !isExpansion { return next + 1 }
      if line[next] == UInt8(ascii: ":"), isUpper, isFirst, !isExpansion { return next + 1 }
      isFirst = false
    }
    return nil
  }

  /// What stands behind a word such as `password`.
  private static func startOfSecret(_ line: ArraySlice<UInt8>) -> Int? {
    let lower = Array(line).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    for index in lower.indices {
      for word in words where lower[index...].starts(with: word.utf8) {
        var end = index + word.utf8.count
        while end < lower.count, isNameStart(lower[end]) || isDigit(lower[end]) { end += 1 }
        while end < lower.count, "\"' \t:=".utf8.contains(lower[end]) { end += 1 }
        return line.startIndex + end < line.endIndex ? line.startIndex + end : nil
      }
    }
    return nil
  }

  /// The line without a name and password in an address.
  private static func withoutLogin(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let marks = Array("://".utf8)
    guard
      let scheme = line.indices.first(where: { line[$0...].starts(with: marks) })
    else { return line }
    let host = line[(scheme + 3)...].prefix { !" \t/\"'".utf8.contains($0) }
    guard let at = host.lastIndex(of: UInt8(ascii: "@")) else { return line }
    return line[..<host.startIndex] + "…".utf8 + line[at...]
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard let end = start.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else {
      return []
    }
    return start[...end]
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
