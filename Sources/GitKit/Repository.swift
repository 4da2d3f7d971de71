import CLibGit2

/// A git repository that is open: for reading, and for writing objects and references.
///
/// Everything it gives is a value. It is not safe to use on two threads: each opens its own.
package final class Repository {
  let pointer: OpaquePointer
  let objects: OpaquePointer

  /// Takes over a handle.
  init(owning pointer: OpaquePointer) throws(GitError) {
    self.pointer = pointer
    do throws(GitError) {
      objects = try LibGit2.make("open the object store") { git_repository_odb(&$0, pointer) }
    } catch {
      git_repository_free(pointer)
      throw error
    }
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(pointer)
  }

  /// The folder that holds the objects and references, ending with a slash.
  package var gitFolder: String { text(git_repository_path(pointer)) }

  /// The folder of the checked-out files, ending with a slash; `nil` when the repository is bare.
  package var workFolder: String? { git_repository_workdir(pointer).map { text($0) } }

  /// Whether the history was cut when the repository was cloned.
  package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }
}
