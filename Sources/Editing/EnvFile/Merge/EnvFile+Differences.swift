extension EnvFile {
  /// What people made of an env file: variables that were added, changed or dropped, those commented out included.
  ///
  /// A variable that was commented in or out counts as changed. No value is told.
  ///
  /// - Returns: the variables that differ, those of `old` in its order before those that only `new` has.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the two cannot be read.
  package static func differences(
    from old: SourceText, to new: SourceText
  ) throws(EditingError) -> [NodeDifference] {
    let (olds, news) = (EnvMerger.named(try EnvFile(old)), EnvMerger.named(try EnvFile(new)))
    let before = Set(olds.map(\.identity))
    let after = Dictionary(uniqueKeysWithValues: news.map { ($0.identity, $0.entry) })
    var differences: [NodeDifference] = []
    for (name, entry) in olds {
      guard let other = after[name] else {
        differences.append(NodeDifference(kind: .removed, path: name))
        continue
      }
      if !other.says(entry) { differences.append(NodeDifference(kind: .changed, path: name)) }
    }
    for (name, _) in news where !before.contains(name) {
      differences.append(NodeDifference(kind: .added, path: name))
    }
    return differences
  }
}
