import Foundation
import Glibc
import Synchronization
import Testing

/// A server on loopback: it serves repositories, answers all requests alike, or says nothing.
final class LoopbackServer: Sendable {
  /// The host and port.
  let address: String
  private let socket: Int32
  private let received = Mutex("")
  private let count = Mutex(0)
  private let guests = DispatchSemaphore(value: 0)

  /// The address of a repository, for one that speaks http or nothing.
  var url: String { "http://\(address)/meet.git" }

  /// What came, of all connections.
  var requests: String { received.withLock { $0 } }

  /// The number of connections so far.
  var guestCount: Int { count.withLock { $0 } }

  /// Starts one that speaks http.
  ///
  /// - Parameter answer: what it says to every request; nothing when not given.
  convenience init(answer: String? = nil) throws {
    try self.init { server, guest in server.serve(guest, answer) }
  }

  /// Starts one that serves the repositories in a folder as `git://…`.
  convenience init(serving folder: URL) throws {
    try self.init { _, guest in
      let daemon = Process()
      daemon.executableURL = URL(filePath: "/usr/bin/env")
      daemon.arguments = [
        "git", "daemon", "--inetd", "--export-all", "--base-path=\(folder.path)", folder.path,
      ]
      daemon.standardInput = FileHandle(fileDescriptor: guest)
      daemon.standardOutput = FileHandle(fileDescriptor: guest)
      daemon.standardError = FileHandle.nullDevice
      if (try? daemon.run()) != nil { daemon.waitUntilExit() }
      close(guest)
    }
  }

  private init(_ serve: @escaping @Sendable (LoopbackServer, Int32) -> Void) throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.socket = socket
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port: UInt16? = withUnsafeMutableBytes(of: &address) { bytes in
      guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        bind(socket, pointer, length) == 0, listen(socket, 8) == 0,
        getsockname(socket, pointer, &length) == 0
      else { return nil }
      return bytes.load(fromByteOffset: 2, as: UInt16.self).bigEndian
    }
    self.address = "127.0.0.1:\(try #require(port))"
    Thread.detachNewThread { [weak self] in
      while true {
        let guest = accept(socket, nil, nil)
        guard guest >= 0, let self else { return }
        count.withLock { $0 += 1 }
        guests.signal()
        Thread.detachNewThread { serve(self, guest) }
      }
    }
  }

  /// Waits until somebody has connected.
  func waitForGuest() { guests.wait() }

  private func serve(_ guest: Int32, _ answer: String?) {
    defer { close(guest) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(guest, &bytes, bytes.count)
      guard count > 0 else { return }
      let text = String(decoding: bytes.prefix(count), as: UTF8.self)
      received.withLock { $0 += text }
      if let answer, text.hasSuffix("\r\n\r\n") {
        guard send(guest, answer, answer.utf8.count, Int32(MSG_NOSIGNAL)) > 0 else {
          return
        }
      }
    }
  }

  deinit {
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }
}
