public import GitKit

extension MergedFile {
  /// The merged file with git's conflict markers around what is in question, in the style of diff3.
  ///
  /// - Returns: `nil` when no conflict has lines: whole files and modes cannot be marked.
  public func marked(_ labels: TextMerge.Labels) -> [UInt8]? {
    marking(conflicts.filter { $0.lines != nil }, labels)?.bytes
  }

  /// The same, with the number of a marker's characters; `nil` unless every conflict can be marked.
  func markedFile(_ labels: TextMerge.Labels) -> (bytes: [UInt8], markerSize: Int)? {
    let ranges = conflicts.compactMap(\.lines)
    // Of ours the bytes are there.
    let isReplaced = conflicts.flatMap { [$0.base, $0.theirs] }.contains(
      where: MergeConflict.isReplaced)
    guard ranges.count == conflicts.count, !isReplaced,
      zip(ranges, ranges.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound })
    else { return nil }
    return marking(conflicts, labels)
  }

  private func marking(
    _ conflicts: [MergeConflict], _ labels: TextMerge.Labels
  ) -> (bytes: [UInt8], markerSize: Int)? {
    guard let file, !conflicts.isEmpty else { return nil }
    let lines = Lines(file.content)
    let texts = conflicts.flatMap { [$0.base, $0.ours, $0.theirs] }.compactMap { $0 }
    let size = ConflictMarkers.size(for: [file.content] + texts.map { Array($0.utf8) })
    let markers = ConflictMarkers(size: size, ending: lines.ending)
    var result: [UInt8] = []
    var done = 0
    for conflict in conflicts {
      guard let range = conflict.lines, range.lowerBound >= done else { continue }
      result += lines[done..<range.lowerBound]
      result += markers.block(conflict, ours: lines[range], labels)
      done = range.upperBound
    }
    return (result + lines[done..<max(done, lines.count)], size)
  }
}

/// Bytes in lines, each with its ending.
struct Lines {
  private let bytes: [UInt8]
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    if starts.last != bytes.count { starts.append(bytes.count) }
    self.starts = starts
  }

  /// The number of lines.
  var count: Int { starts.count - 1 }

  /// The ending of the first line.
  var ending: String {
    guard let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D else {
      return "\n"
    }
    return "\r\n"
  }

  /// The bytes of some lines.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    let range = range.clamped(to: 0..<count)
    return bytes[starts[range.lowerBound]..<starts[range.upperBound]]
  }
}
