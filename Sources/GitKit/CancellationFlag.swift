import Synchronization

/// A wish to stop, which another thread or a signal handler can express.
package final class CancellationFlag: Sendable {
  private let isSet = Atomic(false)

  /// Makes a flag that is not set.
  package init() {}

  /// Asks to stop: once and for all.
  package func cancel() { isSet.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  package var isCancelled: Bool { isSet.load(ordering: .relaxed) }
}
