/// How long a server may keep a run waiting, and how much it may send.
package struct NetworkLimits: Sendable, Hashable {
  /// For finding a host and connecting to it; no limit when `nil`.
  package var connect: Duration?
  /// From a request to the first byte of its answer; no limit when `nil`.
  package var answer: Duration?
  /// For waiting in the middle of an answer while fewer than ``slowest`` bytes a second come; no limit when `nil`.
  package var stall: Duration?
  /// For waiting until another process lets go of a mirror; no limit when `nil`.
  package var lock: Duration?

  /// The fewest bytes a second, on average over ``stall``, that still count as an answer: less than a modem's, and more
  /// than what keeps a connection alive.
  static let slowest = 1_000
  /// The most bytes of one fetch: many times what upstream has.
  static let mostBytes = 2 << 30
  /// The most bytes until the references are known, which are kept in memory.
  static let mostReferenceBytes = 64 << 20

  /// What suits a nightly job: no more than some minutes in all, whatever a server does.
  package static let standard = NetworkLimits(
    connect: .seconds(15), answer: .seconds(45), stall: .seconds(30), lock: .seconds(300))

  /// Makes limits.
  package init(connect: Duration?, answer: Duration?, stall: Duration?, lock: Duration?) {
    self.connect = connect
    self.answer = answer
    self.stall = stall
    self.lock = lock
  }
}

extension Duration {
  /// Seconds as people write them: `0.5`, `30`.
  var secondsText: String {
    let milliseconds = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    guard milliseconds % 1_000 != 0 else { return "\(milliseconds / 1_000)" }
    return "\(Double(milliseconds) / 1_000)"
  }
}
