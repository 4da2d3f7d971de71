import Editing
import GitKit
import PatchKit

/// Which patch wrote which part of a generated file.
struct PatchAuthors {
  /// A line, and what patches made of it.
  private struct Line {
    /// The patch that wrote all of it.
    var author: Int?
    /// The parts that patches wrote into a line of upstream's, by their bytes in it.
    var parts: [(author: Int, bytes: Range<Int>)] = []
  }

  private let stages: [FileTree]

  /// - Parameter stages: the files as each patch leaves them; upstream's first.
  init(_ stages: [FileTree]) { self.stages = stages }

  /// The patch, by its place in the list, that wrote what a hunk changes; `nil` when none did.
  ///
  /// Lines that only come change nothing, and neither does taking away more than a patch's own lines.
  func author(
    of hunk: TextDiff.Hunk, in path: TreePath, from old: [UInt8], to new: [UInt8]
  ) -> Int? {
    guard !hunk.old.isEmpty else { return nil }
    let lines = lines(of: path)
    let (old, new) = (SourceText(old), SourceText(new))
    guard hunk.old.upperBound <= lines.count else { return nil }
    if let author = lines[hunk.old.lowerBound].author,
      hunk.old.allSatisfy({ lines[$0].author == author })
    {
      return author
    }
    guard hunk.old.count == hunk.new.count else { return nil }
    for (before, after) in zip(hunk.old, hunk.new) {
      let line = lines[before]
      if let author = line.author { return author }
      let changed = LineChange(Array(old.line(before).utf8), Array(new.line(after).utf8)).old
      if let part = line.parts.first(where: {
        $0.bytes.overlaps(changed) || changed.isEmpty && $0.bytes.contains(changed.lowerBound)
      }) {
        return part.author
      }
    }
    return nil
  }

  /// The patch that adds a file; `nil` for one of upstream's.
  func author(of path: TreePath) -> Int? {
    guard stages[0][path] == nil else { return nil }
    return stages.indices.dropFirst().first { stages[$0][path] != nil }.map { $0 - 1 }
  }

  private func lines(of path: TreePath) -> [Line] {
    var (lines, old): ([Line], [UInt8]) = ([], [])
    for (index, stage) in stages.enumerated() {
      guard let new = stage[path]?.content, index == 0 || new != old else { continue }
      if index == 0 {
        lines = SourceText(new).lineStarts.map { _ in Line() }
      } else {
        lines = Self.lines(lines, from: SourceText(old), to: SourceText(new), by: index - 1)
      }
      old = new
    }
    return lines
  }

  private static func lines(
    _ lines: [Line], from old: SourceText, to new: SourceText, by author: Int
  ) -> [Line] {
    let hunks = (try? TextDiff.hunks(old: old.bytes, new: new.bytes)) ?? []
    var (result, next): ([Line], Int) = ([], 0)
    for hunk in hunks {
      result += lines[min(next, lines.count)..<min(hunk.old.lowerBound, lines.count)]
      next = hunk.old.upperBound
      for (offset, line) in hunk.new.enumerated() {
        let before = hunk.old.lowerBound + offset
        guard hunk.old.count == hunk.new.count, lines.indices.contains(before) else {
          result.append(Line(author: author))
          continue
        }
        let change = LineChange(Array(old.line(before).utf8), Array(new.line(line).utf8))
        guard change.leavesMost else {
          result.append(Line(author: author))
          continue
        }
        var kept = lines[before]
        kept.parts = kept.parts.compactMap { part in
          change.moved(part.bytes).map { (part.author, $0) }
        }
        kept.parts.append((author, change.new))
        result.append(kept)
      }
    }
    result += lines[min(next, lines.count)...]
    while result.count < new.lineStarts.count { result.append(Line()) }
    return result
  }
}

/// The bytes of a line that another one has others for.
struct LineChange {
  /// Those that go.
  let old: Range<Int>
  /// Those that come.
  let new: Range<Int>
  private let length: Int

  /// Compares two lines from both ends.
  init(_ before: [UInt8], _ after: [UInt8]) {
    var start = 0
    while start < min(before.count, after.count), before[start] == after[start] { start += 1 }
    var end = 0
    while end < min(before.count, after.count) - start,
      before[before.count - 1 - end] == after[after.count - 1 - end]
    {
      end += 1
    }
    (old, new, length) = (start..<before.count - end, start..<after.count - end, before.count)
  }

  /// Whether the old line is still to be known.
  var leavesMost: Bool { (length - old.count) * 2 >= length && length > 0 }

  /// Where bytes of the old line are in the new one; `nil` when they changed.
  func moved(_ bytes: Range<Int>) -> Range<Int>? {
    if bytes.upperBound <= old.lowerBound { return bytes }
    guard bytes.lowerBound >= old.upperBound else { return nil }
    let growth = new.count - old.count
    return bytes.lowerBound + growth..<bytes.upperBound + growth
  }
}
