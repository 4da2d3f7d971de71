import CLibGit2

extension Repository {
  /// Writes a commit and moves a branch to it; the work tree and its index are not touched.
  ///
  /// - Parameters:
  ///   - tree: its files.
  ///   - parents: the commits it is made on; the first must be the branch's tip if the branch exists.
  ///   - author: who made it, and when; also the committer unless told otherwise.
  ///   - branch: the branch to move or make; `nil` moves none.
  /// - Throws: ``GitError/Kind/outdated`` when the branch's tip is not the first parent.
  @discardableResult
  package func commit(
    tree: ObjectID,
    parents: [ObjectID],
    author: Signature,
    committer: Signature? = nil,
    message: String,
    branch: String? = nil
  ) throws(GitError) -> ObjectID {
    let operation = branch.map { "commit to the branch `\($0)`" } ?? "write a commit"
    var id = git_oid()
    var tree = tree.oid
    let reference = branch.map { Self.branchPrefix + $0 }
    let write = { () throws(GitError) in
      try author.withPointer { author throws(GitError) in
        try (committer ?? Signature(author.pointee)).withPointer { committer throws(GitError) in
          let code = Self.withPointers(to: parents.map(\.oid)) { parents, count in
            git_commit_create_from_ids(
              &id, self.pointer, reference, author, committer, nil, message, &tree, count, parents)
          }
          // What fails behind the renaming, as the flush of the folder, doesn't take it back.
          if code < 0, let reference, self.names(reference, id) { return }
          _ = try LibGit2.check(code, operation)
        }
      }
    }
    if let reference { try claim.hold(reference, write) } else { try write() }
    return ObjectID(id)
  }

  /// Whether a reference names an object.
  private func names(_ reference: String, _ id: git_oid) -> Bool {
    var (found, id) = (git_oid(), id)
    return git_reference_name_to_id(&found, pointer, reference) == 0
      && git_oid_equal(&found, &id) == 1
  }

  /// Makes a tag: annotated when it has a message, otherwise lightweight.
  ///
  /// - Parameters:
  ///   - name: without `refs/tags/`.
  ///   - target: the object it names, as a rule a commit.
  ///   - annotation: who made it, and the message.
  ///   - replacing: whether a tag of the same name is moved; else it is an error.
  /// - Returns: the tag object, or the target of a lightweight tag.
  @discardableResult
  package func tag(
    _ name: String,
    at target: ObjectID,
    annotation: (tagger: Signature, message: String)? = nil,
    replacing: Bool = false
  ) throws(GitError) -> ObjectID {
    let operation = "make the tag `\(name)`"
    var target = target.oid
    let object = try LibGit2.make(operation) {
      git_object_lookup(&$0, pointer, &target, GIT_OBJECT_ANY)
    }
    defer { git_object_free(object) }
    var id = git_oid()
    let force: Int32 = replacing ? 1 : 0
    if let annotation {
      try annotation.tagger.withPointer { tagger throws(GitError) in
        _ = try LibGit2.check(
          git_tag_create(&id, pointer, name, object, tagger, annotation.message, force), operation)
      }
    } else {
      try LibGit2.check(git_tag_create_lightweight(&id, pointer, name, object, force), operation)
    }
    return ObjectID(id)
  }

  /// Removes a tag.
  package func deleteTag(_ name: String) throws(GitError) {
    try LibGit2.check(git_tag_delete(pointer, name), "remove the tag `\(name)`")
  }

  private static func withPointers<Result>(
    to ids: [git_oid],
    _ body: (UnsafeMutablePointer<UnsafePointer<git_oid>?>?, Int) -> Result
  ) -> Result {
    ids.withUnsafeBufferPointer { ids in
      var pointers: [UnsafePointer<git_oid>?] = ids.indices.map { index in
        ids.baseAddress.map { $0 + index }
      }
      return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress, ids.count) }
    }
  }
}
