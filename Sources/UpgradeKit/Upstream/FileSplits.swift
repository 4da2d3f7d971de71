import GitKit

/// Finds which files that are still there gave a part of themselves to new ones, in the next state of upstream.
struct FileSplits {
  /// The new files by the old one.
  private(set) var paths: [TreePath: [TreePath]] = [:]

  /// How many of a new file's lines must be gone from the old one, of 1, where its name says nothing.
  private static let share = 0.6

  /// Compares two states next to one another.
  init(from one: FileTree, to other: FileTree) {
    for new in other.paths where one[new] == nil {
      guard let piece = other[new], piece.mode.isFile, new.components.contains("rootfs") else {
        continue
      }
      for old in other.paths where old != new && old.folders.first == new.folders.first {
        guard let before = one[old], before.mode.isFile, let after = other[old],
          before.content != after.content
        else { continue }
        let lines = Fingerprint(piece.content)
        let gone = Fingerprint(before.content).changes(to: Fingerprint(after.content)).removed
        let taken = Set(gone)
        let shared = lines.lines.reduce(0) { $0 + (taken.contains($1.hash) ? $1.count : 0) }
        let isNamedAfter = new.name.hasSuffix("-" + old.name)
        guard shared > 0, isNamedAfter || Double(shared) >= Self.share * Double(lines.count) else {
          continue
        }
        paths[old, default: []].append(new)
      }
    }
    paths = paths.mapValues { $0.sorted() }
  }
}
