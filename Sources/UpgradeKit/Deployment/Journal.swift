import GitKit

/// What a run is about to do, as far as the next run needs it for undoing.
package struct Journal: Sendable, Hashable {
  /// A file's change; its place in the list is its number in the staging folder.
  struct Entry: Sendable, Hashable {
    let path: TreePath
    let before: FileVersion
    let after: FileVersion
  }

  /// A folder that is empty after the removals, and goes.
  struct GoneFolder: Sendable, Hashable {
    let path: TreePath
    let permissions: UInt32
  }

  /// The lock's change.
  struct LockEntry: Sendable, Hashable {
    /// The lock's absolute path, to find out whether another run speaks of the same lock.
    let place: String
    let before: FileVersion
    let after: FileVersion
  }

  var entries: [Entry] = []
  /// Folders to make, outer ones first.
  var newFolders: [TreePath] = []
  /// Folders to remove, inner ones first.
  var goneFolders: [GoneFolder] = []
  var lock: LockEntry?
}
