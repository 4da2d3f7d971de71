import Editing
import GitKit

/// A merge by lines, with its conflicts apart from the text.
///
/// Where both sides added lines, and those of one are among the other's, the other has all that anybody added.
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
    let merged = try TextMerge.merge(base: base, ours: ours, theirs: theirs, favor: .ours).bytes
    let (text, open) = Self.settled(
      Self.blocks(in: Lines(marked.bytes), size: size), in: Lines(merged))
    bytes = text
    conflicts = Self.conflicts(subject, open, merged: text)
  }

  /// Lines of the merged text that are in question, with those of ours, the base and theirs.
  private typealias Block = (lines: Range<Int>, parts: [[UInt8]])

  /// Takes what holds all additions of both sides.
  ///
  /// - Returns: the text with it, and the blocks that are still open, by their lines in that text.
  private static func settled(
    _ blocks: [Block], in merged: Lines
  ) -> (bytes: [UInt8], open: [Block]) {
    var bytes: [UInt8] = []
    var open: [Block] = []
    var done = 0
    var shift = 0
    for block in blocks {
      let (ours, base, theirs) = (Lines(block.parts[0]), block.parts[1], Lines(block.parts[2]))
      let longer =
        !base.isEmpty
        ? nil : ours.isContained(in: theirs) ? theirs : theirs.isContained(in: ours) ? ours : nil
      guard let longer else {
        open.append((block.lines.lowerBound + shift..<block.lines.upperBound + shift, block.parts))
        continue
      }
      bytes += merged[done..<block.lines.lowerBound] + longer[0..<longer.count]
      done = block.lines.upperBound
      shift += longer.count - block.lines.count
    }
    return (bytes + merged[done..<max(done, merged.count)], open)
  }

  /// Reads what is in question out of a text with markers, which is all that libgit2 gives.
  private static func blocks(in lines: Lines, size: Int) -> [Block] {
    let marks = "<|=>".utf8.map { Array(repeating: $0, count: size) }
    var found: [Block] = []
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
    return found
  }

  private static func conflicts(
    _ subject: MergeSubject, _ blocks: [Block], merged: [UInt8]
  ) -> [Conflict<[UInt8]>] {
    let around = ConflictSurroundings.all(of: blocks.map(\.lines), in: merged)
    return zip(blocks, around).map { found, around in
      let sides = found.parts.map { $0.isEmpty ? nil : $0 }
      let (ours, base, theirs) = (sides[0], sides[1], sides[2])
      return Conflict(
        subject, .lines(after: around.lineAbove),
        base == nil ? .bothAdded : theirs == nil ? .removedByTheirs : .bothChanged,
        base: base, ours: ours, theirs: theirs, lines: found.lines, surroundings: around)
    }
  }
}
