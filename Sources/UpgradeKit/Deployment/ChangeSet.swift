package import GitKit

/// The files of a deployment that shall change, together: all of them, or none.
package struct ChangeSet: Sendable, Hashable {
  /// One file's change.
  package struct Change: Sendable, Hashable {
    /// What the file was when the change was decided on; if it is anything else by now, nothing is written.
    package let before: FileVersion
    /// What it shall be; `nil` to remove it.
    package let after: FileTree.File?
    /// The file that the written one has permissions and owner of, exactly; `nil` for those of its mode.
    package var rights: TreePath?
  }

  /// The changes by path from the deployment's folder.
  package private(set) var changes: [TreePath: Change] = [:]
  /// The change of the lock, which is made last; the lock may lie outside the deployment.
  package private(set) var lock: Change?

  /// Makes a set without changes.
  package init() {}

  /// The paths that change, sorted; the lock's is not among them.
  var paths: [TreePath] { changes.keys.sorted() }

  /// Has a file written, over what it was.
  ///
  /// - Parameter rights: the file that it is to have permissions and owner of, as one with secrets keeps its own; `nil` for
  ///   those of its mode.
  package mutating func write(
    _ file: FileTree.File, to path: TreePath, replacing before: FileVersion,
    rights: TreePath? = nil
  ) {
    changes[path] = Change(before: before, after: file, rights: rights)
  }

  /// Has a file removed; folders that are empty then go with it.
  package mutating func remove(_ path: TreePath, replacing before: FileVersion) {
    changes[path] = Change(before: before, after: nil)
  }

  /// Has the lock written, over what it was.
  package mutating func writeLock(_ content: [UInt8], replacing before: FileVersion) {
    lock = Change(before: before, after: FileTree.File(content: content))
  }
}

extension ChangeSet {
  /// Makes the set that turns files into other files.
  ///
  /// - Parameters:
  ///   - before: the files as they are, those that shall stay included.
  ///   - after: the files as they shall be; what is not among them is removed.
  package init(from before: [TreePath: FileVersion], to after: FileTree) {
    for path in after.paths {
      guard let file = after[path] else { continue }
      let old = before[path] ?? .absent
      if old != FileVersion(file) { write(file, to: path, replacing: old) }
    }
    for (path, old) in before where after[path] == nil && old != .absent {
      remove(path, replacing: old)
    }
  }
}
