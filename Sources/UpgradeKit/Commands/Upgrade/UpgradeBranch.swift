import Findings
import GitKit
import PatchKit

/// The branch that an upgrade is committed to, in the repository that the deployment lies in.
///
/// Only objects and that one branch are written: work tree, index, the branch that is checked out and all else stay as
/// they are. No hook is run.
struct UpgradeBranch {
  /// The branch's name.
  let name: String
  /// The files that the upgrade starts from: the current commit's.
  let files: CommittedFiles
  /// The lock's path in the repository; `nil` when it lies elsewhere.
  let lock: TreePath?
  private let tip: ObjectID?
  private let identity: [String: String]

  private var repository: Repository { files.repository }

  /// Opens the repository.
  ///
  /// - Parameter directory: the folder of the generated files.
  /// - Throws: ``UpgradeFailure`` when there is none, it has no commit yet, the generated files lie in another one, or
  ///   the branch is checked out.
  init(
    _ release: ReleaseName, of places: Places, directory: TreeFolder, lock: LockFile?,
    identity: [String: String]
  ) throws(UpgradeFailure) {
    name = "upgrade/\(release.reference)"
    let name = name
    let inner = try onGit { () throws(GitError) in
      try WorkTrees(of: places.deployment, directory: directory).innerFolder
    }
    if let inner {
      throw UpgradeFailure(
        .commitNeedsRepository, "the generated files lie in a repository of their own, `\(inner)`",
        advice: [
          "upgrade without `--commit`, and commit the files there",
          "or have that folder be the deployment: name it with `--deployment`, and write `directory: .` into `patchset.yaml`",
        ])
    }
    let found = try onGit { () throws(GitError) in
      let found = try Repository.discover(from: places.deployment)
      try found?.repository.checkOwner()
      return found
    }
    guard let (repository, prefix) = found else {
      throw UpgradeFailure(
        .commitNeedsRepository, "the deployment lies in no git repository to commit to",
        advice: ["make it one with `git init` and commit it, or leave out `--commit`"])
    }
    let folder = prefix.isEmpty ? nil : try? TreePath(prefix)
    guard prefix.isEmpty || folder != nil else {
      throw UpgradeFailure(
        .unsafeTree, "the deployment's folder has a name that no tree can have: `\(prefix)`")
    }
    guard let head = try onGit({ () throws(GitError) in try repository.head() }) else {
      throw UpgradeFailure(
        .commitNeedsRepository, "the deployment's repository has no commit yet",
        advice: ["commit the deployment as it is first"])
    }
    guard try onGit({ () throws(GitError) in try !repository.isCheckedOut(branch: name) }) else {
      throw UpgradeFailure(
        .branchInUse, "the branch `\(name)` is checked out",
        evidence: ["here, or in another work tree: see `git worktree list`"],
        advice: ["switch there to the branch that the upgrade is to start from; then run again"])
    }
    if let other = try onGit({ () throws(GitError) in try repository.branchInTheWay(of: name) }) {
      throw UpgradeFailure(
        .branchInUse, "the branch `\(name)` cannot be beside the branch `\(other)`",
        evidence: ["git keeps branches as files: one is in the place of the other's folder"],
        advice: [
          "rename that branch, `git branch -m \(other) another-name`, or delete it; then run again"
        ])
    }
    files = CommittedFiles(repository: repository, commit: head, folder: folder)
    self.lock = repository.workFolder.flatMap { lock?.path(below: $0) }
    self.identity = identity
    tip = try onGit { () throws(GitError) in try repository.branch(named: name) }
  }

  /// Stops when the lock, or a file of the deployment that the commit builds on, is not committed as it is.
  func checkCommitted(_ plan: UpgradePlan, _ locked: Lock?) throws(UpgradeFailure) {
    var paths = Set(plan.changedPaths)
    if let generated = locked?.generated {
      paths.formUnion(generated.files.keys.map { generated.directory.appending($0) })
    }
    let places = paths.sorted().map(files.place) + [lock].compactMap(\.self)
    let repository = repository
    let changes = try onGit { () throws(GitError) in
      try repository.uncommittedChanges(in: places)
    }
    guard changes.isEmpty else {
      throw UpgradeFailure(
        .uncommittedChanges,
        "\(changes.count == 1 ? "a file" : "\(changes.count) files") that the commit builds on \(changes.count == 1 ? "is" : "are") not in the current commit as \(changes.count == 1 ? "it stands" : "they stand") in the work tree",
        places: changes.map { place(of: $0.path) },
        advice: ["commit or stash the changes; then run again"] + Self.advice(on: changes))
    }
    let filters = try onGit { () throws(GitError) in try repository.filters(of: places) }
    guard let filter = filters.min(by: { $0.key < $1.key })?.value else { return }
    throw UpgradeFailure(
      .uncommittedChanges,
      "git stores \(filters.count == 1 ? "a file" : "\(filters.count) files") that the commit builds on in another form: the current commit does not have what stands in the work tree",
      places: filters.keys.sorted().map(place(of:)),
      evidence: ["`.gitattributes` names the filter `\(filter)`"],
      advice: [
        "upgrade without `--commit`, and commit the files with git",
        "or have git store what is generated as it is",
      ])
  }

