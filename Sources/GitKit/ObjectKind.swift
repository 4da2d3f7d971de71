import CLibGit2

/// What a git object is.
package enum ObjectKind: Sendable, Hashable, CaseIterable {
  /// The bytes of a file.
  case blob
  /// A folder.
  case tree
  /// A commit.
  case commit
  /// An annotated tag.
  case tag

  var type: git_object_t {
    switch self {
    case .blob: GIT_OBJECT_BLOB
    case .tree: GIT_OBJECT_TREE
    case .commit: GIT_OBJECT_COMMIT
    case .tag: GIT_OBJECT_TAG
    }
  }
}

extension ObjectID {
  /// The id that git gives to a file's bytes: what `git hash-object` prints.
  package static func ofBlob(_ bytes: [UInt8]) -> ObjectID {
    of(.blob, bytes)
  }

  /// The id that git gives to an object of a kind.
  static func of(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    LibGit2.start()
    var id = git_oid()
    let code = git_odb_hash(&id, bytes, bytes.count, kind.type)
    // It fails for want of memory only.
    precondition(code == 0, "libgit2 cannot hash")
    return ObjectID(id)
  }
}
