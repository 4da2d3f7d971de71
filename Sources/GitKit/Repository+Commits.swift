import CLibGit2

extension Repository {
  /// The commit of an id.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    try withCommit(id) { pointer throws(GitError) in
      guard let author = git_commit_author(pointer), let committer = git_commit_committer(pointer)
      else {
        throw GitError(.corrupt, operation: "read the commit \(id)", message: "it has no author")
      }
      return Commit(
        id: id,
        author: Signature(author.pointee),
        committer: Signature(committer.pointee),
        subject: text(git_commit_summary(pointer)),
        message: text(git_commit_message(pointer)),
        parents: Self.parents(pointer),
        tree: Self.tree(pointer)
      )
    }
  }

  /// The commit that is checked out, or would be in a bare repository; `nil` before the first one.
  package func head() throws(GitError) -> ObjectID? {
    try target(of: "HEAD")
  }

  /// The commit at the tip of a branch; `nil` when there is no such branch.
  package func branch(named name: String) throws(GitError) -> ObjectID? {
    try target(of: Self.branchPrefix + name)
  }

  /// The commit at the tip of the branch of a clone's origin; `nil` when there is no such branch.
  func remoteBranch(named name: String) throws(GitError) -> ObjectID? {
    try target(of: "refs/remotes/origin/" + name)
  }

  /// Whether a branch is the one that is checked out, here or in another work tree of the repository.
  package func isCheckedOut(branch name: String) throws(GitError) -> Bool {
    var reference: OpaquePointer?
    let code = git_reference_lookup(&reference, pointer, Self.branchPrefix + name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return false }
    try LibGit2.check(code, "read the branch `\(name)`")
    defer { git_reference_free(reference) }
    return git_branch_is_checked_out(reference) == 1
  }

  /// A branch beside which one of a name cannot be: one with the name of a folder of it, or below it.
  package func branchInTheWay(of name: String) throws(GitError) -> String? {
    var folder = name[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if try branch(named: String(folder)) != nil { return String(folder) }
    }
    let operation = "list the branches below `\(name)`"
    let iterator = try LibGit2.make(operation) {
      git_reference_iterator_glob_new(&$0, pointer, Self.branchPrefix + name + "/*")
    }
    defer { git_reference_iterator_free(iterator) }
    var found: UnsafePointer<CChar>?
    let code = git_reference_next_name(&found, iterator)
    if code == GIT_ITEROVER.rawValue { return nil }
    try LibGit2.check(code, operation)
    return String(text(found).dropFirst(Self.branchPrefix.count))
  }

  static let branchPrefix = "refs/heads/"

  private func target(of reference: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let code = git_reference_name_to_id(&id, pointer, reference)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    try LibGit2.check(code, "read `\(reference)`")
    return ObjectID(id)
  }

  /// Hands over a commit's handle.
  func withCommit<Result>(
    _ id: ObjectID,
    _ body: (OpaquePointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var oid = id.oid
    let commit: OpaquePointer
    do throws(GitError) {
      commit = try LibGit2.make("read the commit \(id)") { git_commit_lookup(&$0, pointer, &oid) }
    } catch {
      // The id can't be wrong: what is invalid is the object.
      throw error.kind == .invalid ? error.with(kind: .corrupt) : error
    }
    defer { git_commit_free(commit) }
    return try body(commit)
  }

  static func parents(_ commit: OpaquePointer) -> [ObjectID] {
    (0..<git_commit_parentcount(commit)).compactMap { index in
      git_commit_parent_id(commit, index).map { ObjectID($0.pointee) }
    }
  }

  static func tree(_ commit: OpaquePointer) -> ObjectID {
    ObjectID(git_commit_tree_id(commit).pointee)
  }
}
