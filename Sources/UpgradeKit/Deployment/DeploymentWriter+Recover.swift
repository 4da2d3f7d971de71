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

  /// Undoes a run. First everything is checked and only then touched.
  private func undo(_ journal: Journal) throws(DeploymentError) {
    let steps = try stepsBack(journal)
    let lockIsNew = try lockStep(journal)
    if let entry = journal.lock {
      try onFileSystem { () throws(FileSystemError) in try lock.folder.remove(lock.draft) }
      if lockIsNew { try restoreLock(entry) }
    }
    try onFileSystem { () throws(FileSystemError) in
      for (index, entry) in steps where entry.after != .absent {
        if entry.before == .absent {
          try folder.remove(entry.path.text)
        } else {
          try folder.rename(Staging.old(index), over: entry.path.text)
        }
      }
      for path in journal.newFolders.reversed() { try folder.removeFolder(path.text) }
      for gone in journal.goneFolders.reversed() {
        try folder.createFolder(gone.path.text, permissions: gone.permissions)
      }
      for (index, entry) in steps where entry.after == .absent {
        try folder.rename(Staging.old(index), to: entry.path.text)
      }
      try folder.remove(Staging.journal)
    }
  }

  /// The changes that were made, by their number.
  private func stepsBack(
    _ journal: Journal
  ) throws(DeploymentError) -> [(index: Int, entry: Journal.Entry)] {
    var steps: [(index: Int, entry: Journal.Entry)] = []
    let paths = Set(journal.entries.map(\.path))
    for (index, entry) in journal.entries.enumerated() {
      let now = try versionNow(entry, paths, journal)
      if now == entry.before { continue }
      let isRemoval = entry.after == .absent
      let wasItsTurn =
        isRemoval ? try isThere(Staging.old(index)) : try !isThere(Staging.new(index))
      // Someone changed it before it was its turn, which is what stopped the run: it stays as they want it.
      if !wasItsTurn && (isRemoval || now != entry.after) { continue }
      guard now == entry.after else {
        let path = folder.display(entry.path.text)
        throw isRemoval ? .cameBackAfterInterruption(path) : .changedAfterInterruption(path)
      }
      if entry.before != .absent {
        guard try Found(Staging.old(index), in: folder).version == entry.before else {
          throw .journalDamaged(
            path: folder.display(Staging.journal),
            reason: "`\(Staging.old(index))` is not the file that was replaced")
        }
      }
      steps.append((index, entry))
    }
    return steps
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

  /// Whether the lock has been written, and has to be restored.
  private func lockStep(_ journal: Journal) throws(DeploymentError) -> Bool {
    guard let entry = journal.lock else { return false }
    guard entry.place == lock.place else { throw .lockElsewhere(entry.place) }
    let now = try Found(lock.name, in: lock.folder).version
    if now == entry.before { return false }
    guard now == entry.after else {
      if try isThere(Staging.newLock) { return false }
      throw .changedAfterInterruption(lock.path)
    }
    if entry.before != .absent {
      guard try Found(Staging.oldLock, in: folder).version == entry.before else {
        throw .journalDamaged(
          path: folder.display(Staging.journal),
          reason: "`\(Staging.oldLock)` is not the lock that was replaced")
      }
    }
    return true
  }

  private func isThere(_ path: String) throws(DeploymentError) -> Bool {
    try onFileSystem { () throws(FileSystemError) in try folder.entry(path) != nil }
  }

  private func restoreLock(_ entry: Journal.LockEntry) throws(DeploymentError) {
    let now = try onFileSystem { () throws(FileSystemError) in
      try lock.folder.entry(lock.name)
    }
    if entry.before == .absent {
      try onFileSystem { () throws(FileSystemError) in try lock.folder.remove(lock.name) }
    } else {
      try putLock(Staging.oldLock, over: now)
    }
  }
}
