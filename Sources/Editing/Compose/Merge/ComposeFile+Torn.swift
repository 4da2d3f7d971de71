extension ComposeFile {
  /// A service that a change took apart: keys of it belong to something else now.
  package struct TornService: Sendable {
    /// The service.
    package let name: String
    /// A key that it had; `nil` when it has nothing left, and nobody else has it.
    package let key: String?
    /// What has the key now.
    package let holder: String?
    /// Where that is, in bytes of the new text.
    package let offset: Int
  }

  /// The first service of a file that a change took apart, as a line does that stands at the wrong indentation. One that
  /// was renamed or removed as a whole is not.
  package static func tornService(
    from old: ComposeFile, to new: ComposeFile
  ) throws(EditingError) -> TornService? {
    let (before, after) = (
      try ComposeSide(old.document).tree["services"], try ComposeSide(new.document).tree["services"]
    )
    guard let before, let after, before.value != after.value else { return nil }
    let (known, found) = (before.byIdentity, after.byIdentity)
    for service in before.own {
      guard let keys = service.tree.entries, !keys.isEmpty else { continue }
      let left = found[service.identity]
      let lost = keys.filter { left?.tree.byIdentity[$0.identity] == nil }
      guard !lost.isEmpty else { continue }
      var holders: [(key: String, holder: String, offset: Int)] = []
      for other in after.own where other.identity != service.identity {
        let had = known[other.identity]?.tree.byIdentity ?? [:]
        for key in lost where had[key.identity] == nil {
          guard let moved = other.tree.byIdentity[key.identity],
            moved.tree.value == key.tree.value
          else { continue }
          holders.append((key.identity, other.identity, moved.span.lowerBound))
        }
      }
      let isRenamed = left == nil && holders.count >= lost.count
      if let first = holders.first, !isRenamed {
        return TornService(
          name: service.identity, key: first.key, holder: first.holder, offset: first.offset)
      }
      if let left, left.tree.value == .null {
        return TornService(
          name: service.identity, key: nil, holder: nil, offset: left.span.lowerBound)
      }
    }
    return nil
  }
}
