import Glibc
import Synchronization

/// A TCP connection that never waits longer than it may, and never when the run was interrupted.
enum Socket {
  /// Finds a host and connects to it.
  ///
  /// - Returns: the descriptor, in blocking mode as libgit2's ssh expects it.
  static func connect(
    _ host: String, _ port: String, _ watch: ConnectionWatch
  ) throws(GitError) -> Int32 {
    let clock = SuspendingClock()
    let end = watch.limits.connect.map { clock.now + $0 }
    let addresses = try find(host, port, watch, before: end)
    var obstacle: Int32 = ECONNREFUSED
    for (index, address) in addresses.enumerated() {
      // The time that is left is shared: an address that swallows everything must not hide one that works.
      let share = end.map { clock.now + (($0 - clock.now) / (addresses.count - index)) }
      switch try open(address, watch, before: share) {
      case .success(let descriptor): return descriptor
      case .failure(let code): obstacle = code.value
      }
    }
    let message = "failed to connect to \(host): \(String(cString: strerror(obstacle)))"
    if obstacle == ETIMEDOUT {
      watch.fail(.timedOut, tooLate("\(host):\(port) did not take the connection", watch))
    }
    throw GitError(.network, operation: "connect", message: message)
  }

  /// Receives what is there, or waits for it.
  ///
  /// - Returns: the number of bytes, 0 at the end; `nil` when the watch ended it.
  static func receive(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, _ watch: ConnectionWatch
  ) throws(GitError) -> Int? {
    try transfer(descriptor, POLLIN, watch) {
      recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
    }
  }

  /// Sends as much as fits, or waits for room.
  static func send(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, _ watch: ConnectionWatch
  ) throws(GitError) -> Int? {
    try transfer(descriptor, POLLOUT, watch) {
      Glibc.send(
        descriptor, bytes.baseAddress, bytes.count,
        Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }
  }

  private static func transfer(
    _ descriptor: Int32, _ event: Int32, _ watch: ConnectionWatch, _ call: () -> Int
  ) throws(GitError) -> Int? {
    while !watch.isOver {
      let count = call()
      let code = errno
      if count >= 0 { return count }
      if code == EINTR { continue }
      guard code == EAGAIN || code == EWOULDBLOCK else {
        throw .io("speak to the server", code: code).with(kind: .network)
      }
      let start = SuspendingClock().now
      _ = wait(descriptor, event)
      watch.wait(SuspendingClock().now - start)
    }
    return nil
  }

  /// Waits a moment for a socket to be ready.
  private static func wait(_ descriptor: Int32, _ event: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    return poll(&entry, 1, Int32(ConnectionWatch.interval / .milliseconds(1))) > 0
  }

  /// The code of the C library that says why a connection was not made.
  private struct Obstacle: Error {
    let value: Int32
  }

  private static func open(
    _ address: Address, _ watch: ConnectionWatch, before end: SuspendingClock.Instant?
  ) throws(GitError) -> Result<Int32, Obstacle> {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(address.family, kind, 0)
    guard descriptor >= 0 else { return .failure(Obstacle(value: errno)) }
    var code = address.withPointer { Glibc.connect(descriptor, $0, $1) == 0 ? 0 : errno }
    while code == EINPROGRESS || code == EINTR {
      if watch.isOver { code = ECANCELED }
      if let end, SuspendingClock().now >= end { code = ETIMEDOUT }
      guard code == EINPROGRESS || code == EINTR, wait(descriptor, POLLOUT) else { continue }
      var length = socklen_t(MemoryLayout<Int32>.size)
      let asked = getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length)
      if asked != 0 { code = errno }
    }
    guard code == 0, fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) == 0
    else {
      close(descriptor)
      return .failure(Obstacle(value: code == 0 ? EIO : code))
    }
    return .success(descriptor)
  }

  /// Looks a name up; on a thread of its own, as a name server that says nothing can't be interrupted.
  private static func find(
    _ host: String, _ port: String, _ watch: ConnectionWatch,
    before end: SuspendingClock.Instant?
  ) throws(GitError) -> [Address] {
    let numeric = Address.all(host, port, isNumeric: true)
    if case .success(let addresses) = numeric { return addresses }
    let lookup = Lookup()
    startThread { lookup.set(Address.all(host, port)) }
    var pause: UInt32 = 500
    while true {
      switch lookup.answer.withLock({ $0 }) {
      case .success(let addresses): return addresses
      case .failure(let problem):
        throw GitError(
          .network, operation: "connect",
          message: "failed to resolve address for \(host): \(problem.description)")
      case nil: break
      }
      if let end, SuspendingClock().now >= end {
        watch.fail(.timedOut, tooLate("no name server said where `\(host)` is", watch))
      }
      guard !watch.isOver else {
        throw GitError(.network, operation: "connect", message: "the address was not found")
      }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  private static func tooLate(_ text: String, _ watch: ConnectionWatch) -> String {
    text + (watch.limits.connect.map { " within \($0.secondsText) s" } ?? "")
  }

  /// The answer of a name server, once there is one.
  private final class Lookup: Sendable {
    let answer = Mutex<Result<[Address], Address.Problem>?>(nil)
    func set(_ value: Result<[Address], Address.Problem>) { answer.withLock { $0 = value } }
  }
}

/// Where a host can be reached.
private struct Address: Sendable {
  let family: Int32
  private let bytes: [UInt8]

  /// What a name server said instead.
  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  /// All addresses of a host; at least one.
  static func all(
    _ host: String, _ port: String, isNumeric: Bool = false
  ) -> Result<[Address], Problem> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_family = AF_UNSPEC
    if isNumeric { hints.ai_flags = AI_NUMERICHOST }
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, port, &hints, &list)
    guard code == 0 else {
      return .failure(Problem(description: String(cString: gai_strerror(code))))
    }
    defer { freeaddrinfo(list) }
    var addresses: [Address] = []
    var next = list
    while let entry = next?.pointee {
      if let address = entry.ai_addr {
        let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
        addresses.append(Address(family: entry.ai_family, bytes: Array(bytes)))
      }
      next = entry.ai_next
    }
    guard !addresses.isEmpty else { return .failure(Problem(description: "it has no address")) }
    return .success(addresses)
  }

  func withPointer<Value>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Value) -> Value {
    var storage = sockaddr_storage()
    return withUnsafeMutableBytes(of: &storage) { target in
      target.copyBytes(from: bytes.prefix(target.count))
      let length = socklen_t(min(bytes.count, target.count))
      return withUnsafePointer(to: target.load(as: sockaddr_storage.self)) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
      }
    }
  }
}
