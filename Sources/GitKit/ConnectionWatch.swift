import CLibGit2Options
import Glibc
import Synchronization

/// What the connections of one fetch may do, and why they were ended if they were.
///
/// libgit2 1.5 waits for a server for ever, and no version can be interrupted while it waits.
final class ConnectionWatch: Sendable {
  private struct State {
    var meter: AnswerMeter
    var route: FetchRoute
    var failure: (kind: GitError.Kind, message: String)?
    var peer = ""
    var received = 0
    var mostBytes = NetworkLimits.mostReferenceBytes
    /// The bytes that the transfer told of.
    var reported = 0
    /// Whether all that is to come has come, and is being worked on.
    var isComplete = false
    /// The socket that a thread of its own watches.
    var watched: Int32 = -1
  }

  let limits: NetworkLimits
  /// Whether libgit2 hands its sockets to a library that reads them itself: over ssh.
  let isReadByOthers: Bool
  private let cancellation: CancellationFlag
  private let notice: (@Sendable (FetchNotice) -> Void)?
  private let state: Mutex<State>

  init(url: String, _ connection: Connection) {
    limits = connection.limits
    cancellation = connection.cancellation
    notice = connection.notice
    isReadByOthers = !["http", "https", "git"].contains(UpstreamLocation.scheme(of: url))
    state = Mutex(State(meter: AnswerMeter(connection.limits), route: FetchRoute(url: url)))
  }

  /// How often a wait looks whether it was interrupted.
  static let interval = Duration.milliseconds(50)

  /// Why the connections were ended; `nil` unless this watch ended them.
  var failure: (kind: GitError.Kind, message: String)? { state.withLock { $0.failure } }

  /// Whether nothing more is to be waited for.
  var isOver: Bool { cancellation.isCancelled || state.withLock { $0.failure != nil } }

  /// The origin of the address, and whom the newest request went to.
  var route: FetchRoute { state.withLock { $0.route } }

  /// Ends the connections for a reason; the first one counts.
  func fail(_ kind: GitError.Kind, _ message: String) {
    state.withLock { state in
      if state.failure == nil { state.failure = (kind, message) }
    }
  }

  /// A connection begins.
  func connect(host: String, port: String) {
    state.withLock { state in
      state.route.connect(host: host, port: port)
      state.peer = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
      state.meter.begin()
    }
  }

  /// Something is about to be sent.
  func send(_ bytes: UnsafeRawBufferPointer) {
    let elsewhere: (from: Origin, to: Origin)? = state.withLock { state in
      state.meter.begin()
      guard let origin = state.route.send(bytes), let address = state.route.address,
        origin != address
      else { return nil }
      return (address, origin)
    }
    guard let elsewhere else { return }
    notice?(.redirected(from: "\(elsewhere.from)", to: "\(elsewhere.to)"))
  }

  /// Bytes have come.
  func receive(_ count: Int) {
    let isTooMuch = state.withLock { state in
      state.meter.receive(count)
      state.received += count
      return state.received > state.mostBytes
    }
    if isTooMuch {
      fail(.network, "the server sent more than any upstream has, and did not come to an end")
    }
  }

  /// The references are known; what follows is stored and not kept in memory.
  func allowObjects() {
    state.withLock { state in
      (state.received, state.mostBytes) = (0, NetworkLimits.mostBytes)
    }
  }

  /// Time was spent waiting for the server.
  func wait(_ time: Duration) {
    let excess: (what: AnswerMeter.Excess, peer: String)? = state.withLock { state in
      state.meter.wait(time).map { ($0, state.peer) }
    }
    switch excess?.what {
    case .answer(let limit):
      fail(.timedOut, "\(excess?.peer ?? "") did not answer within \(limit.secondsText) s")
    case .stall(let limit):
      fail(
        .timedOut,
        "\(excess?.peer ?? "") sent fewer than \(NetworkLimits.slowest) bytes a second for \(limit.secondsText) s"
      )
    case nil: break
    }
  }

  /// The transfer told how far it is.
  ///
  /// - Parameter isComplete: whether all has come, and is being worked on.
  func report(bytes: Int, isComplete: Bool) {
    state.withLock { state in
      (state.reported, state.isComplete) = (bytes, isComplete)
    }
  }
}

extension ConnectionWatch {
  /// Watches a socket that others read from, without a word to us: libgit2's ssh does.
  func startWatching(_ descriptor: Int32) {
    state.withLock { $0.watched = descriptor }
    startThread { [self] in
      var known = 0
      while look(at: descriptor, &known) { usleep(UInt32(Self.interval / .microseconds(1))) }
    }
  }

  /// Closes a socket, so that no other's number is taken for its.
  func close(_ descriptor: Int32) -> Int32 {
    state.withLock { state in
      if state.watched == descriptor { state.watched = -1 }
      return Glibc.close(descriptor)
    }
  }

  /// - Parameter known: the bytes that had come when it was looked at before.
  /// - Returns: whether it is to be looked at again.
  private func look(at descriptor: Int32, _ known: inout Int) -> Bool {
    let isWaiting: Bool? = state.withLock { state in
      guard state.watched == descriptor else { return nil }
      // Where the system does not count, what the transfer tells has to do.
      let counted = Int(confomeet_received_bytes(descriptor))
      let received = counted < 0 ? state.reported : counted
      state.meter.receive(received - known)
      known = received
      // Who waits for whom can't be seen; when all has come, nobody waits for the server.
      return !state.isComplete
    }
    guard let isWaiting else { return false }
    if isWaiting { wait(Self.interval) }
    guard isOver else { return true }
    state.withLock { state in
      if state.watched == descriptor { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
    return false
  }
}
