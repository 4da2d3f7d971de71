extension ComposeMerger {
  /// Where something else has changed in a written text than what was to be changed: an edit where an alias refers to
  /// shows wherever the alias stands.
  ///
  /// A service that only ours has may follow: people derived it from the other.
  func unmeant(in written: ComposeSide) -> ComposePlace? {
    let wanted = Set(planned)
    let around = Set(planned.flatMap(\.prefixes))
    let others = Set([base.tree, theirs.tree].flatMap(Self.parts))
    return ours.tree.differences(to: aligned(written).tree).first { difference in
      let prefixes = difference.place.prefixes
      // Else only ours may have the service, or the part of the file, that the place is in.
      return !around.contains(difference.place) && !prefixes.contains(where: wanted.contains)
        && prefixes.dropFirst().prefix(2).allSatisfy { others.contains($0) }
    }?.place
  }

  /// The places of a file's top-level keys, and of what is directly under them.
  private static func parts(of tree: ComposeTree) -> [ComposePlace] {
    (tree.entries ?? []).flatMap { entry in
      let place = ComposePlace(parts: [entry.identity])
      return [place] + (entry.tree.entries ?? []).map { place.under($0.identity) }
    }
  }
}
