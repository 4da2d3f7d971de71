package import GitKit

/// What a path holds: nothing, or a file of a mode and content.
package enum FileVersion: Sendable, Hashable {
  case absent
  case file(FileMode, ObjectID)

  /// The version that a file is; `absent` for none.
  package init(_ file: FileTree.File?) {
    if let file {
      self = .file(file.mode, .ofBlob(file.content))
    } else {
      self = .absent
    }
  }
}
