import Findings
import GitKit
import PatchKit

/// Finds what was generated for the lock: only files whose id is the lock's count.
struct BaseFiles {
  let lock: Lock
  let inputs: UpgradeInputs
  let upstream: Upstream
  let request: UpgradeRequest

  /// The generated files at some of the lock's paths, as far as they can be had.
  ///
  /// They are generated again, with the patch set as it is or as it was, or read from git's objects.
  func files(_ paths: [TreePath]) throws(UpgradeFailure) -> FileTree {
    var search = Search(lock.generated.files.filter { paths.contains($0.key) })
    search.look(in: inputs.generation.tree)
    if search.isDone { return search.found }
    let release = ReleaseName(lock.upstream.tag).map {
      Release(name: $0, commit: lock.upstream.commit, tagObject: lock.upstream.tagObject)
    }
    let files = try release.map { (release) throws(UpgradeFailure) in
      try upstream.files(of: release)
    }
    func generate(with patchSet: PatchSet) {
      guard let release, let files else { return }
      search.look(
        in: patchSet.generate(
          release: release.name, upstream: files, history: upstream.history(for: release)
        ).tree)
    }
    generate(with: inputs.patchSet)
    if search.isDone { return search.found }
    let repositories = repositories()
    if lock.patches.tree != inputs.patchSetID {
      if let patchSet = repositories.lazy.compactMap(patchSet).first { generate(with: patchSet) }
    }
    for repository in repositories where !search.isDone { search.look(in: repository) }
    return search.found
  }

  /// The files that upstream moved since the locked release, below the deployment's folder: new paths by old ones.
  func renames() throws(UpgradeFailure) -> [TreePath: TreePath] {
    let renames: [Rename]
    do throws(GitError) {
      renames = try upstream.repository.renames(
        from: lock.upstream.commit, to: inputs.release.commit)
    } catch {
      throw UpgradeFailure(error, upstream: upstream.address)
    }
    let directory = inputs.patchSet.deployment.directory
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

  /// The repositories that the patch set and the deployment lie in. One that cannot be opened is of no help.
  private func repositories() -> [Repository] {
    [request.patches, request.deployment].compactMap { path in
      (try? Repository.discover(from: path))?.repository
    }
  }

  /// The patch set as it was when the lock was written, if a repository ever had it.
  private func patchSet(in repository: Repository) -> PatchSet? {
    guard repository.contains(lock.patches.tree),
      let files = try? repository.fileTree(lock.patches.tree)
    else { return nil }
    return try? PatchSet.read(files, vocabulary: .standard)
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
