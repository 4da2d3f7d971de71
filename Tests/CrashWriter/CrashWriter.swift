import GitKit
import Glibc
import Synchronization
import UpgradeKit

/// Writes one deployment over with another, and is killed on the way.
///
///     CrashWriter DEPLOYMENT LOCK AFTER NEW-LOCK STEP [UMASK]
///
/// `AFTER` is a folder with the files as they shall be, `NEW-LOCK` the lock's new text. Before file-system step `STEP`
/// (counted from 1; 0 for never) the process kills itself. It prints the number of steps that it made.
@main
struct CrashWriter {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 6, let step = Int(arguments[5]) else { exit(64) }
    if arguments.count > 6, let mask = UInt32(arguments[6], radix: 8) { umask(mask) }
    let after = try Folder(at: arguments[3]).tree()
    let observer = Killer(step: step)
    let lock = try LockFile(at: arguments[2], observer: observer)
    let writer = try DeploymentWriter(deployment: arguments[1], lock: lock, observer: observer)
    var before: [TreePath: FileVersion] = [:]
    // Not counted: reading is not what is tried here.
    let folder = try Folder(at: arguments[1])
    for path in try folder.listing().paths {
      before[path] = FileVersion(try folder.file(at: path))
    }
    var changes = ChangeSet(from: before, to: after)
    changes.writeLock(
      Array(arguments[4].utf8),
      replacing: FileVersion(try lock.read().map { FileTree.File(content: $0) }))
    _ = try writer.apply(changes)
    print(observer.count)
  }
}

private final class Killer: FileStepObserver {
  private let step: Int
  private let steps = Mutex(0)

  init(step: Int) {
    self.step = step
  }

  var count: Int { steps.withLock { $0 } }

  func willPerform(_ operation: FileOperation, at path: String) {
    let number = steps.withLock { steps in
      steps += 1
      return steps
    }
    if number == step { kill(getpid(), SIGKILL) }
  }
}
