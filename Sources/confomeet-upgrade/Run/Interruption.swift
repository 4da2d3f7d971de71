import ArgumentParser
import GitKit
import Glibc
import Synchronization

/// Ends a run when a person or the system asks for it (SIGINT, SIGTERM), with nothing half-made left.
///
/// The first signal sets ``flag``, and the work ends by itself. Where it can't, because a server says nothing, the
/// process is ended after a second; but never while the deployment is being written. A second signal ends it at once.
final class Interruption: Sendable {
  /// Where a run is.
  private enum Phase {
    case working
    case writing
    case finished
  }

  /// Set when the work should stop.
  let flag = CancellationFlag()
  private let phase = Mutex(Phase.working)
  private let display: ProgressDisplay

  /// How long the work may take to stop by itself, in seconds.
  private static let patience = 1
  /// How often it is looked whether writing is over, in milliseconds.
  private static let interval = 50

  /// Listens from now on. To be made before any other thread, which would get the signals otherwise.
  init(isShowingProgress: Bool) {
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    display = ProgressDisplay(isEnabled: isShowingProgress)
    startThread { self.listen() }
  }

  /// Says what is being done from now on.
  ///
  /// - Parameter isWriting: whether it must not be cut off.
  func begin(_ activity: String, isWriting: Bool = false) {
    phase.withLock { $0 = isWriting ? .writing : .working }
    display.begin(activity)
  }

  /// Says how far a transfer is.
  func update(_ progress: FetchProgress) {
    display.update(progress)
  }

  /// Says something that a person should know of while the work goes on.
  func tell(_ line: String) {
    display.interject("confomeet-upgrade: \(line)\n")
  }

  /// Says that the work is done, and the terminal free.
  func finish() {
    phase.withLock { $0 = .finished }
    display.end()
  }

  /// The exit status of an interrupted run.
  static let exitCode = ExitCode(130)

  private func listen() {
    var signals = Self.signals
    var number: Int32 = 0
    guard sigwait(&signals, &number) == 0 else { return }
    // Asked to stop after everything is done: only words are cut off.
    if phase.withLock({ $0 == .finished }) { _exit(Self.exitCode.rawValue) }
    flag.cancel()
    if isSignalled(within: timespec(tv_sec: Self.patience, tv_nsec: 0)) { end() }
    while true {
      endIfWorking()
      if isSignalled(within: timespec(tv_sec: 0, tv_nsec: Self.interval * 1_000_000)) { end() }
    }
  }

  private func isSignalled(within time: timespec) -> Bool {
    var (signals, time) = (Self.signals, time)
    return sigtimedwait(&signals, nil, &time) > 0
  }

  private func endIfWorking() {
    // The lock is kept until the end: the work can't go on to writing meanwhile.
    phase.withLock { phase in
      if phase == .working { Self.end(phase, display) }
    }
  }

  private func end() -> Never {
    phase.withLock { Self.end($0, display) }
  }

  private static func end(_ phase: Phase, _ display: ProgressDisplay) -> Never {
    display.end()
    TemporaryFolders.removeAll()
    switch phase {
    case .working: report("nothing was changed")
    case .writing: report("the next run completes or undoes what was being written")
    case .finished: break
    }
    _exit(exitCode.rawValue)
  }

  /// Tells a person that a run was interrupted, and what that means.
  static func report(_ consequence: String) {
    _ = writeAll("confomeet-upgrade: interrupted; \(consequence)\n", to: STDERR_FILENO)
  }

  /// The signals that ask to stop, without those that the process was started to ignore.
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      var action = sigaction()
      sigaction(number, nil, &action)
      let isIgnored =
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        == unsafeBitCast(SIG_IGN, to: Int.self)
      if !isIgnored { sigaddset(&signals, number) }
    }
    return signals
  }
}