  /// A path of the repository as reports name it: from the deployment's folder, if it is inside.
  private func place(of path: TreePath) -> Place {
    Place(.deployment, files.folder.map { path.below(TreeFolder($0)) }?.text ?? path.text)
  }

  private static func advice(on changes: [UncommittedChange]) -> [String] {
    guard let ignored = changes.first(where: { $0.kind == .ignored }) else { return [] }
    return [
      "git ignores \(ignored.path), and the lock says that it was generated: `git add --force \(ShellWord.quoted(ignored.path.text))`, or have it no longer ignored"
    ]
  }

  /// Whether the upgrade changes anything that the commit would have.
  func changesNothing(_ plan: UpgradePlan) -> Bool {
    lock == nil ? plan.changedPaths.isEmpty : plan.changesNothing
  }

  /// What became of the branch.
  enum Outcome {
    case committed
    /// It was there with these files.
    case alreadyThere
  }

  /// Commits.
  ///
  /// - Throws: ``UpgradeFailure`` when the branch has other files, or nobody is named as author.
  func commit(_ changes: ChangeSet, message: String) throws(UpgradeFailure) -> Outcome {
    let (repository, name, parent) = (repository, name, files.commit)
    try onGit { () throws(GitError) in try repository.recoverBranch() }
    let tree = try onGit { () throws(GitError) in try write(changes) }
    if let tip {
      let there = try onGit { () throws(GitError) in try repository.commit(tip).tree }
      guard there == tree else {
        throw UpgradeFailure(
          .branchInUse, "the branch `\(name)` is there already, with other content",
          evidence: ["it is at \(tip.short)"],
          advice: ["delete it if it is no longer needed: `git branch -D \(name)`; then run again"])
      }
      return .alreadyThere
    }
    let (author, committer) = try onGit { () throws(GitError) in
      try (
        repository.identity(of: .author, environment: identity),
        repository.identity(of: .committer, environment: identity)
      )
    }
    guard let author, let committer else {
      throw UpgradeFailure(
        .authorUnknown, "neither git's configuration nor the environment says who commits",
        advice: [
          "set both in the deployment's repository: `git config user.name \"Ada\"` and `git config user.email ada@example.org`",
          "or in the environment: GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL",
        ])
    }
    do throws(GitError) {
      try repository.commit(
        tree: tree, parents: [parent], author: author, committer: committer, message: message,
        branch: name)
    } catch {
      throw failure(error)
    }
    return .committed
  }

  /// Why the branch could not be moved. Of a git that was killed a lock is left, which nobody may remove unasked.
  private func failure(_ error: GitError) -> UpgradeFailure {
    guard error.kind == .locked, let lock = repository.lockFile(ofBranch: name) else {
      return UpgradeFailure(error, unsupported: .commitNeedsRepository)
    }
    return UpgradeFailure(
      .anotherRun, "another program is at work on the branch `\(name)`, or was killed there",
      evidence: ["its lock is `\(lock)`"],
      advice: [
        "wait until it is done; if none is at work, remove its lock: `rm \(ShellWord.quoted(lock))`"
      ])
  }

  private func write(_ changes: ChangeSet) throws(GitError) -> ObjectID {
    var written: [TreePath: FileTree.File] = [:]
    var removed: [TreePath] = []
    for path in changes.paths {
      if let file = changes.changes[path]?.after {
        written[files.place(of: path)] = file
      } else {
        removed.append(files.place(of: path))
      }
    }
    if let lock, let file = changes.lock?.after { written[lock] = file }
    return try repository.write(FileTree(written), removing: removed, in: files.commit)
  }
}

/// Runs a step on the deployment's repository.
private func onGit<Value>(_ step: () throws(GitError) -> Value) throws(UpgradeFailure) -> Value {
  do throws(GitError) {
    return try step()
  } catch {
    throw UpgradeFailure(error, unsupported: .commitNeedsRepository)
  }
}
