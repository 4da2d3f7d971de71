extension FileTree {
  /// The id that git gives to this tree; nothing is written.
  ///
  /// - Parameter blobs: the ids of files' contents, as far as they are known; they are not computed again.
  /// - Throws: ``GitError/Kind/invalidPath`` when a path is both a file and a folder.
  package func treeID(knowing blobs: [TreePath: ObjectID] = [:]) throws(GitError) -> ObjectID {
    try encode(knowing: blobs) { kind, bytes in ObjectID.of(kind, bytes) }
  }

  /// Hands each object of the tree to `store`, files before the folders that hold them, and gives the top one's id.
  ///
  /// - Parameter blobs: the files' contents that have an id and are not handed to it.
  func encode(
    knowing blobs: [TreePath: ObjectID] = [:],
    _ store: (ObjectKind, [UInt8]) throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    var top = Folder()
    for path in paths {
      guard let file = self[path] else { continue }
      let id: ObjectID
      if file.mode != .submodule, let blob = blobs[path] {
        id = blob
      } else {
        id = try Self.id(of: file, at: path, store)
      }
      try top.insert(path.components[...], at: path, mode: file.mode, id: id)
    }
    return try top.encode(store)
  }

  /// The id of one file's object, once handed to `store`; a submodule's is the commit it names.
  static func id(
    of file: File,
    at path: TreePath,
    _ store: (ObjectKind, [UInt8]) throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    guard file.mode == .submodule else { return try store(.blob, file.content) }
    guard let commit = ObjectID(hex: String(decoding: file.content, as: UTF8.self)) else {
      throw GitError(
        .invalid, operation: "make a tree",
        message: "the submodule `\(path)` does not hold the 40 digits of a commit")
    }
    return commit
  }
}

/// A folder on its way to being a tree object.
private struct Folder {
  private enum Entry {
    case file(FileMode, ObjectID)
    case folder(Folder)
  }

  private var entries: [Substring: Entry] = [:]

  mutating func insert(
    _ names: ArraySlice<Substring>,
    at path: TreePath,
    mode: FileMode,
    id: ObjectID
  ) throws(GitError) {
    guard let name = names.first else { return }
    let rest = names.dropFirst()
    switch (entries[name], rest.isEmpty) {
    case (nil, true):
      entries[name] = .file(mode, id)
    case (nil, false):
      var folder = Folder()
      try folder.insert(rest, at: path, mode: mode, id: id)
      entries[name] = .folder(folder)
    case (.folder(var folder), false):
      // Taken out while it changes, so that it is not copied.
      entries[name] = nil
      try folder.insert(rest, at: path, mode: mode, id: id)
      entries[name] = .folder(folder)
    case (.file, _), (.folder, true):
      throw GitError(
        .invalidPath, operation: "make a tree",
        message: "a path cannot be both a file and a folder: `\(path)`")
    }
  }

  func encode(
    _ store: (ObjectKind, [UInt8]) throws(GitError) -> ObjectID
  ) throws(GitError) -> ObjectID {
    // Git sorts a folder as if its name ended with a slash.
    var sorted: [(key: [UInt8], header: String, id: ObjectID)] = []
    for (name, entry) in entries {
      switch entry {
      case .file(let mode, let id):
        sorted.append((Array(name.utf8), "\(mode.octal) \(name)", id))
      case .folder(let folder):
        let id = try folder.encode(store)
        sorted.append((Array("\(name)/".utf8), "40000 \(name)", id))
      }
    }
    sorted.sort { $0.key.lexicographicallyPrecedes($1.key) }
    var bytes: [UInt8] = []
    for entry in sorted {
      bytes += entry.header.utf8
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return try store(.tree, bytes)
  }
}
