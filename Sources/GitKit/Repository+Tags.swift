import CLibGit2
import Glibc

extension Repository {
  /// All tags that lead to a commit, by name; others are left out.
  package func tags() throws(GitError) -> [TagReference] {
    try tagList().tags
  }

  /// All tags, by name: those that lead to a commit, and those that do not, with the reason.
  ///
  /// One bad tag is no reason to know nothing of the others.
  package func tagList() throws(GitError) -> (tags: [TagReference], others: [UnusableTag]) {
    var tags: [TagReference] = []
    var others: [UnusableTag] = []
    for reference in try referenceNames(Self.tagPrefix + "*") {
      let name = String(reference.dropFirst(Self.tagPrefix.count))
      do throws(GitError) {
        if let tag = try tag(named: name) { tags.append(tag) }
      } catch {
        others.append(UnusableTag(name: name, error: error))
      }
    }
    return (tags.sorted { $0.name < $1.name }, others.sorted { $0.name < $1.name })
  }

  /// The names of references; also of those that cannot be read, which libgit2 passes over when it reads them in turn.
  func referenceNames(_ glob: String) throws(GitError) -> [String] {
    let iterator = try LibGit2.make("list the references") {
      git_reference_iterator_glob_new(&$0, pointer, glob)
    }
    defer { git_reference_iterator_free(iterator) }
    var names: [String] = []
    while true {
      var name: UnsafePointer<CChar>?
      let code = git_reference_next_name(&name, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try LibGit2.check(code, "list the references")
      names.append(text(name))
    }
    // One that is a file of its own and says nothing is passed over even so.
    let prefix = glob.prefix { $0 != "*" }
    let known = Set(names)
    return names + (try referenceFiles(prefix)).filter { !known.contains($0) }
  }

  /// The names of the references that are files of their own.
  private func referenceFiles(_ prefix: Substring) throws(GitError) -> [String] {
    let top = text(git_repository_commondir(pointer))
    var names: [String] = []
    var folders = [
      (name: prefix.hasSuffix("/") ? String(prefix.dropLast()) : String(prefix), depth: 0)
    ]
    while let folder = folders.popLast() {
      guard folder.depth < 32, access(top + folder.name, F_OK) == 0 else { continue }
      for entry in try listFolder(top + folder.name) {
        let name = "\(folder.name)/\(entry)"
        var status = stat()
        guard lstat(top + name, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append((name, folder.depth + 1))
        } else if !entry.hasSuffix(".lock") {
          names.append(name)
        }
      }
    }
    return names
  }

  /// The tag of a name; `nil` when there is none.
  ///
  /// - Throws: ``GitError/Kind/invalid`` when it leads to something else than a commit.
  package func tag(named name: String) throws(GitError) -> TagReference? {
    var reference: OpaquePointer?
    let code = git_reference_lookup(&reference, pointer, Self.tagPrefix + name)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue { return nil }
    try LibGit2.check(code, "read the tag `\(name)`")
    guard let reference else { return nil }
    defer { git_reference_free(reference) }
    do throws(GitError) {
      return try tag(reference)
    } catch {
      if error.kind == .invalid { try checkTarget(of: reference) }
      throw error
    }
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
