import CLibGit2

extension Repository {
  /// All tags that lead to a commit, by name; tags of other objects are left out.
  public func tags() throws(GitError) -> [TagReference] {
    let iterator = try LibGit2.make("list the tags") {
      git_reference_iterator_glob_new(&$0, pointer, Self.tagPrefix + "*")
    }
    defer { git_reference_iterator_free(iterator) }
    var tags: [TagReference] = []
    while true {
      var reference: OpaquePointer?
      let code = git_reference_next(&reference, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try LibGit2.check(code, "list the tags")
      guard let reference else { break }
      defer { git_reference_free(reference) }
      do throws(GitError) {
        tags.append(try tag(reference))
      } catch {
        guard error.kind == .invalid else { throw error }
        try checkTarget(of: reference)
      }
    }
    return tags.sorted { $0.name < $1.name }
  }

  /// The tag of a name; `nil` when there is none.
  ///
  /// - Throws: ``GitError/Kind/invalid`` when it leads to something else than a commit.
  public func tag(named name: String) throws(GitError) -> TagReference? {
    var reference: OpaquePointer?
    let code = git_reference_lookup(&reference, pointer, Self.tagPrefix + name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    try LibGit2.check(code, "read the tag `\(name)`")
    guard let reference else { return nil }
    defer { git_reference_free(reference) }
    return try tag(reference)
  }

  /// Reads what a reference names, whole: a damaged object may look like one of another kind.
  private func checkTarget(of reference: OpaquePointer) throws(GitError) {
    guard var id = git_reference_target(reference)?.pointee else { return }
    let operation = "read the tag `\(text(git_reference_shorthand(reference)))`"
    do throws(GitError) {
      let object = try LibGit2.make(operation) { git_odb_read(&$0, objects, &id) }
      git_odb_object_free(object)
    } catch {
      throw error.with(kind: .corrupt)
    }
  }

  static let tagPrefix = "refs/tags/"

  private func tag(_ reference: OpaquePointer) throws(GitError) -> TagReference {
    let name = String(text(git_reference_name(reference)).dropFirst(Self.tagPrefix.count))
    let operation = "read the tag `\(name)`"
    let resolved = try LibGit2.make(operation) { git_reference_resolve(&$0, reference) }
    defer { git_reference_free(resolved) }
    let commit: OpaquePointer
    do throws(GitError) {
      commit = try LibGit2.make(operation) { git_reference_peel(&$0, resolved, GIT_OBJECT_COMMIT) }
    } catch {
      throw error.ofReachableObject
    }
    defer { git_object_free(commit) }
    guard let target = git_reference_target(resolved), let id = git_object_id(commit) else {
      throw GitError(.corrupt, operation: operation, message: "it names no object")
    }
    let named = ObjectID(target.pointee)
    let peeled = ObjectID(id.pointee)
    return TagReference(name: name, commit: peeled, tagObject: named == peeled ? nil : named)
  }
}
