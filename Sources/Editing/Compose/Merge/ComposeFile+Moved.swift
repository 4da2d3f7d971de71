extension ComposeFile {
  /// The entries of a service that another one has now, in the same way: variables and mounts. Both run the same image.
  ///
  /// - Parameters:
  ///   - name: the service that had them.
  ///   - old: its file.
  ///   - now: its file in the later version.
  ///   - other: the service that has them.
  ///   - new: that one's file.
  /// - Returns: what they are called in the two files, as `services.web.environment.TZ`.
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package static func moved(
    from name: String, in old: ComposeFile, _ now: ComposeFile, to other: String,
    in new: ComposeFile
  ) throws(EditingError) -> [(from: String, to: String)] {
    let before = try ComposeSide(old.document).services?.byIdentity[name]
    let after = try ComposeSide(now.document).services?.byIdentity[name]
    let target = try ComposeSide(new.document).services?.byIdentity[other]
    guard let before, let after, let target, let image = before.imageName,
      image == target.imageName, image == after.imageName
    else { return [] }
    return ["environment", "volumes"].flatMap { key -> [(from: String, to: String)] in
      let (from, to) = (
        ComposeRenames.services.under(name).under(key),
        ComposeRenames.services.under(other).under(key)
      )
      let there = target.tree[key]?.byIdentity ?? [:]
      return before.tree[key].changes(to: after.tree[key]).gone.compactMap { entry in
        guard there[entry.identity]?.tree.value == entry.tree.value else { return nil }
        return (from.under(entry.identity).text, to.under(entry.identity).text)
      }
    }
  }
}
