/// The lines around the lines of a conflict, as far as no other conflict is about them.
package struct ConflictSurroundings: Sendable, Hashable {
  /// How many lines are kept on either side.
  package static let limit = 10

  /// The lines before, without their endings.
  package let before: [String]
  /// The lines behind.
  package let after: [String]

  /// Makes surroundings of lines.
  package init(before: [String] = [], after: [String] = []) {
    (self.before, self.after) = (before, after)
  }

  /// The surroundings of several conflicts.
  ///
  /// - Parameters:
  ///   - ranges: the conflicts' lines, from 0, in the order of the text.
  ///   - merged: the merged file.
  package static func all(of ranges: [Range<Int>], in merged: [UInt8]) -> [ConflictSurroundings] {
    guard !ranges.isEmpty else { return [] }
    let lines = lines(of: merged)
    let ranges = ranges.map { $0.clamped(to: 0..<lines.count) }
    return ranges.indices.map { index in
      let start = index > 0 ? min(ranges[index - 1].upperBound, ranges[index].lowerBound) : 0
      let end =
        index + 1 < ranges.count
        ? max(ranges[index + 1].lowerBound, ranges[index].upperBound) : lines.count
      return ConflictSurroundings(
        before: Array(lines[start..<ranges[index].lowerBound].suffix(limit)),
        after: Array(lines[ranges[index].upperBound..<end].prefix(limit)))
    }
  }

  /// The nearest line above that has something on it, without the blanks around; empty when there is none.
  package var lineAbove: String {
    let longest = 160
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    for line in before.reversed() {
      let scalars = line.unicodeScalars.drop(while: isBlank)
      guard let last = scalars.lastIndex(where: { !isBlank($0) }) else { continue }
      return String(String.UnicodeScalarView(scalars[...last].prefix(longest)))
    }
    return ""
  }

  /// The lines of a text, without their endings.
  package static func lines(of bytes: [UInt8]) -> [String] {
    let text = SourceText(bytes)
    return bytes.isEmpty ? [] : text.lineStarts.indices.map { text.line($0) }
  }
}

extension Conflict<[UInt8]> {
  /// Conflicts in lines, in the order of the text, with the lines around them as they are in the merged file now.
  package static func surrounded(_ conflicts: [Conflict], in merged: [UInt8]) -> [Conflict] {
    let around = ConflictSurroundings.all(of: conflicts.map { $0.lines ?? 0..<0 }, in: merged)
    return zip(conflicts, around).map { $0.at($0.lines, in: $1) }
  }
}
