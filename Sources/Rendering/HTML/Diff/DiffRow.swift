import Editing

/// A row of a diff in two columns: a line of either version, or one of each that belong together.
struct DiffRow: Sendable, Hashable {
  /// A line with its number and the parts of it that differ from the line beside it.
  struct Cell: Sendable, Hashable {
    /// The number, from 1.
    var number: Int
    /// The line, every character visible.
    var text: String
    /// Whether the file ends here, without a line feed.
    var isUnfinished: Bool
    /// What differs, in bytes of the text.
    var marks: [Range<Int>] = []

    init(_ number: Int, _ line: DiffHunk.Line) {
      self.number = number
      text = line.shown
      isUnfinished = line.isUnfinished
    }
  }

  /// The line of the old version.
  var old: Cell?
  /// The line of the new version.
  var new: Cell?
  /// Whether both are the same line.
  var isContext = false

  /// The rows of a hunk.
  static func rows(of hunk: DiffHunk) -> [DiffRow] {
    var rows: [DiffRow] = []
    var (oldNumber, newNumber) = (hunk.oldStart, hunk.newStart)
    var (old, new): ([Cell], [Cell]) = ([], [])
    for line in hunk.lines {
      switch line.kind {
      case .removed:
        // Behind added lines a removed one begins another change.
        if !new.isEmpty { finish() }
        old.append(Cell(oldNumber, line))
        oldNumber += 1
      case .added:
        new.append(Cell(newNumber, line))
        newNumber += 1
      case .context:
        finish()
        rows.append(
          DiffRow(old: Cell(oldNumber, line), new: Cell(newNumber, line), isContext: true))
        oldNumber += 1
        newNumber += 1
      }
    }
    finish()
    return rows

    func finish() {
      rows += aligned(old, new)
      (old, new) = ([], [])
    }
  }

  /// Changes of more lines than this on either side are set side by side as they come.
  private static let longestAligned = 60

  /// Puts lines that are alike beside each other, in their order; the others stand alone or are filled up.
  private static func aligned(_ old: [Cell], _ new: [Cell]) -> [DiffRow] {
    guard !old.isEmpty, !new.isEmpty else {
      return old.map { DiffRow(old: $0) } + new.map { DiffRow(new: $0) }
    }
    var rows: [DiffRow] = []
    var (oldIndex, newIndex) = (0, 0)
    for (left, right) in pairs(old, new) + [(old.count, new.count)] {
      rows += filled(old[oldIndex..<left], new[newIndex..<right])
      if left < old.count {
        var row = DiffRow(old: old[left], new: new[right])
        let changes = WordChanges(old[left].text, new[right].text)
        row.old?.marks = changes.old
        row.new?.marks = changes.new
        rows.append(row)
      }
      (oldIndex, newIndex) = (left + 1, right + 1)
    }
    return rows
  }

  private static func filled(_ old: ArraySlice<Cell>, _ new: ArraySlice<Cell>) -> [DiffRow] {
    (0..<max(old.count, new.count)).map { index in
      DiffRow(old: old.dropFirst(index).first, new: new.dropFirst(index).first)
    }
  }

  /// The pairs of lines, by index, that make the most likeness together.
  private static func pairs(_ old: [Cell], _ new: [Cell]) -> [(Int, Int)] {
    let words = (old.map { Words($0.text) }, new.map { Words($0.text) })
    let likeness = { (left: Int, right: Int) in words.0[left].likeness(to: words.1[right]) }
    guard max(old.count, new.count) <= longestAligned else {
      return (0..<min(old.count, new.count)).filter { likeness($0, $0) > 0 }.map { ($0, $0) }
    }
    let width = new.count + 1
    var best = [Int](repeating: 0, count: (old.count + 1) * width)
    var gains = best
    for left in old.indices.reversed() {
      for right in new.indices.reversed() {
        let place = left * width + right
        gains[place] = likeness(left, right)
        let together = gains[place] > 0 ? gains[place] + best[place + width + 1] : 0
        best[place] = max(together, best[place + width], best[place + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (left, right) = (0, 0)
    while left < old.count, right < new.count {
      let place = left * width + right
      if gains[place] > 0, best[place] == gains[place] + best[place + width + 1] {
        pairs.append((left, right))
        (left, right) = (left + 1, right + 1)
      } else if best[place] == best[place + width] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }
}
