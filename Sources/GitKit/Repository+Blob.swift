import CLibGit2

extension Repository {
  /// The bytes of a file.
  ///
  /// - Parameter limit: the most bytes to read; 16 MiB unless told otherwise.
  /// - Throws: ``GitError/Kind/tooLarge`` for a longer one, ``GitError/Kind/notFound``, ``GitError/Kind/corrupt``.
  package func blob(_ id: ObjectID, limit: Int = 16 << 20) throws(GitError) -> [UInt8] {
    var oid = id.oid
    let operation = "read the blob \(id)"
    // The header is read first: a blob that is too large must not even be unpacked.
    var size = 0
    var type = GIT_OBJECT_INVALID
    try LibGit2.check(git_odb_read_header(&size, &type, objects, &oid), operation)
    guard type == GIT_OBJECT_BLOB else {
      throw GitError(.invalid, operation: operation, message: "it is not a file")
    }
    guard size <= limit else {
      throw GitError(
        .tooLarge, operation: operation, message: "it has \(size) bytes, at most \(limit) are read")
    }
    let object = try LibGit2.make(operation) { git_odb_read(&$0, objects, &oid) }
    defer { git_odb_object_free(object) }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return Array(bytes)
  }

  /// Whether an object is there.
  package func contains(_ id: ObjectID) -> Bool {
    var oid = id.oid
    return git_odb_exists(objects, &oid) == 1
  }
}
