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
      let distance = editDistance(wanted, bytes, limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// How many bytes have to be added, removed, changed or swapped with their neighbour to make one word the other.
  package static func distance(_ left: String, _ right: String) -> Int {
    editDistance(Array(left.utf8), Array(right.utf8))
  }

  /// How many bytes have to be added, removed, changed or swapped with their neighbour; more than a limit where it is
  /// more.
  private static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int = .max) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      var least = row + 1
      for column in right.indices {
        var cost = min(
          previous[column] + (left[row] == right[column] ? 0 : 1), previous[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforePrevious[column - 1] + 1)
        }
        current.append(cost)
        least = min(least, cost)
      }
      // A swap reaches back over one row more; what both rows have only grows.
      if least > limit, previous.min() ?? 0 > limit { return least }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
