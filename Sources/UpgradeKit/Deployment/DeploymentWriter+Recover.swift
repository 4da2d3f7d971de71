import GitKit

extension DeploymentWriter {
  /// Brings the deployment back to a whole state: undoes the run whose journal is there, and clears the folder for
  /// unfinished work. Can itself be interrupted anywhere, and is then done by the next run.
  func recover() throws(DeploymentError) -> Recovery {
    let staging = try onFileSystem { () throws(FileSystemError) in
      try folder.entry(Staging.folder)
    }
    guard staging != nil else { return .nothing }
    guard let journal = try readJournal() else {
      try Staging.remove(from: folder)
      return .removedLeftovers
    }
    try undo(journal)
    try Staging.remove(from: folder)
    return .undone
  }

  private func readJournal() throws(DeploymentError) -> Journal? {
    let bytes = try onFileSystem { () throws(FileSystemError) -> [UInt8]? in
      guard try folder.entry(Staging.journal) != nil else { return nil }
      return try folder.read(Staging.journal).bytes
    }
    guard let bytes else { return nil }
    let path = folder.display(Staging.journal)
    do {
      return try Journal(bytes)
    } catch {
      switch error {
      case .newer(let format): throw .journalNewer(path: path, format: format)
      case .damaged(let reason): throw .journalDamaged(path: path, reason: reason)
      }
    }
  }

  /// Where what a change replaced is to be had from.
  private enum Source {
    /// There was nothing.
    case nothing
    /// It lies where the new content was.
    case exchanged
    /// It lies where it was kept.
    case kept
  }

  /// Undoes a run. First everything is checked and only then touched.
  private func undo(_ journal: Journal) throws(DeploymentError) {
    let steps = try stepsBack(journal)
    let lockSource = try lockStep(journal)
    if journal.lock != nil {
      try onFileSystem { () throws(FileSystemError) in try lock.folder.remove(lock.draft) }
    }
    if let lockSource { try restoreLock(lockSource) }
    try onFileSystem { () throws(FileSystemError) in
      for (index, entry, source) in steps where entry.after != .absent {
        switch source {
        case .nothing: try folder.remove(entry.path.text)
        case .exchanged: try takeBack(Staging.new(index), over: entry.path.text, in: folder)
        case .kept: try folder.rename(Staging.old(index), over: entry.path.text)
        }
      }
      for path in journal.newFolders.reversed() { try folder.removeFolder(path.text) }
      for gone in journal.goneFolders.reversed() {
        try folder.createFolder(gone.path.text, permissions: gone.permissions)
      }
      for (index, entry, _) in steps where entry.after == .absent {
        try folder.rename(Staging.old(index), to: entry.path.text)
      }
      try folder.remove(Staging.journal)
    }
  }

  /// Exchanges again: after another interruption, what lies where still tells what was done.
  private func takeBack(
    _ staged: String, over path: String, in target: Folder
  ) throws(FileSystemError) {
    if try !folder.exchange(staged, with: path, in: target) {
      try folder.rename(staged, over: path, in: target)
    }
  }

  /// The changes that were made, by their number.
  private func stepsBack(
    _ journal: Journal
  ) throws(DeploymentError) -> [(index: Int, entry: Journal.Entry, source: Source)] {
    var steps: [(index: Int, entry: Journal.Entry, source: Source)] = []
    let paths = Set(journal.entries.map(\.path))
    for (index, entry) in journal.entries.enumerated() {
      let now = try versionNow(entry, paths, journal)
      if now == entry.before { continue }
      let isRemoval = entry.after == .absent
      let staged = isRemoval ? .absent : try Found(Staging.new(index), in: folder).version
      let wasItsTurn = isRemoval ? try isThere(Staging.old(index)) : staged != entry.after
      // Someone changed it before it was its turn, which is what stopped the run: it stays as they want it.
      if !wasItsTurn && (isRemoval || now != entry.after) { continue }
      guard now == entry.after else {
        let path = folder.display(entry.path.text)
        throw isRemoval ? .cameBackAfterInterruption(path) : .changedAfterInterruption(path)
      }
      let source = source(of: entry.before, staged: staged, after: entry.after)
      if source == .kept, !isRemoval { try checkKept(Staging.old(index), is: entry.before) }
      steps.append((index, entry, source))
    }
    return steps
  }

  /// Where a file that was replaced lies. One that was exchanged is taken whatever it is: it was there until then.
  private func source(
    of before: FileVersion, staged: FileVersion, after: FileVersion
  ) -> Source {
    if before == .absent { return .nothing }
    return staged == .absent || staged == after ? .kept : .exchanged
  }

  private func checkKept(_ path: String, is version: FileVersion) throws(DeploymentError) {
    guard try Found(path, in: folder).version == version else {
      throw .journalDamaged(
        path: folder.display(Staging.journal), reason: "`\(path)` is not the file that was replaced"
      )
    }
  }

  private func versionNow(
    _ entry: Journal.Entry, _ paths: Set<TreePath>, _ journal: Journal
  ) throws(DeploymentError) -> FileVersion {
    // Where a file takes a folder's place, or a folder a file's, the folder means that the file isn't there.
    let isAlsoFolder =
      journal.newFolders.contains(entry.path)
      || journal.goneFolders.contains { $0.path == entry.path }
    if isAlsoFolder {
      let now = try onFileSystem { () throws(FileSystemError) in try folder.entry(entry.path.text) }
      if now?.kind == .folder { return .absent }
    }
    return try Found(entry.path.text, in: folder, unless: paths).version
  }

  /// What the lock has to be restored from; `nil` when it has not been written.
  private func lockStep(_ journal: Journal) throws(DeploymentError) -> Source? {
    guard let entry = journal.lock else { return nil }
    guard entry.place == lock.place else { throw .lockElsewhere(entry.place) }
    let now = try Found(lock.name, in: lock.folder).version
    if now == entry.before { return nil }
    let staged = try Found(Staging.newLock, in: folder).version
    guard now == entry.after else {
      if staged == entry.after { return nil }
      throw .changedAfterInterruption(lock.path)
    }
    let source = source(of: entry.before, staged: staged, after: entry.after)
    if source == .kept { try checkKept(Staging.oldLock, is: entry.before) }
    return source
  }

  private func isThere(_ path: String) throws(DeploymentError) -> Bool {
    try onFileSystem { () throws(FileSystemError) in try folder.entry(path) != nil }
  }

  private func restoreLock(_ source: Source) throws(DeploymentError) {
    switch source {
    case .nothing:
      try onFileSystem { () throws(FileSystemError) in try lock.folder.remove(lock.name) }
    case .exchanged:
      try onFileSystem { () throws(FileSystemError) in
        try takeBack(Staging.newLock, over: lock.name, in: lock.folder)
      }
    case .kept:
      let now = try onFileSystem { () throws(FileSystemError) in
        try lock.folder.entry(lock.name)
      }
      try putLock(Staging.oldLock, over: now)
    }
  }
}
