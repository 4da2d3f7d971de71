import CLibGit2
import Glibc

/// A file in a work tree whose content is in no commit.
package struct UncommittedChange: Sendable, Hashable {
  /// What a commit lacks.
  package enum Kind: Sendable, Hashable, CaseIterable {
    /// The file differs from the last commit.
    case modified
    /// The file is gone, or its removal is staged.
    case deleted
    /// The file is in no commit yet, though staged.
    case added
    /// Git does not know the file.
    case untracked
    /// Git does not know the file and is told to ignore it.
    case ignored
    /// A merge is unfinished.
    case conflicted
  }

  /// The path from the top of the work tree.
  package let path: TreePath
  /// What a commit lacks.
  package let kind: Kind

  /// Makes a change.
  package init(path: TreePath, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

extension Repository {
  /// Which of some files would be lost if they were overwritten: their content is in no commit.
  ///
  /// Files that a sparse checkout leaves out are no change; those that git is told not to look at are looked at.
  ///
  /// - Parameter paths: from the top of the work tree; a file below one of them counts too.
  /// - Returns: the changes, staged or not, sorted by path.
  /// - Throws: ``GitError/Kind/unsupported`` when the repository is bare, or its index is a sparse one.
  package func uncommittedChanges(in paths: [TreePath]) throws(GitError) -> [UncommittedChange] {
    guard !paths.isEmpty else { return [] }
    let overlooked = try overlookedFiles(in: paths)
    let absent = Set(overlooked.lazy.filter(\.isNotCheckedOut).map(\.path))
    var options = git_status_options()
    git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION))
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
    options.flags =
      GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
      | GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue | GIT_STATUS_OPT_RECURSE_IGNORED_DIRS.rawValue
      | GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue
    let list = try Self.withStrings(paths.map(\.text)) { strings throws(GitError) in
      options.pathspec = strings
      return try LibGit2.make("look for uncommitted changes") {
        git_status_list_new(&$0, pointer, &options)
      }
    }
    defer { git_status_list_free(list) }
    var changes: [UncommittedChange] = []
    for index in 0..<git_status_list_entrycount(list) {
      guard let entry = git_status_byindex(list, index)?.pointee else { continue }
      let delta = (entry.index_to_workdir ?? entry.head_to_index)?.pointee
      // A name that is no path here is none of those asked for.
      guard let path = try? TreePath(text(delta?.old_file.path)) else { continue }
      var status = entry.status
      if absent.contains(path) { status.rawValue &= ~GIT_STATUS_WT_DELETED.rawValue }
      guard let kind = UncommittedChange.Kind(status) else { continue }
      changes.append(UncommittedChange(path: path, kind: kind))
    }
    let told = Set(changes.lazy.map(\.path))
    for file in overlooked where !told.contains(file.path) {
      if try isChanged(file) { changes.append(UncommittedChange(path: file.path, kind: .modified)) }
    }
    return changes.sorted { $0.path < $1.path }
  }

  /// Hands over texts as libgit2 wants a list of them.
  static func withStrings<Result>(
    _ strings: [String],
    _ body: (git_strarray) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var array = git_strarray()
    var copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    var result: Swift.Result<Result, GitError>?
    copies.withUnsafeMutableBufferPointer { copies in
      array.strings = copies.baseAddress
      array.count = copies.count
      do throws(GitError) {
        result = .success(try body(array))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { throw GitError(.other, operation: "copy texts", message: "no memory") }
    return try result.get()
  }
}

extension UncommittedChange.Kind {
  fileprivate init?(_ status: git_status_t) {
    func has(_ flags: git_status_t...) -> Bool {
      flags.contains { status.rawValue & $0.rawValue != 0 }
    }
    if has(GIT_STATUS_CONFLICTED) {
      self = .conflicted
    } else if has(GIT_STATUS_WT_NEW) {
      self = .untracked
    } else if has(GIT_STATUS_IGNORED) {
      self = .ignored
    } else if has(GIT_STATUS_WT_DELETED, GIT_STATUS_INDEX_DELETED) {
      self = .deleted
    } else if has(GIT_STATUS_INDEX_NEW) {
      self = .added
    } else if has(
      GIT_STATUS_WT_MODIFIED, GIT_STATUS_WT_TYPECHANGE, GIT_STATUS_WT_RENAMED,
      GIT_STATUS_WT_UNREADABLE, GIT_STATUS_INDEX_MODIFIED, GIT_STATUS_INDEX_TYPECHANGE,
      GIT_STATUS_INDEX_RENAMED)
    {
      self = .modified
    } else {
      return nil
    }
  }
}
