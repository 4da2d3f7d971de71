import GitKit

extension DeploymentWriter {
  /// Moves everything into place, the lock last, and declares the new state valid.
  func move(_ plan: Plan, _ isCancelled: () -> Bool) throws(DeploymentError) {
    for (index, step) in plan.steps.enumerated() where step.after == nil {
      if isCancelled() { throw .cancelled }
      try moveAway(step, to: Staging.old(index))
    }
    try onFileSystem { () throws(FileSystemError) in
      for gone in plan.journal.goneFolders { try folder.removeFolder(gone.path.text) }
      for path in plan.journal.newFolders { try folder.createFolder(path.text) }
    }
    for (index, step) in plan.steps.enumerated() where step.after != nil {
      if isCancelled() { throw .cancelled }
      try moveIn(step, from: Staging.new(index))
    }
    if isCancelled() { throw .cancelled }
    if let step = plan.lock { try moveLock(step) }
    try onFileSystem { () throws(FileSystemError) in try folder.remove(Staging.journal) }
  }

  /// Moves a file out of the way. That it lies there is how undoing knows whether the file had been removed.
  private func moveAway(_ step: Plan.Step, to old: String) throws(DeploymentError) {
    guard let found = step.found else { return }
    try check(step.path, in: folder, is: found)
    try onFileSystem { () throws(FileSystemError) in try folder.rename(step.path, to: old) }
    guard try !isStill(old, found) else { return }
    try onFileSystem { () throws(FileSystemError) in try folder.rename(old, to: step.path) }
    throw .changedMeanwhile(folder.display(step.path))
  }

  private func moveIn(_ step: Plan.Step, from new: String) throws(DeploymentError) {
    guard let found = step.found else { return try moveToFree(new, step.path, in: folder) }
    try check(step.path, in: folder, is: found)
    try put(new, over: step.path, in: folder, found)
  }

  /// Puts a prepared file in the place of another one, which then lies where the prepared one was, if the file system
  /// can do that. If it isn't the one that was found, somebody has changed it in the last moment: it gets its place back.
  private func put(
    _ new: String, over path: String, in target: Folder, _ found: FileEntry
  ) throws(DeploymentError) {
    let isExchanged = try onFileSystem { () throws(FileSystemError) in
      try folder.exchange(new, with: path, in: target)
    }
    guard isExchanged else {
      try onFileSystem { () throws(FileSystemError) in
        try folder.rename(new, over: path, in: target)
      }
      return
    }
    guard try !isStill(new, found) else { return }
    _ = try onFileSystem { () throws(FileSystemError) in
      try folder.exchange(new, with: path, in: target)
    }
    throw .changedMeanwhile(target.display(path))
  }

  /// Whether a file of ours is the one that was found under another name.
  private func isStill(_ path: String, _ found: FileEntry) throws(DeploymentError) -> Bool {
    let now = try onFileSystem { () throws(FileSystemError) in try folder.entry(path) }
    return now?.stamp.hasContent(of: found.stamp) == true && now?.kind == found.kind
  }

  private func moveLock(_ step: Plan.Step) throws(DeploymentError) {
    if let found = step.found { try check(lock.name, in: lock.folder, is: found) }
    try putLock(Staging.newLock, over: step.found)
  }

  /// Moves a prepared file to the lock's place, as a copy if that is on another file system.
  ///
  /// - Parameter found: the lock to be replaced; `nil` if there must be none.
  func putLock(_ path: String, over found: FileEntry?) throws(DeploymentError) {
    do throws(DeploymentError) {
      if let found {
        try put(path, over: lock.name, in: lock.folder, found)
      } else {
        try onFileSystem { () throws(FileSystemError) in
          try folder.rename(path, to: lock.name, in: lock.folder)
        }
      }
    } catch {
      guard case .fileSystem(let reason) = error else { throw error }
      switch reason.kind {
      case .otherFileSystem: try copyLock(path, over: found)
      case .exists: throw .changedMeanwhile(lock.path)
      default: throw error
      }
    }
  }

  private func copyLock(_ path: String, over found: FileEntry?) throws(DeploymentError) {
    try onFileSystem { () throws(FileSystemError) in
      // The order of names is kept within a file system only.
      try folder.syncFileSystem()
      let (entry, bytes) = try folder.read(path)
      try lock.folder.remove(lock.draft)
      try lock.folder.create(
        lock.draft, bytes, permissions: entry.permissions, owner: entry.owner, flush: true)
    }
    if let found {
      try check(lock.name, in: lock.folder, is: found)
      try onFileSystem { () throws(FileSystemError) in
        try lock.folder.rename(lock.draft, over: lock.name)
      }
    } else {
      try moveToFree(lock.draft, lock.name, in: lock.folder)
    }
    try onFileSystem { () throws(FileSystemError) in
      try lock.folder.syncNames()
      try folder.remove(path)
    }
  }

  /// Moves a file to a place where nothing was, and is.
  private func moveToFree(
    _ path: String, _ place: String, in folder: Folder
  ) throws(DeploymentError) {
    do {
      try folder.rename(path, to: place)
    } catch {
      throw error.kind == .exists ? .changedMeanwhile(folder.display(place)) : .fileSystem(error)
    }
  }
}
