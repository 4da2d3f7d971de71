import Findings
import GitKit
import PatchKit

/// Finds what a deployment's files were made from, by the lock: only files whose id is the lock's count.
struct BaseFiles {
  let lock: Lock
  /// What is generated now.
  let target: UpgradeInputs
  let context: Context

  /// The bases of the files at some of the lock's paths, as far as they can be had.
  ///
  /// They are upstream's, are generated again with the patch set as it is or as it was, or are read from git's objects.
  func files(_ paths: [TreePath]) throws(UpgradeFailure) -> FileTree {
    var search = Search(lock.generated.files.filter { paths.contains($0.key) })
    search.look(in: target.generation.tree)
    if search.isDone { return search.found }
    if let release = try context.lockedRelease {
      if search.isOfUpstream {
        search.look(in: try context.sources.openUpstream().files(of: release))
        if search.isDone { return search.found }
      }
      search.look(in: try context.sources.inputs(for: release).generation.tree)
      if search.isDone { return search.found }
      if lock.patches.tree != target.patchSetID, let former = try formerPatchSet {
        search.look(in: try context.sources.generation(of: release, with: former).tree)
      }
    }
    for repository in context.repositories.all where !search.isDone {
      try search.look(in: repository)
    }
    return search.found
  }

  /// Upstream's own files at the locked commit, by path from the deployment's folder: what files may have been made from
  /// that were not generated. None when upstream no longer has the commit.
  func upstreamFiles() throws(UpgradeFailure) -> FileTree {
    let upstream = try context.sources.openUpstream()
    guard let release = try context.lockedRelease, upstream.repository.contains(release.commit)
    else {
      return FileTree()
    }
    let files = try upstream.files(of: release)
    return FileTree(
      Dictionary(
        uniqueKeysWithValues: files.paths.compactMap { path in
          files[path].map { (lock.generated.directory.appending(path), $0) }
        }))
  }

  /// Stops when the base of edited files may be there, where this run can't see it: that is no conflict.
  func checkReach(of paths: Set<TreePath>) throws(UpgradeFailure) {
    guard !paths.isEmpty, let finding = context.repositories.finding(Array(paths)) else { return }
    throw UpgradeFailure([finding])
  }

  /// What upstream gave other names since the locked release, by paths from the deployment's folder; nothing when
  /// upstream no longer has the locked commit.
  func renames() throws(UpgradeFailure) -> UpstreamRenames {
    let upstream = try context.sources.openUpstream()
    let directory = context.patchSet.deployment.directory
    var renames = UpstreamRenames()
    if let locked = try context.lockedRelease, upstream.repository.contains(locked.commit) {
      renames = try upstream.renames(
        from: locked, to: target.release, readings: context.sources.readings)
    }
    return renames.moved(
      from: lock.generated.directory, to: directory, Array(lock.generated.files.keys))
  }

  /// The variables that upstream's start scripts take for another one, by that.
  var standIns: [String: Set<String>] {
    VariableShims.standIns(in: target.generation.upstream, readings: context.sources.readings)
  }

  /// The patch set as it was when the lock was written, if a repository ever had it.
  private var formerPatchSet: PatchSet? {
    get throws(UpgradeFailure) {
      for repository in context.repositories.all {
        if let set = try PatchSetFolder.read(lock.patches.tree, from: repository) { return set }
      }
      for (repository, prefix) in context.repositories.folders {
        guard let folder = TreePath.optional(prefix) else { continue }
        if let set = try PatchSetFolder.read(lock.patches.tree, before: folder, in: repository) {
          return set
        }
      }
      return nil
    }
  }

  /// Files that are wanted, and those found.
  private struct Search {
    private var missing: [TreePath: Lock.GeneratedFile]
    private(set) var found = FileTree()

    init(_ wanted: [TreePath: Lock.GeneratedFile]) {
      missing = wanted
    }

    var isDone: Bool { missing.isEmpty }

    /// Whether upstream's own files are wanted.
    var isOfUpstream: Bool { missing.values.contains { $0.base != .generated } }

    mutating func look(in tree: FileTree) {
      for (path, file) in missing {
        guard let content = tree[path]?.content else { continue }
        take(content, path, file)
      }
    }

    mutating func look(in repository: Repository) throws(UpgradeFailure) {
      for (path, file) in missing where repository.contains(file.blob) {
        let content = try OwnRepositories.reading(repository) { () throws(GitError) in
          try repository.blob(file.blob)
        }
        take(content, path, file)
      }
    }

    private mutating func take(
      _ content: [UInt8], _ path: TreePath, _ file: Lock.GeneratedFile
    ) {
      guard ObjectID.ofBlob(content) == file.blob else { return }
      found[path] = FileTree.File(mode: file.mode, content: content)
      missing[path] = nil
    }
  }
}
