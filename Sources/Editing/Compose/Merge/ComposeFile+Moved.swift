extension ComposeFile {
  /// The entries of a service that another one has now, in the same way: variables, mounts and ports. Both run the same
  /// image.
  ///
  /// - Parameters:
  ///   - name: the service that had them.
  ///   - old: its file.
  ///   - now: its file in the later version.
  ///   - other: the service that has them.
  ///   - new: that one's file.
  /// - Returns: their places in the two files.
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package static func moved(
    from name: String, in old: ComposeFile, _ now: ComposeFile, to other: String,
    in new: ComposeFile
  ) throws(EditingError) -> [(from: ComposePlace, to: ComposePlace)] {
    let before = try ComposeSide(old.document).services?.byIdentity[name]
    let after = try ComposeSide(now.document).services?.byIdentity[name]
    let target = try ComposeSide(new.document).services?.byIdentity[other]
    guard let before, let after, let target, let image = before.imageName,
      image == target.imageName, image == after.imageName
    else { return [] }
    return Self.movableKeys.flatMap { key -> [(from: ComposePlace, to: ComposePlace)] in
      let (from, to) = (
        ComposeRenames.services.under(name).under(key),
        ComposeRenames.services.under(other).under(key)
      )
      let there = target.tree[key]?.byIdentity ?? [:]
      return before.tree[key].changes(to: after.tree[key]).gone.compactMap { entry in
        guard there[entry.identity]?.tree.value == entry.tree.value else { return nil }
        return (from.under(entry.identity), to.under(entry.identity))
      }
    }
  }

  private static let movableKeys = ["environment", "volumes", "ports", "expose"]

  /// The places of an older version that people deleted in a file made from it, whose services it has still, under
  /// whatever name.
  ///
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package static func deleted(
    _ places: [ComposePlace], from base: SourceText, in ours: SourceText
  ) throws(EditingError) -> [ComposePlace] {
    let (base, ours) = (try ComposeSide(base), try ComposeSide(ours))
    let own = OwnServices(base: base, ours: ours, theirs: base).renames
    return places.filter { place in
      guard base.tree.entry(at: place.parts) != nil, place.parts.count > 2 else { return false }
      var parts = place.parts
      parts[1] = own.service(parts[1]) ?? parts[1]
      return ours.services?.byIdentity[parts[1]] != nil && ours.tree.entry(at: parts) == nil
    }
  }

  /// Whether a file has something at a place.
  ///
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package static func has(
    _ place: ComposePlace, in text: SourceText
  ) throws(EditingError) -> Bool {
    try ComposeSide(text).tree.entry(at: place.parts) != nil
  }

  /// A file without what is at some places.
  ///
  /// - Throws: ``EditingError`` as ``remove(_:)``.
  package static func removing(
    _ places: [ComposePlace], from text: SourceText
  ) throws(EditingError) -> SourceText {
    var text = text
    for place in places {
      let file = try ComposeFile(text)
      text = try text.applying(file.remove(place.parts).edits)
    }
    return text
  }
}
