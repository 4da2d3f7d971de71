import Foundation
import Glibc
import Testing

/// A server on loopback that says nothing sensible, in any protocol.
final class SilentServer: Sendable {
  /// What it does with those who connect.
  enum Manner: String, Sendable, CaseIterable {
    /// Connects to nobody: its queue is full.
    case deaf
    /// Connects, and says nothing.
    case silent
    /// Sends a letter now and then.
    case trickling
  }

  let port: Int
  private let descriptor: Int32
  private let guests: [Int32]

  init(_ manner: Manner) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = descriptor
    let bound = withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { pointer in
        bind(socket, pointer.baseAddress, length) == 0
          && listen(socket, manner == .deaf ? 0 : 8) == 0
          && getsockname(socket, pointer.baseAddress, &length) == 0
      }
    }
    #expect(bound)
    port = Int(UInt16(bigEndian: address.sin_port))
    // Nobody is ever taken out of the queue.
    guests =
      manner == .deaf
      ? (0..<4).map { _ in
        let guest = Glibc.socket(
          AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        withUnsafeBytes(of: &address) { bytes in
          bytes.withMemoryRebound(to: sockaddr.self) { pointer in
            _ = connect(guest, pointer.baseAddress, length)
          }
        }
        return guest
      } : []
    if manner == .trickling {
      Thread.detachNewThread {
        let guest = accept(socket, nil, nil)
        while send(guest, "x", 1, Int32(MSG_NOSIGNAL)) == 1 { usleep(20_000) }
        close(guest)
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
    guests.forEach { close($0) }
  }
}
