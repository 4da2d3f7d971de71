extension ComposeFile {
  /// Whether ours deleted or changed something that theirs no longer has under its name: a service, or what is in it.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the three cannot be read.
  package static func isLosingEdits(
    base: SourceText, ours: SourceText, theirs: SourceText
  ) throws(EditingError) -> Bool {
    let (old, new) = (try ComposeSide(base), try ComposeSide(theirs))
    guard let base = old.services, let theirs = new.services, base.value != theirs.value else {
      return false
    }
    let side = try ComposeSide(ours)
    let known = base.byIdentity
    let mine = side.services?.byIdentity ?? [:]
    // People's own services may depend on one that has another name now.
    let isGone = known.keys.contains { theirs.byIdentity[$0] == nil }
    if isGone, mine.keys.contains(where: { known[$0] == nil }) { return true }
    func isLost(_ old: ComposeTree, _ mine: ComposeTree?, _ new: ComposeTree) -> Bool {
      guard let entries = old.entries, mine?.value != old.value, new.entries != nil else {
        return false
      }
      let (mine, new) = (mine?.byIdentity ?? [:], new.byIdentity)
      return entries.contains { entry in
        let own = mine[entry.identity]?.tree
        guard let their = new[entry.identity]?.tree else { return own?.value != entry.tree.value }
        return own.map { isLost(entry.tree, $0, their) } ?? false
      }
    }
    // A service under another name is the original, and what a copy lacks was taken out of it.
    let own = OwnServices(base: old, ours: side, theirs: new)
    let others =
      known.keys.compactMap { name in
        own.renames.service(name).map { (original: name, name: $0) }
      } + own.copies.map { (original: $0.value, name: $0.key) }
    let isLostInOthers = others.contains { other in
      guard let original = known[other.original]?.tree, let their = theirs[other.original] else {
        return false
      }
      return isLost(original, mine[other.name]?.tree, their)
    }
    return isLostInOthers || isLost(base, side.services, theirs)
  }

  /// The bytes of the services that people added to a compose file and that get nothing of what upstream changes: no
  /// service of the base under another name, no copy of one, and none that shares its image by an anchor.
  ///
  /// - Returns: the names and bytes of each, in the order of the text.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the two cannot be read.
  package static func ownServices(
    in ours: SourceText, base: SourceText
  ) throws(EditingError) -> [(name: String, bytes: Range<Int>)] {
    let (ours, base) = (try ComposeSide(ours), try ComposeSide(base))
    let own = OwnServices(base: base, ours: ours, theirs: base)
    return own.others.map { ($0.name, $0.span) }.sorted { $0.1.lowerBound < $1.1.lowerBound }
  }
}
