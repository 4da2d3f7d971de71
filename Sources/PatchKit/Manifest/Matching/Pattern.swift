/// A regular expression over the text of a file.
///
/// Matching never takes more than time proportional to the text: there are no back references and no look-around. `^`
/// and `$` stand for the beginning and end of a line, `.` for any character but a line feed.
package struct Pattern: Sendable, Hashable, CustomStringConvertible {
  /// The expression as written.
  package let text: String
  /// The number of groups `(…)` that capture.
  package let groupCount: Int
  private let program: Program

  /// Makes a pattern of its text.
  ///
  /// - Throws: ``PatternError`` when it is not well formed, uses what is not supported, or is beyond the limits (1,000
  ///   bytes, 50 levels, 4,000 instructions).
  package init(_ text: String) throws(PatternError) {
    self.text = text
    var parser = try PatternParser(text)
    let expression = try parser.parse()
    groupCount = parser.groupCount
    do {
      program = try Program(expression, groupCount: groupCount)
    } catch {
      throw PatternError(description: "a pattern must not repeat so much")
    }
  }

  /// The expression as written.
  package var description: String { text }

  /// The leftmost match that begins at an offset, counted in bytes, or behind it.
  package func firstMatch(in bytes: [UInt8], from offset: Int = 0) -> Match? {
    guard let slots = program.run(bytes, from: offset, isAnchored: false) else { return nil }
    let ranges = stride(from: 0, to: slots.count, by: 2).map { slot in
      slots[slot] >= 0 && slots[slot + 1] >= slots[slot] ? slots[slot]..<slots[slot + 1] : nil
    }
    return ranges.first.flatMap { $0 }.map { Match(range: $0, groups: Array(ranges.dropFirst())) }
  }

  /// All matches, leftmost first, not overlapping.
  package func matches(in bytes: [UInt8]) -> [Match] {
    var result: [Match] = []
    var offset = 0
    while let match = firstMatch(in: bytes, from: offset) {
      result.append(match)
      // Behind an empty match: a byte further, and never into the middle of a character.
      offset = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return result
  }

  /// Where a pattern matches.
  package struct Match: Sendable, Hashable {
    /// The bytes that match.
    package let range: Range<Int>
    /// The bytes of each group, in the order of the opening brackets; `nil` for a group that took no part.
    package let groups: [Range<Int>?]
  }

  /// Whether two patterns are written the same.
  package static func == (left: Pattern, right: Pattern) -> Bool { left.text == right.text }

  /// Hashes the expression as written.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// Why a text is not a pattern.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The rule that is not met.
  package let description: String
}
