import Findings
import GitKit
import PatchKit

/// Finds what was generated for the lock: only files whose id is the lock's count.
struct BaseFiles {
  let lock: Lock
  /// What is generated now.
  let target: UpgradeInputs
  let context: Context

  /// The generated files at some of the lock's paths, as far as they can be had.
  ///
  /// They are generated again, with the patch set as it is or as it was, or read from git's objects.
  func files(_ paths: [TreePath]) throws(UpgradeFailure) -> FileTree {
    var search = Search(lock.generated.files.filter { paths.contains($0.key) })
    search.look(in: target.generation.tree)
    if search.isDone { return search.found }
    if let release = context.lockedRelease {
      search.look(in: try context.sources.inputs(for: release).generation.tree)
      if search.isDone { return search.found }
      if lock.patches.tree != target.patchSetID, let former = formerPatchSet {
        search.look(in: try context.sources.generation(of: release, with: former).tree)
      }
    }
    for repository in context.repositories where !search.isDone { search.look(in: repository) }
    return search.found
  }

  /// The files that upstream moved since the locked release, below the deployment's folder: new paths by old ones.
  func renames() throws(UpgradeFailure) -> [TreePath: TreePath] {
    let upstream = try context.sources.openUpstream()
    let renames: [Rename]
    do throws(GitError) {
      renames = try upstream.repository.renames(
        from: lock.upstream.commit, to: target.release.commit)
    } catch {
      throw UpgradeFailure(error, upstream: upstream.address)
    }
    let directory = context.patchSet.deployment.directory
    var paths: [TreePath: TreePath] = [:]
    if directory != lock.generated.directory {
      for path in lock.generated.files.keys {
        paths[lock.generated.directory.appending(path)] = directory.appending(path)
      }
    }
    for rename in renames {
      paths[lock.generated.directory.appending(rename.old)] = directory.appending(rename.new)
    }
    return paths
  }

  /// The patch set as it was when the lock was written, if a repository ever had it.
  private var formerPatchSet: PatchSet? {
    context.repositories.lazy.compactMap { repository in
      PatchSetFolder.read(lock.patches.tree, from: repository)
    }.first
  }

  /// Files that are wanted, and those found.
  private struct Search {
    private var missing: [TreePath: Lock.GeneratedFile]
    private(set) var found = FileTree()

    init(_ wanted: [TreePath: Lock.GeneratedFile]) {
      missing = wanted
    }

    var isDone: Bool { missing.isEmpty }

    mutating func look(in tree: FileTree) {
      for (path, file) in missing {
        guard let content = tree[path]?.content else { continue }
        take(content, path, file)
      }
    }

    mutating func look(in repository: Repository) {
      for (path, file) in missing where repository.contains(file.blob) {
        guard let content = try? repository.blob(file.blob) else { continue }
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
