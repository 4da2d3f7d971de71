/// What a fetch did to the tags.
package struct FetchSummary: Sendable, Hashable {
  /// A tag that is not what it was.
  package struct MovedTag: Sendable, Hashable {
    /// What it was.
    package let old: TagReference
    /// What it is.
    package let new: TagReference

    /// Makes a move.
    package init(old: TagReference, new: TagReference) {
      self.old = old
      self.new = new
    }
  }

  /// The tags that are new.
  package let added: [TagReference]
  /// The tags that lead elsewhere, or whose tag object was made anew.
  package let moved: [MovedTag]
  /// The tags that are gone.
  package let removed: [TagReference]

  /// Makes a summary.
  init(
    added: [TagReference] = [],
    moved: [MovedTag] = [],
    removed: [TagReference] = []
  ) {
    self.added = added
    self.moved = moved
    self.removed = removed
  }

  /// Compares the tags before and after.
  init(before: [TagReference], after: [TagReference]) {
    let old = Dictionary(before.map { ($0.name, $0) }) { first, _ in first }
    let new = Dictionary(after.map { ($0.name, $0) }) { first, _ in first }
    added = after.filter { old[$0.name] == nil }
    removed = before.filter { new[$0.name] == nil }
    moved = after.compactMap { tag in
      guard let before = old[tag.name], before != tag else { return nil }
      return MovedTag(old: before, new: tag)
    }
  }

  /// Whether no tag changed.
  package var isEmpty: Bool { added.isEmpty && moved.isEmpty && removed.isEmpty }
}
