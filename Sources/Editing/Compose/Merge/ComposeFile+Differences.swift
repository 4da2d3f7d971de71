extension ComposeFile {
  /// What people made of a compose file, by what it says: services and keys by name, variables by name, mounts by
  /// container path, ports by container port. Layout, order and comments don't count.
  ///
  /// - Returns: the parts that differ, those of `old` in its order before those that only `new` has.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the two cannot be read.
  public static func differences(
    from old: SourceText, to new: SourceText
  ) throws(EditingError) -> [NodeDifference] {
    let (old, new) = (try ComposeSide(old).tree, try ComposeSide(new).tree)
    var differences: [NodeDifference] = []
    compare(old, new, at: ComposePlace(parts: []), &differences)
    return differences
  }

  private static func compare(
    _ old: ComposeTree, _ new: ComposeTree, at place: ComposePlace,
    _ differences: inout [NodeDifference]
  ) {
    guard old.value != new.value else { return }
    guard let olds = old.entries, let news = new.entries, !olds.isEmpty, !news.isEmpty else {
      differences.append(NodeDifference(kind: .changed, path: place.text))
      return
    }
    let (before, after) = (ComposeMerger.byIdentity(old), ComposeMerger.byIdentity(new))
    for entry in olds {
      let place = place.under(entry.identity)
      if let other = after[entry.identity] {
        compare(entry.tree, other.tree, at: place, &differences)
      } else {
        differences.append(NodeDifference(kind: .removed, path: place.text))
      }
    }
    for entry in news where before[entry.identity] == nil {
      differences.append(
        NodeDifference(kind: .added, path: place.under(entry.identity).text))
    }
  }
}
