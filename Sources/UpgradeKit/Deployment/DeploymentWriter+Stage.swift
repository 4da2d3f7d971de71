import GitKit
import Glibc

extension DeploymentWriter {
  /// Prepares everything beside the deployment's files, which are left alone, and writes the journal.
  func stage(_ plan: inout Plan, _ isCancelled: () -> Bool) throws(DeploymentError) {
    try onFileSystem { () throws(FileSystemError) in
      try folder.createFolder(Staging.folder, permissions: 0o700)
      try folder.createFolder(Staging.newFolder, permissions: 0o700)
      try folder.createFolder(Staging.oldFolder, permissions: 0o700)
    }
    for (index, step) in plan.steps.enumerated() {
      if isCancelled() { throw .cancelled }
      guard let after = step.after else { continue }
      try onFileSystem { () throws(FileSystemError) in
        try folder.create(
          Staging.new(index), after.content,
          permissions: step.rights?.permissions
            ?? Folder.permissions(after.mode, replacing: step.found),
          owner: step.rights?.owner ?? step.found?.owner)
      }
      if let found = step.found {
        plan.steps[index].found = try keep(
          step.path, found, plan.journal.entries[index].before, as: Staging.old(index))
      }
    }
    try onFileSystem { () throws(FileSystemError) in
      if let after = plan.lock?.after {
        try folder.create(
          Staging.newLock, after.content,
          permissions: Folder.permissions(after.mode, replacing: plan.lock?.found),
          owner: plan.lock?.found?.owner)
      }
      if let found = plan.lock?.found {
        try folder.create(
          Staging.oldLock, plan.oldLock, permissions: found.permissions, owner: found.owner)
      }
      try folder.create(Staging.draft, Array(plan.journal.text.utf8), permissions: 0o600)
      try folder.syncFileSystem()
      try folder.rename(Staging.draft, to: Staging.journal)
    }
  }

  /// Keeps the file as it is: as a second name of it, or as a copy where that can't be.
  ///
  /// - Returns: what the file is from now on; a second name changes a time of it.
  private func keep(
    _ path: String, _ found: FileEntry, _ version: FileVersion, as copy: String
  ) throws(DeploymentError) -> FileEntry {
    do {
      try folder.link(path, as: copy)
    } catch {
      switch error.kind {
      case .permission, .system(EMLINK), .system(ENOSYS), .system(EOPNOTSUPP), .system(EINVAL):
        try onFileSystem { () throws(FileSystemError) in
          let (_, bytes) = try folder.read(path)
          try folder.create(copy, bytes, permissions: found.permissions, owner: found.owner)
        }
        try check(path, in: folder, is: found)
        return found
      default: throw .fileSystem(error)
      }
    }
    let kept = try Found(copy, in: folder)
    guard kept.version == version, let entry = kept.entry else {
      throw .changedMeanwhile(folder.display(path))
    }
    try check(path, in: folder, is: entry)
    return entry
  }

  /// Whether a file is still the one that was looked at.
  func check(
    _ path: String, in folder: Folder, is found: FileEntry
  ) throws(DeploymentError) {
    let now = try onFileSystem { () throws(FileSystemError) in try folder.entry(path) }
    guard now?.stamp == found.stamp, now?.kind == found.kind else {
      throw .changedMeanwhile(folder.display(path))
    }
  }
}

extension Folder {
  /// The permissions of a file that replaces another: those of its mode, and writable for whom the old one was.
  static func permissions(_ mode: FileMode, replacing old: FileEntry?) -> UInt32 {
    permissions(mode) | (old?.permissions ?? 0) & 0o022
  }
}
