import Editing
package import GitKit

/// A merged file with git's conflict markers around what is in question, in the style of diff3.
package struct MarkedText {
  /// The file.
  package let bytes: [UInt8]
  /// How many characters a marker has.
  let markerSize: Int
  /// The line of each conflict's first marker, from 0, in the order of the conflicts that are marked.
  let starts: [Int]
}

extension MergedFile {
  /// The file with its conflicts marked; whole files and modes cannot be, so that they are left as they are.
  ///
  /// - Returns: `nil` when no conflict has lines.
  package func marked(_ labels: TextMerge.Labels) -> MarkedText? {
    marking(conflicts.filter { $0.scope != .file }, labels)
  }

  /// The same; `nil` unless every conflict can be marked, and what is between the markers can be written down.
  func markedWholly(_ labels: TextMerge.Labels) -> MarkedText? {
    let ranges = conflicts.compactMap(\.lines)
    // Of ours the bytes are there.
    let isReplaced = conflicts.flatMap { [$0.base, $0.theirs] }
      .contains(where: Conflict.isReplaced)
    guard ranges.count == conflicts.count, !isReplaced,
      zip(ranges, ranges.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
    else { return nil }
    return marking(conflicts, labels)
  }

  private func marking(
    _ conflicts: [Conflict<[UInt8]>], _ labels: TextMerge.Labels
  ) -> MarkedText? {
    guard let file, !conflicts.isEmpty else { return nil }
    let lines = Lines(file.content)
    let texts = conflicts.flatMap { [$0.base, $0.ours, $0.theirs] }.compactMap(\.self)
    let size = ConflictMarkers.size(for: [file.content] + texts)
    let markers = ConflictMarkers(size: size, ending: lines.ending)
    var result: [UInt8] = []
    var starts: [Int] = []
    var done = 0
    var count = 0
    for conflict in conflicts {
      guard let range = conflict.lines, range.lowerBound >= done else { continue }
      result += lines[done..<range.lowerBound]
      let block = markers.block(conflict, labels)
      starts.append(count + range.lowerBound - done)
      count = (starts.last ?? 0) + Lines(block).count
      result += block
      done = range.upperBound
    }
    return MarkedText(
      bytes: result + lines[done..<max(done, lines.count)], markerSize: size, starts: starts)
  }
}
