/// What is done to a file or folder: a step that can fail, and that tests can stop at.
package enum FileOperation: String, Sendable, Hashable, CaseIterable {
  case open
  case inspect
  case read
  case list
  case create
  case write
  case setMode
  case link
  case rename
  case remove
  case createFolder
  case removeFolder
  case sync
  case lock

  /// The operation as a verb, for the sentence "cannot … `path`".
  var verb: String {
    switch self {
    case .open: "open"
    case .inspect: "look at"
    case .read: "read"
    case .list: "list"
    case .create: "create"
    case .write: "write"
    case .setMode: "set the mode of"
    case .link: "link"
    case .rename: "move into place"
    case .remove: "remove"
    case .createFolder: "create the folder"
    case .removeFolder: "remove the folder"
    case .sync: "flush"
    case .lock: "lock"
    }
  }
}

/// Is told of every step before it is made, and may fail it; this is how tests run out of space or die half-way.
package protocol FileStepObserver: Sendable {
  /// Called before a step.
  ///
  /// - Throws: what the step shall fail with, instead of being made.
  func willPerform(_ operation: FileOperation, at path: String) throws(FileSystemError)
}
