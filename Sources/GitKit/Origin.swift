/// What a token is for: a scheme, a host and a port.
struct Origin: Hashable, CustomStringConvertible {
  let scheme: String
  /// In lower case, without the brackets of an IPv6 address.
  let host: String
  let port: String

  /// Makes an origin as a connection knows it.
  init(scheme: String, host: String, port: String) {
    self.scheme = scheme.lowercased()
    self.host = host.lowercased().filter { $0 != "[" && $0 != "]" }
    self.port = port.isEmpty ? Self.defaultPorts[self.scheme] ?? "" : port
  }

  /// Reads the beginning of a URL; `nil` when there is no host in it.
  init?(url: String) {
    guard let scheme = UpstreamLocation.scheme(of: url), let end = url.firstRange(of: "://") else {
      return nil
    }
    let authority = url[end.upperBound...].prefix { !"/?#".contains($0) }
    let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    self.init(scheme: scheme, authority: place ?? authority)
  }

  /// Reads `host`, `host:port` or `[address]:port`.
  init?(scheme: String, authority: Substring) {
    // The colons of an IPv6 address are within brackets.
    let afterHost = authority.lastIndex(of: "]") ?? authority.startIndex
    let colon = authority[afterHost...].lastIndex(of: ":")
    let host = colon.map { authority[..<$0] } ?? authority
    guard !host.isEmpty else { return nil }
    let port = colon.map { authority[authority.index(after: $0)...] } ?? ""
    self.init(scheme: scheme, host: String(host), port: String(port))
  }

  private static let defaultPorts = ["http": "80", "https": "443", "git": "9418", "ssh": "22"]

  /// As people write it: without the scheme's own port.
  var description: String {
    let host = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(host)" + (Self.defaultPorts[scheme] == port ? "" : ":\(port)")
  }
}
