package import GitKit

/// Why a deployment was not written. It is then as it was, except where a case says otherwise.
package enum DeploymentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file system said no.
  case fileSystem(FileSystemError)
  /// Another run is writing to the deployment.
  case anotherRun(deployment: String)
  /// A file is no longer what it was when its change was decided on.
  case changedMeanwhile(String)
  /// The run was cancelled before everything was written.
  case cancelled
  /// A change set asks for something that is never written: a link, our own folder, a file inside a file.
  case unwritable(TreePath, reason: String)
  /// The journal of an interrupted run cannot be read; nothing was touched.
  case journalDamaged(path: String, reason: String)
  /// The journal was written by a newer version of the tool; nothing was touched.
  case journalNewer(path: String, format: String)
  /// An interrupted run was writing another lock than this run uses; nothing was touched.
  case lockElsewhere(String)
  /// A file was changed after a run was interrupted, so that run cannot be undone; nothing was touched.
  case changedAfterInterruption(String)
  /// Something was put where an interrupted run had removed a file, so that run cannot be undone; nothing was touched.
  case cameBackAfterInterruption(String)
  /// Something that is not ours lies in our folder for unfinished work; nothing was touched.
  case foreignFile(String)
  /// Writing failed, and so did undoing it: the next run will undo it.
  indirect case undoFailed(cause: DeploymentError, obstacle: DeploymentError)

  /// One sentence for people.
  package var description: String {
    switch self {
    case .fileSystem(let error): error.description
    case .anotherRun(let deployment):
      "\(LockHolder.of(deployment) ?? "another run") is writing to `\(deployment)`"
    case .changedMeanwhile(let path): "`\(path)` changed while the upgrade was being prepared"
    case .cancelled: "interrupted; nothing was changed"
    case .unwritable(let path, let reason): "cannot write `\(path)`: \(reason)"
    case .journalDamaged(let path, let reason):
      "the journal of an interrupted run, `\(path)`, cannot be read: \(reason)"
    case .journalNewer(let path, let format):
      "the journal of an interrupted run, `\(path)`, has the format \(format), which is newer than this version knows"
    case .lockElsewhere(let lock): "an interrupted run was writing the lock `\(lock)`"
    case .changedAfterInterruption(let path):
      "a run was interrupted and cannot be undone, because `\(path)` was changed after it"
    case .cameBackAfterInterruption(let path):
      "a run was interrupted and cannot be undone, because something else is now where it removed `\(path)`"
    case .foreignFile(let path):
      "`\(path)` is not ours, but lies in the folder for unfinished work"
    case .undoFailed(let cause, let obstacle):
      "\(cause); undoing what was done already failed as well: \(obstacle)"
    }
  }

  /// What a person can do next; `nil` where the description says it all.
  var advice: String? {
    switch self {
    case .fileSystem(let error): error.advice
    case .anotherRun: "wait until it has finished; a run that was killed holds nothing"
    case .changedMeanwhile: "run the command again"
    case .cancelled, .unwritable: nil
    case .journalDamaged:
      "restore the deployment and the lock with git, then remove the folder `\(Staging.folder)` in the deployment"
    case .journalNewer:
      "run the version of confomeet-upgrade that was interrupted; it will undo its work"
    case .lockElsewhere(let lock): "run once with `--lock \(lock)` to have it undone"
    case .changedAfterInterruption:
      "restore that file with git and run again, or remove the folder `\(Staging.folder)` in the deployment to keep all files as they are"
    case .cameBackAfterInterruption:
      "move it away and run again, or remove the folder `\(Staging.folder)` in the deployment to keep all files as they are"
    case .foreignFile: "move it away"
    case .undoFailed: "remove the obstacle and run again: the next run undoes it first"
    }
  }
}

extension FileSystemError {
  /// What a person can do next; `nil` where the description says it all.
  package var advice: String? {
    switch kind {
    case .isALink: "replace the link by what it points to, or name another folder"
    case .permission: "run as the user that owns the files"
    case .readOnly: "mount the file system writable, or use another copy of the deployment"
    case .noSpace: "make room and run again"
    case .otherFileSystem: "keep the whole deployment on one file system"
    case .notFound, .notAFolder, .isAFolder, .notAFile, .exists, .notEmpty, .nameTooLong, .tooLarge,
      .badPath, .locked, .notInRepository, .repository, .system:
      nil
    }
  }
}

/// Runs a step on the file system, with its error as the deployment's.
@discardableResult
func onFileSystem<Result>(
  _ step: () throws(FileSystemError) -> Result
) throws(DeploymentError) -> Result {
  do {
    return try step()
  } catch {
    throw .fileSystem(error)
  }
}
