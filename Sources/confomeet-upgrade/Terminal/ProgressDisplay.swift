import GitKit
import Glibc
import Synchronization

/// Shows on a terminal what goes on, once it takes longer than a moment, and takes it away again.
///
/// A thread of its own draws, so that a server that says nothing is seen to say nothing.
final class ProgressDisplay: Sendable {
  private struct State {
    var line: ProgressLine?
    var since: Int = 0
    var shown = ""
    var isEnded = false
  }

  /// What ends before this, in milliseconds, is not worth a line.
  private static let delay = 300
  /// How often the line is drawn, in milliseconds.
  private static let interval = 100

  private let state = Mutex(State())
  private let isEnabled: Bool

  /// Makes a display; nothing is ever shown unless it is enabled.
  init(isEnabled: Bool) {
    self.isEnabled = isEnabled
    if isEnabled { startThread { self.run() } }
  }

  /// Says what is being done from now on.
  func begin(_ activity: String) {
    guard isEnabled else { return }
    state.withLock { state in
      Self.erase(&state)
      state.line = ProgressLine(activity: activity, transfer: nil, seconds: 0)
      state.since = Self.now
    }
  }

  /// Says how far a transfer is; may be called very often.
  func update(_ progress: FetchProgress) {
    guard isEnabled else { return }
    state.withLock { $0.line?.transfer = progress }
  }

  /// Writes something between; the line comes again below it.
  func interject(_ text: String) {
    state.withLock { state in
      Self.erase(&state)
      _ = writeAll(text, to: STDERR_FILENO)
    }
  }

  /// Takes the line away, for good: others write to the terminal from now on.
  func end() {
    guard isEnabled else { return }
    state.withLock { state in
      Self.erase(&state)
      state.isEnded = true
    }
  }

  private func run() {
    while draw() { usleep(UInt32(Self.interval) * 1_000) }
  }

  private func draw() -> Bool {
    state.withLock { state in
      guard !state.isEnded else { return false }
      let elapsed = Self.now - state.since
      guard var line = state.line, elapsed >= Self.delay else { return true }
      line.seconds = elapsed / 1_000
      let text = line.text(width: Terminal.messages.columns ?? 80)
      guard text != state.shown else { return true }
      // Written over the old line in one go, so that it doesn't flicker.
      _ = writeAll("\r\(text)\u{1B}[K", to: STDERR_FILENO)
      state.shown = text
      return true
    }
  }

  private static func erase(_ state: inout State) {
    guard !state.shown.isEmpty else { return }
    _ = writeAll("\r\u{1B}[K", to: STDERR_FILENO)
    state.shown = ""
  }

  /// The milliseconds since some moment.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
