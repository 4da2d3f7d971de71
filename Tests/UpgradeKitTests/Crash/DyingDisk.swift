import Synchronization
import UpgradeKit

/// Fails every step from the first that a condition holds for.
final class DyingDisk: FileStepObserver {
  private let state = Mutex((count: 0, isDead: false))
  private let dies: @Sendable (Int, FileOperation, String) -> Bool

  init(_ dies: @escaping @Sendable (Int, FileOperation, String) -> Bool) {
    self.dies = dies
  }

  func willPerform(_ operation: FileOperation, at path: String) throws(FileSystemError) {
    let isDead = state.withLock { state in
      state.count += 1
      state.isDead = state.isDead || dies(state.count, operation, path)
      return state.isDead
    }
    if isDead { throw FileSystemError(.system(5), operation, path) }
  }
}
