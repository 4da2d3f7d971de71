import Findings
import GitKit
import PatchKit

/// A patch set's files, read with all kinds of operations, guarantees and conditions that there are.
enum PatchSetFolder {
  /// Reads a patch set and its list of accepted findings from disk.
  ///
  /// - Throws: ``UpgradeFailure`` with everything that is wrong with the manifests, or why the folder cannot be read.
  static func read(
    _ path: String
  ) throws(UpgradeFailure) -> (set: PatchSet, accepted: [Acceptance]) {
    let files: FileTree
    let isHalfWritten: Bool
    do throws(FileSystemError) {
      let folder = try Folder(at: path)
      isHalfWritten = try folder.entry(Staging.journal) != nil
      files = try folder.tree().filter { path, _ in
        !isDraft(path) && !path.isInside(Staging.folder)
      }
    } catch {
      throw UpgradeFailure(
        .unreadableManifest, "the patch set cannot be read: \(error.description)",
        advice: (error.advice.map { [$0] } ?? [])
          + ["name the patch set's folder with `--patches`, or run where `patches/` is"])
    }
    if isHalfWritten { throw halfWritten(path) }
    do throws(ManifestError) {
      return (
        try read(files, folder: shownName(path)),
        try Acceptance.readAll(of: files, folder: shownName(path))
      )
    } catch {
      throw UpgradeFailure(error.findings)
    }
  }

  /// Writes files of the patch set and the lock, all or none.
  ///
  /// - Parameter changes: by path from the patch set's folder.
  /// - Throws: ``UpgradeFailure``; nothing was written.
  static func write(_ changes: ChangeSet, _ places: Places) throws(UpgradeFailure) {
    let cancellation = places.connection.cancellation
    do throws(DeploymentError) {
      let writer = try DeploymentWriter(
        deployment: places.patches,
        lock: try LockFile(at: places.lock, observer: places.observer), observer: places.observer)
      _ = try writer.apply(changes, isCancelled: { cancellation.isCancelled })
    } catch {
      throw UpgradeFailure(error)
    }
  }

  /// Undoes a run that was interrupted while it wrote the patch set.
  static func recover(
    _ places: Places, willUndo: () -> Void
  ) throws(UpgradeFailure) {
    let folder: Folder
    do throws(FileSystemError) {
      folder = try Folder(at: places.patches)
    } catch {
      // Why it can't be opened is told where it is read, which comes next.
      return
    }
    do throws(DeploymentError) {
      let isInterrupted = try onFileSystem { () throws(FileSystemError) in
        try DeploymentWriter.isInterrupted(folder)
      }
      guard isInterrupted else { return }
      let lock = try onFileSystem { () throws(FileSystemError) in
        try LockFile(at: places.lock, observer: places.observer)
      }
      _ = try DeploymentWriter.ofExisting(
        places.patches, lock: lock, observer: places.observer, willUndo: willUndo)
    } catch {
      throw UpgradeFailure(error)
    }
  }

  private static func halfWritten(_ path: String) -> UpgradeFailure {
    UpgradeFailure(
      .writeFailed, "an earlier run was interrupted while it wrote the patch set",
      places: [Place(.patchSet, shownName(path))],
      advice: [
        "run the interrupted command again: every run that writes first undoes what was half done"
      ])
  }

  /// Whether a file is what a killed `resolve` or `accept` left: no part of the patch set, and removed by the next one.
  static func isDraft(_ path: TreePath) -> Bool {
    guard let subject = path.components.last.flatMap({ Draft.subject(of: String($0)) }) else {
      return false
    }
    return path.isInside(Resolution.folder)
      || path.components.count == 1 && subject == Acceptance.fileName
  }

  /// Reads a patch set as it was, from git's objects; `nil` when this repository never had it, or it could not be used.
  ///
  /// - Throws: ``UpgradeFailure`` when the repository is damaged.
  static func read(
    _ tree: ObjectID, from repository: Repository
  ) throws(UpgradeFailure) -> PatchSet? {
    guard repository.contains(tree) else { return nil }
    return usable(
      try OwnRepositories.reading(repository) { () throws(GitError) in
        try repository.fileTree(tree)
      })
  }

  /// Looks for a patch set in the history of the folder it is in: with a list of accepted findings beside it, which
  /// makes no patch set another one, git has no tree of its id.
  ///
  /// - Throws: ``UpgradeFailure`` when the repository is damaged.
  static func read(
    _ tree: ObjectID, before folder: TreePath, in repository: Repository
  ) throws(UpgradeFailure) -> PatchSet? {
    let files: FileTree? = try OwnRepositories.reading(repository) { () throws(GitError) in
      guard let head = try repository.head() else { return nil }
      for commit in try known(of: folder, to: head, in: repository) {
        guard case .folder(let former)? = try repository.entry(at: folder, in: commit) else {
          continue
        }
        let files = try repository.fileTree(former, where: { path, _ in !isAccepted(path) })
        if try files.treeID() == tree { return files }
      }
      return nil
    }
    return files.flatMap(usable)
  }

  /// The commits on a folder; none where the clone is shallow, which is told of where a file's base is missing.
  private static func known(
    of folder: TreePath, to head: ObjectID, in repository: Repository
  ) throws(GitError) -> [ObjectID] {
    do throws(GitError) {
      return try CommitRange(of: repository, from: nil, to: head).versions(of: folder).commits
    } catch {
      guard repository.isShallow, error.kind == .unsupported else { throw error }
      return []
    }
  }

  private static func usable(_ files: FileTree) -> PatchSet? {
    do throws(ManifestError) {
      return try read(files, folder: shownName("/"))
    } catch {
      // A patch set of former times may have what is not read any more.
      return nil
    }
  }

  /// Reads a patch set of files.
  ///
  /// - Parameter folder: what its folder is called in findings.
  static func read(
    _ files: FileTree, folder: String
  ) throws(ManifestError) -> PatchSet {
    // What people live with makes no file another one.
    let files = files.filter { path, _ in !isAccepted(path) }
    return try PatchSet.read(files, folder: folder, vocabulary: .standard)
  }

  private static func isAccepted(_ path: TreePath) -> Bool { path.text == Acceptance.fileName }

  /// The folder's name in findings: reports have no absolute paths.
  static func shownName(_ path: String) -> String {
    guard path.hasPrefix("/") else { return path }
    return path.split(separator: "/").last.map(String.init) ?? "patches"
  }
}
