import Editing
import Findings
import GitKit
import Secrets

/// How a file differs from another version of it.
struct FileChange {
  /// The change as a unified diff; `nil` when one of the two is not text.
  let diff: String?
  /// How much it is, `2 lines added, 1 removed`.
  let summary: String
  private let path: String
  private let new: SourceText
  private let firstLine: Int?

  /// Compares; `nil` stands for no file. Of values that people wrote into the new one, the diff shows none.
  init(from old: [UInt8]?, to now: [UInt8]?, path: String) {
    self.path = path
    new = SourceText(now ?? [])
    let mask = SecretMask(path: path, known: [old].compactMap(\.self))
    diff = try? TextDiff.unified(old: old, new: now.map(mask.masked(file:)), path: path)
    let hunks = (try? TextDiff.hunks(old: old ?? [], new: now ?? [])) ?? []
    let added = hunks.reduce(0) { $0 + $1.new.count }
    let removed = hunks.reduce(0) { $0 + $1.old.count }
    let parts = [(added, "added"), (removed, "removed")].filter { $0.0 > 0 }
    summary =
      parts.isEmpty
      ? "the bytes differ"
      : parts.enumerated().map { index, part in
        index == 0
          ? "\(part.0) \(part.0 == 1 ? "line" : "lines") \(part.1)" : "\(part.0) \(part.1)"
      }.joined(separator: ", ")
    firstLine = now == nil ? nil : hunks.first?.new.lowerBound
  }

  /// The first place that differs, in the new file.
  func place(_ tree: Place.Tree) -> Place {
    guard let firstLine, !new.bytes.isEmpty else { return Place(tree, path) }
    return Place(tree, path, line: min(firstLine, new.lineStarts.count - 1) + 1)
  }
}
