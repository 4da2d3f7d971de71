extension ComposeFile {
  /// What people made of a compose file, by what it says: services and keys by name, variables by name, mounts by
  /// container path, ports by container port. Layout, order and comments don't count.
  ///
  /// - Returns: the parts that differ, those of `old` in its order before those that only `new` has.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the two cannot be read.
  package static func differences(
    from old: SourceText, to new: SourceText
  ) throws(EditingError) -> [NodeDifference] {
    let (old, new) = (try ComposeSide(old).tree, try ComposeSide(new).tree)
    return old.differences(to: new).map { NodeDifference(kind: $0.kind, path: $0.place.text) }
  }
}

extension ComposeTree {
  /// A part that another version of it lacks, has in addition, or has otherwise.
  struct Difference {
    let kind: NodeDifference.Kind
    let place: ComposePlace
  }

  /// What differs in another version.
  func differences(to new: ComposeTree) -> [Difference] {
    var differences: [Difference] = []
    compare(new, at: ComposePlace(parts: []), &differences)
    return differences
  }

  private func compare(
    _ new: ComposeTree, at place: ComposePlace, _ differences: inout [Difference]
  ) {
    guard value != new.value else { return }
    guard let olds = entries, let news = new.entries, !olds.isEmpty, !news.isEmpty else {
      differences.append(Difference(kind: .changed, place: place))
      return
    }
    let (before, after) = (byIdentity, new.byIdentity)
    for entry in olds {
      let place = place.under(entry.identity)
      if let other = after[entry.identity] {
        entry.tree.compare(other.tree, at: place, &differences)
      } else {
        differences.append(Difference(kind: .removed, place: place))
      }
    }
    for entry in news where before[entry.identity] == nil {
      differences.append(Difference(kind: .added, place: place.under(entry.identity)))
    }
  }
}
