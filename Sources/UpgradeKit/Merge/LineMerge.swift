import GitKit

/// A merge by lines, with its conflicts apart from the text.
struct LineMerge {
  /// One place where both sides changed the same lines.
  struct Conflict {
    /// The lines of the merged text, from 0.
    let lines: Range<Int>
    let base: [UInt8]
    let ours: [UInt8]
    let theirs: [UInt8]
  }

  /// The merged text; where there is a conflict it has ours.
  let bytes: [UInt8]
  let conflicts: [Conflict]

  /// Merges.
  ///
  /// - Throws: ``GitError`` when a side is not text.
  init(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws(GitError) {
    let size = ConflictMarkers.size(for: [base, ours, theirs])
    guard let markerSize = UInt16(exactly: size) else {
      throw GitError(
        .unsupported, operation: "merge two changes",
        message: "a line begins with more than 65,000 marks")
    }
    let marked = try TextMerge.merge(
      base: base, ours: ours, theirs: theirs, markerSize: markerSize)
    guard marked.hasConflicts else {
      (bytes, conflicts) = (marked.bytes, [])
      return
    }
    bytes = try TextMerge.merge(base: base, ours: ours, theirs: theirs, favor: .ours).bytes
    conflicts = Self.conflicts(in: Lines(marked.bytes), size: size)
  }

  /// Reads the conflicts out of a text with markers.
  private static func conflicts(in lines: Lines, size: Int) -> [Conflict] {
    let marks = "<|=>".utf8.map { Array(repeating: $0, count: size) }
    var conflicts: [Conflict] = []
    var parts: [[UInt8]] = []
    var count = 0
    var start = 0
    for index in 0..<lines.count {
      let line = lines[index..<index + 1]
      guard let mark = marks.firstIndex(where: { line.starts(with: $0) }) else {
        // Lines of ours, or outside: these are in the merged text.
        if parts.count <= 1 { count += 1 }
        if !parts.isEmpty { parts[parts.count - 1] += line }
        continue
      }
      if mark == 0 { start = count }
      if mark < 3 {
        parts.append([])
      } else if parts.count == 3 {
        conflicts.append(
          Conflict(lines: start..<count, base: parts[1], ours: parts[0], theirs: parts[2]))
        parts = []
      }
    }
    return conflicts
  }
}
