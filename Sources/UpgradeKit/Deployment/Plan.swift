import GitKit

/// A change set, checked against the files as they are.
struct Plan {
  /// One file's change, with what was found at its path.
  struct Step {
    let path: String
    var found: FileEntry?
    let after: FileTree.File?
    /// The file that it has permissions and owner of, exactly; `nil` for those of its mode.
    var rights: FileEntry?
  }

  /// In the order of the journal's entries.
  var steps: [Step] = []
  private(set) var lock: Step?
  /// The bytes of the lock as it is.
  private(set) var oldLock: [UInt8] = []
  private(set) var journal = Journal()

  var isEmpty: Bool { steps.isEmpty && lock == nil }

  /// Checks a change set; nothing is written.
  ///
  /// - Throws: ``DeploymentError``: `changedMeanwhile`, `unwritable`, `fileSystem`.
  init(_ changes: ChangeSet, in folder: Folder, lock file: LockFile) throws(DeploymentError) {
    let written = Set(changes.changes.filter { $0.value.after != nil }.keys)
    // Not those that are gone already: they empty no folder.
    let removed = Set(
      changes.changes.filter { $0.value.after == nil && $0.value.before != .absent }.keys)
    try Self.check(changes, written: written)
    try onFileSystem { () throws(FileSystemError) in
      journal.goneFolders = try Self.goneFolders(removed, written, in: folder)
    }
    let gone = Set(journal.goneFolders.map(\.path))
    for path in changes.paths {
      guard let change = changes.changes[path] else { continue }
      let after = FileVersion(change.after)
      if gone.contains(path) {
        guard change.before == .absent else { throw .changedMeanwhile(folder.display(path.text)) }
        append(path, change, nil, after)
        try addRights(change, in: folder)
        continue
      }
      let now = try Found(path.text, in: folder, unless: removed)
      guard now.version == change.before else {
        throw .changedMeanwhile(folder.display(path.text))
      }
      if now.version != after {
        append(path, change, now.entry, after)
        try addRights(change, in: folder)
      }
    }
    try onFileSystem { () throws(FileSystemError) in
      journal.newFolders = try Self.newFolders(written, removed, in: folder)
    }
    try addLock(changes, file)
  }

  private mutating func append(
    _ path: TreePath, _ change: ChangeSet.Change, _ found: FileEntry?, _ after: FileVersion
  ) {
    steps.append(Step(path: path.text, found: found, after: change.after))
    journal.entries.append(Journal.Entry(path: path, before: change.before, after: after))
  }

  private mutating func addRights(
    _ change: ChangeSet.Change, in folder: Folder
  ) throws(DeploymentError) {
    guard let path = change.rights else { return }
    steps[steps.count - 1].rights = try Found(path.text, in: folder).entry
  }

  private mutating func addLock(_ changes: ChangeSet, _ file: LockFile) throws(DeploymentError) {
    guard let change = changes.lock else { return }
    let now = try Found(file.name, in: file.folder)
    guard now.version == change.before else { throw .changedMeanwhile(file.path) }
    let after = FileVersion(change.after)
    guard now.version != after else { return }
    oldLock = now.bytes
    lock = Step(path: file.name, found: now.entry, after: change.after)
    journal.lock = Journal.LockEntry(place: file.place, before: now.version, after: after)
  }

  /// What `apply` will have done.
  var outcome: DeploymentWriter.Outcome {
    var outcome = DeploymentWriter.Outcome()
    for (step, entry) in zip(steps, journal.entries) {
      if step.after == nil {
        outcome.removed.append(entry.path)
      } else {
        outcome.written.append(entry.path)
      }
    }
    outcome.movedLock = lock != nil
    return outcome
  }

  private static func check(
    _ changes: ChangeSet, written: Set<TreePath>
  ) throws(DeploymentError) {
    for path in changes.paths {
      if path.isInside(Staging.folder) {
        throw .unwritable(path, reason: "the folder is kept for unfinished work")
      }
      if let mode = changes.changes[path]?.after?.mode, !mode.isFile {
        throw .unwritable(path, reason: "only files are written, no links and no submodules")
      }
    }
    for path in written.sorted() {
      for folder in path.folders where written.contains(folder) {
        throw .unwritable(path, reason: "`\(folder)` is written as a file")
      }
    }
  }
}

/// What stands at a path, with its content.
struct Found {
  let version: FileVersion
  let entry: FileEntry?
  let bytes: [UInt8]

  /// Looks at a path.
  ///
  /// - Parameter removed: files that go; what would lie in them counts as absent.
  /// - Throws: `fileSystem` with `isALink`, `isAFolder` … when something other than a file is there.
  init(
    _ path: String, in folder: Folder, unless removed: Set<TreePath> = []
  ) throws(DeploymentError) {
    do throws(FileSystemError) {
      if try folder.entry(path) != nil {
        let (entry, bytes) = try folder.read(path)
        guard case .file(let mode) = entry.kind else {
          throw FileSystemError(.notAFile, .read, folder.display(path))
        }
        (self.entry, self.bytes) = (entry, bytes)
        version = .file(mode, .ofBlob(bytes))
        return
      }
    } catch {
      let isBelowRemoved = removed.contains { folder.display($0.text) == error.path }
      guard error.kind == .notAFolder && isBelowRemoved else { throw .fileSystem(error) }
    }
    (version, entry, bytes) = (.absent, nil, [])
  }
}
