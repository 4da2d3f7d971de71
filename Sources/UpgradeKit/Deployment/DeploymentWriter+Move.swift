import GitKit

extension DeploymentWriter {
  /// Moves everything into place, the lock last, and declares the new state valid.
  func move(_ plan: Plan, _ isCancelled: () -> Bool) throws(DeploymentError) {
    for step in plan.steps where step.after == nil {
      if isCancelled() { throw .cancelled }
      try moveAway(step)
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

  private func moveAway(_ step: Plan.Step) throws(DeploymentError) {
    guard let found = step.found else { return }
    try check(step.path, in: folder, is: found)
    try onFileSystem { () throws(FileSystemError) in try folder.remove(step.path) }
  }

  private func moveIn(_ step: Plan.Step, from new: String) throws(DeploymentError) {
    if let found = step.found {
      try check(step.path, in: folder, is: found)
      try onFileSystem { () throws(FileSystemError) in try folder.rename(new, over: step.path) }
    } else {
      try moveToFree(new, step.path, in: folder)
    }
  }

  private func moveLock(_ step: Plan.Step) throws(DeploymentError) {
    guard let after = step.after else { return }
    // The order of names is kept within a file system only.
    let isElsewhere = lock.folder.device != folder.device
    try onFileSystem { () throws(FileSystemError) in
      if isElsewhere { try folder.syncFileSystem() }
      try lock.folder.remove(lock.draft)
      try lock.folder.create(
        lock.draft, after.content,
        permissions: Folder.permissions(after.mode, replacing: step.found),
        owner: step.found?.owner, flush: true)
    }
    if let found = step.found {
      try check(lock.name, in: lock.folder, is: found)
      try onFileSystem { () throws(FileSystemError) in
        try lock.folder.rename(lock.draft, over: lock.name)
      }
    } else {
      try moveToFree(lock.draft, lock.name, in: lock.folder)
    }
    try onFileSystem { () throws(FileSystemError) in
      if isElsewhere { try lock.folder.syncNames() }
      try folder.remove(Staging.newLock)
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
