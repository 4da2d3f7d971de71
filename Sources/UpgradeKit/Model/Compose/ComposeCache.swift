import GitKit

/// What was made of compose files, for projects that have their first files in common.
///
/// It belongs to one thread, like the files.
final class ComposeCache {
  /// Files, the folder that their paths count from, and the variables they were interpolated with.
  struct Key: Hashable {
    let paths: [TreePath]
    let folder: ComposeFolder
    let variables: [String: String]
  }

  /// The files merged, and all that were read for it.
  typealias Merged = (tree: ComposeTree, read: [TreePath])

  private var known: [Key: Merged] = [:]

  /// What is known of the first of some files: as many as possible.
  func longest(of key: Key) -> (count: Int, merged: Merged)? {
    for count in key.paths.indices.reversed() {
      let part = Key(
        paths: Array(key.paths[...count]), folder: key.folder, variables: key.variables)
      if let merged = known[part] { return (count + 1, merged) }
    }
    return nil
  }

  /// Keeps what was made.
  func keep(_ merged: Merged, as key: Key) { known[key] = merged }
}
