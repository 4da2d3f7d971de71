/// Which server a fetch speaks to at the moment, found out by what is sent over its connections: libgit2 tells nobody
/// where a redirection led.
struct FetchRoute {
  /// The origin that the address names; `nil` for one that is no URL.
  let address: Origin?
  /// Whom the newest request goes to.
  private(set) var current: Origin?
  /// The host and port of the newest connection, and what a proxy at its end was told to connect to.
  private var peer: (host: String, port: String) = ("", "")
  private var tunnel: Origin?

  init(url: String) {
    address = Origin(url: url)
  }

  /// Whether the newest request goes where the address says.
  var isAtAddress: Bool { address != nil && current == address }

  /// A connection is made.
  mutating func connect(host: String, port: String) {
    (peer, tunnel, current) = ((host, port), nil, nil)
  }

  /// Something is sent; only the first bytes of a request or of an encrypted conversation matter.
  ///
  /// - Returns: the origin, when it is not that of the request before.
  mutating func send(_ bytes: UnsafeRawBufferPointer) -> Origin? {
    guard let found = origin(bytes), found != current else { return nil }
    current = found
    return found
  }

  private mutating func origin(_ bytes: UnsafeRawBufferPointer) -> Origin? {
    // A TLS handshake record, version 3.x.
    if bytes.count > 2, bytes[0] == 0x16, bytes[1] == 3 {
      return tunnel ?? Origin(scheme: "https", host: peer.host, port: peer.port)
    }
    let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    let words = line.split(separator: UInt8(ascii: " "))
    guard words.count == 3, words[2].starts(with: "HTTP/".utf8) else { return nil }
    let target = String(decoding: words[1], as: UTF8.self)
    switch String(decoding: words[0], as: UTF8.self) {
    case "CONNECT":
      tunnel = Origin(scheme: "https", authority: target[...])
      return nil
    case "GET", "POST":
      // A proxy is told the whole URL.
      return Origin(url: target) ?? Origin(scheme: "http", host: peer.host, port: peer.port)
    default: return nil
    }
  }
}
