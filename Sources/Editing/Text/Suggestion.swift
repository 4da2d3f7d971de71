/// Finds what somebody may have meant.
package enum Suggestion {
  /// The candidate closest to a word, when it is close enough to be a slip of the pen.
  ///
  /// - Returns: The closest within a third of the word's length (at least one change; capital letters count as small
  ///   ones), the first of several. Never the word itself.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let limit = max(1, wanted.count / 3)
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != word {
      let bytes = Array(candidate.lowercased().utf8)
      guard abs(bytes.count - wanted.count) <= limit, bytes.count <= 200 else { continue }
      let distance = editDistance(wanted, bytes)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// How many bytes have to be added, removed, changed or swapped with their neighbour to make one word the other.
  package static func distance(_ left: String, _ right: String) -> Int {
    editDistance(Array(left.utf8), Array(right.utf8))
  }

  /// How many bytes have to be added, removed, changed or swapped with their neighbour.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
