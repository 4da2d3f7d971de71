import CLibGit2

extension Repository {
  /// The commit that a name means: a branch's tip, the commit of a tag, or a commit by its id, in full or by four digits
  /// and more; `nil` when there is none, or no single one.
  package func commit(named name: String) throws(GitError) -> ObjectID? {
    if name == "HEAD" { return try head() }
    if let commit = try branch(named: name) { return commit }
    if let commit = try remoteBranch(named: name) { return commit }
    if let tag = try tag(named: name) { return tag.commit }
    return try commit(beginningWith: name)
  }

  /// The names of the branches, sorted.
  package func branchNames() throws(GitError) -> [String] {
    try referenceNames(Self.branchPrefix + "*").map {
      String($0.dropFirst(Self.branchPrefix.count))
    }.sorted()
  }

  /// The commit whose id begins with some digits; `nil` when there is none, or more than one.
  private func commit(beginningWith digits: String) throws(GitError) -> ObjectID? {
    let count = digits.utf8.count
    guard (4...2 * ObjectID.byteCount).contains(count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) })
    else { return nil }
    var id = git_oid()
    let padded = digits + String(repeating: "0", count: 2 * ObjectID.byteCount - count)
    try LibGit2.check(git_oid_fromstr(&id, padded), "read the id `\(digits)`")
    var commit: OpaquePointer?
    let code = git_commit_lookup_prefix(&commit, pointer, &id, count)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EAMBIGUOUS.rawValue { return nil }
    try LibGit2.check(code, "read the commit `\(digits)`")
    defer { git_commit_free(commit) }
    return git_commit_id(commit).map { ObjectID($0.pointee) }
  }
}
