import Synchronization

/// A wish to stop, which another thread or a signal handler can express.
public final class CancellationFlag: Sendable {
  private let isSet = Atomic(false)

  /// Makes a flag that is not set.
  public init() {}

  /// Asks to stop: once and for all.
  public func cancel() { isSet.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  public var isCancelled: Bool { isSet.load(ordering: .relaxed) }
}
