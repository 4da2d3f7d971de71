import Editing
import GitKit

/// A merge by lines, with its conflicts apart from the text.
struct LineMerge {
  /// The merged text; where there is a conflict it has ours.
  let bytes: [UInt8]
  let conflicts: [Conflict<[UInt8]>]

  /// Merges.
  ///
  /// - Throws: ``GitError`` when a side is not text.
  init(
    _ subject: MergeSubject, base: [UInt8], ours: [UInt8], theirs: [UInt8]
  ) throws(GitError) {
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
    conflicts = Self.conflicts(subject, in: Lines(marked.bytes), size: size, merged: bytes)
  }

  /// Reads the conflicts out of a text with markers, which is all that libgit2 gives.
  private static func conflicts(
    _ subject: MergeSubject, in lines: Lines, size: Int, merged: [UInt8]
  ) -> [Conflict<[UInt8]>] {
    let marks = "<|=>".utf8.map { Array(repeating: $0, count: size) }
    var found: [(lines: Range<Int>, parts: [[UInt8]])] = []
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
        found.append((start..<count, parts))
        parts = []
      }
    }
    let around = ConflictSurroundings.all(of: found.map(\.lines), in: merged)
    return zip(found, around).map { found, around in
      let sides = found.parts.map { $0.isEmpty ? nil : $0 }
      let (ours, base, theirs) = (sides[0], sides[1], sides[2])
      return Conflict(
        subject, .lines(after: around.lineAbove),
        base == nil ? .bothAdded : theirs == nil ? .removedByTheirs : .bothChanged,
        base: base, ours: ours, theirs: theirs, lines: found.lines, surroundings: around)
    }
  }
}
