extension ComposeMerger {
  /// Whether nothing else has changed in a written text than what was to be changed: an edit where an alias refers to
  /// shows wherever the alias stands.
  ///
  /// A service that only ours has may follow: people derived it from the other.
  func isAllMeant(in written: ComposeSide) -> Bool {
    ours.tree.differences(to: written.tree).allSatisfy { difference in
      planned.contains { $0.contains(difference.place) || difference.place.contains($0) }
        || isOwn(difference.place)
    }
  }

  /// Whether neither of the other sides has the service, or the part of the file, that a place is in.
  private func isOwn(_ place: ComposePlace) -> Bool {
    [base.tree, theirs.tree].allSatisfy { tree in
      var tree = tree
      for part in place.parts.prefix(2) {
        guard let entry = tree.byIdentity[part] else { return true }
        tree = entry.tree
      }
      return false
    }
  }
}
