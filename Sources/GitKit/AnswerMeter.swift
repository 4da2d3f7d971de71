/// Decides whether an answer comes too slowly: only the time that is spent waiting counts, so that a reader that is
/// busy does not blame the server.
struct AnswerMeter {
  /// What was too slow.
  enum Excess: Hashable {
    case answer(Duration)
    case stall(Duration)
  }

  private let limits: NetworkLimits
  private var isBegun = false
  private var waited = Duration.zero
  private var bytes = 0

  init(_ limits: NetworkLimits) {
    self.limits = limits
  }

  /// A request was sent: the next byte is the first of its answer.
  mutating func begin() {
    (isBegun, waited, bytes) = (false, .zero, 0)
  }

  /// Bytes came.
  mutating func receive(_ count: Int) {
    guard count > 0 else { return }
    if isBegun { bytes += count } else { (isBegun, waited, bytes) = (true, .zero, count) }
  }

  /// Time was spent waiting.
  ///
  /// - Returns: what is exceeded now.
  mutating func wait(_ time: Duration) -> Excess? {
    waited += time
    guard let limit = isBegun ? limits.stall : limits.answer, waited >= limit else { return nil }
    guard isBegun else { return .answer(limit) }
    let fewest = Double(NetworkLimits.slowest) * (limit / .seconds(1))
    guard Double(bytes) >= fewest else { return .stall(limit) }
    (waited, bytes) = (.zero, 0)
    return nil
  }
}
