/// Lines of a text, counted from 0: ranges that are sorted and neither overlap nor touch.
struct LineRanges: Sendable, Hashable {
  private(set) var ranges: [Range<Int>]

  var isEmpty: Bool { ranges.isEmpty }

  init(_ ranges: [Range<Int>] = []) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound {
        self.ranges.removeLast()
        self.ranges.append(last.lowerBound..<max(last.upperBound, range.upperBound))
      } else {
        self.ranges.append(range)
      }
    }
  }

  func union(_ other: LineRanges) -> LineRanges {
    LineRanges(ranges + other.ranges)
  }

  /// The hunks that change these lines of the new text. A removal counts when it was inside them, not at their edge.
  func touched(by hunks: [TextDiff.Hunk]) -> [TextDiff.Hunk] {
    hunks.filter { hunk in ranges.contains { Self.meet($0, hunk.new) } }
  }

  /// The lines of the old text that these lines of the new one come from; a changed line comes from its whole hunk.
  func before(_ hunks: [TextDiff.Hunk]) -> LineRanges {
    let touched = touched(by: hunks)
    let kept = subtracting(touched.map(\.new)).map { range in
      let shift =
        hunks
        .filter { $0.new.lowerBound <= range.lowerBound }
        .reduce(0) { $0 + $1.old.count - $1.new.count }
      return range.lowerBound + shift..<range.upperBound + shift
    }
    return LineRanges(kept + touched.map(\.old))
  }

  /// Whether two ranges have something in common; an empty one inside the other counts.
  private static func meet(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.lowerBound < other.upperBound && other.lowerBound < one.upperBound
  }

  /// The ranges without some others; an empty one cuts a range in two, as what is below it may have moved.
  private func subtracting(_ removed: [Range<Int>]) -> [Range<Int>] {
    removed.reduce(ranges) { kept, removed in
      kept.flatMap { range -> [Range<Int>] in
        guard Self.meet(range, removed) else { return [range] }
        return [
          range.lowerBound..<max(range.lowerBound, removed.lowerBound),
          min(range.upperBound, removed.upperBound)..<range.upperBound,
        ].filter { !$0.isEmpty }
      }
    }
  }
}
