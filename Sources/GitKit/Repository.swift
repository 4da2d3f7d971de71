import CLibGit2

/// A git repository that is open: for reading, and for writing objects and references.
///
/// Everything it gives is a value. It is not safe to use on two threads: each opens its own.
package final class Repository {
  private(set) var pointer: OpaquePointer
  private(set) var objects: OpaquePointer

  /// Takes over a handle.
  init(owning pointer: OpaquePointer) throws(GitError) {
    self.pointer = pointer
    objects = try Self.objects(of: pointer)
  }

  /// Opens what is now in the place of a bare repository, for all who have this one.
  ///
  /// What was open is closed before: libgit2 gives whoever opens a pack at the same path the one that is open already.
  ///
  /// - Throws: ``GitError``; from then on the repository is an empty one.
  package func reopen() throws(GitError) {
    let folder = gitFolder
    let store = try LibGit2.make("make an object store") { git_odb_new(&$0) }
    let empty: OpaquePointer
    do throws(GitError) {
      empty = try LibGit2.make("make a repository") { git_repository_wrap_odb(&$0, store) }
    } catch {
      git_odb_free(store)
      throw error
    }
    close()
    (pointer, objects) = (empty, store)
    let opened = try Self.handle(of: folder)
    let there = try Self.objects(of: opened)
    close()
    (pointer, objects) = (opened, there)
  }

  /// Opens the object store of a repository; frees the repository when that fails.
  private static func objects(of pointer: OpaquePointer) throws(GitError) -> OpaquePointer {
    do throws(GitError) {
      let objects = try LibGit2.make("open the object store") { git_repository_odb(&$0, pointer) }
      do throws(GitError) {
        try LooseObjectGuard.add(to: objects, folder: objectFolder(of: pointer))
      } catch {
        git_odb_free(objects)
        throw error
      }
      return objects
    } catch {
      git_repository_free(pointer)
      throw error
    }
  }

  private static func objectFolder(of pointer: OpaquePointer) throws(GitError) -> String {
    var path = git_buf()
    defer { git_buf_dispose(&path) }
    try LibGit2.check(
      git_repository_item_path(&path, pointer, GIT_REPOSITORY_ITEM_OBJECTS),
      "find the object store")
    return text(path.ptr)
  }

  private func close() {
    git_odb_free(objects)
    git_repository_free(pointer)
  }

  deinit { close() }

  /// The folder that holds the objects and references, ending with a slash.
  package var gitFolder: String { text(git_repository_path(pointer)) }

  /// The folder of the checked-out files, ending with a slash; `nil` when the repository is bare.
  package var workFolder: String? { git_repository_workdir(pointer).map { text($0) } }

  /// Whether the history was cut when the repository was cloned.
  package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }
}
