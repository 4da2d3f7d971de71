import Editing

/// The lines around the lines of a conflict, as far as no other conflict is about them.
struct ConflictSurroundings: Sendable, Hashable {
  /// How many lines are kept on either side.
  static let limit = 10

  /// The lines before, without their endings.
  let before: [String]
  /// The lines behind.
  let after: [String]
  /// Whether nothing but these lines is before, up to the start of the file or to another conflict.
  var isWholeBefore: Bool { before.count < Self.limit }

  /// Makes surroundings that were kept.
  init(before: [String], after: [String]) {
    (self.before, self.after) = (before, after)
  }

  /// The surroundings of conflicts, in their order.
  ///
  /// - Parameters:
  ///   - conflicts: the conflicts by their lines, in the order of the text.
  ///   - merged: the merged file.
  static func all(of conflicts: [MergeConflict], in merged: [UInt8]) -> [ConflictSurroundings] {
    let lines = lines(of: merged)
    let ranges = conflicts.map { ($0.lines ?? 0..<0).clamped(to: 0..<lines.count) }
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
  var lineAbove: String {
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
  static func lines(of bytes: [UInt8]) -> [String] {
    let text = SourceText(bytes)
    return bytes.isEmpty ? [] : text.lineStarts.indices.map { text.line($0) }
  }
}
