extension ComposeForm {
  /// Ports in their long form: `[[host:]published:]target[/protocol]`, with ranges.
  static func ports(_ tree: ComposeTree) throws(ComposeProblem) -> ComposeTree {
    guard let items = tree.items else { throw ComposeProblem("`ports` is a list", at: tree) }
    var ports: [ComposeTree] = []
    for item in items {
      guard let text = item.text else {
        ports.append(item)
        continue
      }
      guard let port = PortRange(text) else {
        throw ComposeProblem(
          "a port is `published:target`, with a host's address before and a protocol behind it",
          at: item)
      }
      ports += port.entries.map { target, published in
        map(
          [
            ("mode", "ingress"), ("host_ip", port.host), ("target", "\(target)"),
            ("published", published), ("protocol", port.protocol),
          ], at: item.origin)
      }
    }
    return ComposeTree(.list(ports), at: tree.origin)
  }
}

/// The short form of ports.
private struct PortRange {
  let host: String?
  let `protocol`: String
  /// The container's ports with the host's; none is a port of Docker's choice.
  let entries: [(target: Int, published: String?)]

  init?(_ text: String) {
    var rest = text[...]
    var proto = "tcp"
    if let slash = rest.lastIndex(of: "/") {
      proto = rest[rest.index(after: slash)...].lowercased()
      rest = rest[..<slash]
    }
    guard ["tcp", "udp", "sctp"].contains(proto) else { return nil }
    var fields = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard let last = fields.popLast(), let targets = Self.range(last) else { return nil }
    let published = fields.popLast() ?? ""
    var address = fields.joined(separator: ":")
    if address.hasPrefix("["), address.hasSuffix("]") {
      address = String(address.dropFirst().dropLast())
    }
    guard address.isEmpty || Self.isAddress(address) else { return nil }
    host = address.isEmpty ? nil : address
    self.protocol = proto
    guard !published.isEmpty else {
      entries = targets.map { ($0, nil) }
      return
    }
    guard let sources = Self.range(published) else { return nil }
    if sources.count == targets.count {
      // Compose puts them in the order of their texts.
      entries = zip(targets, sources).map { ($0, "\($1)") }.sorted { "\($0.0)" < "\($1.0)" }
    } else if targets.count == 1 {
      entries = [(targets.lowerBound, String(published))]
    } else {
      return nil
    }
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = ends.first.flatMap(port),
      let last = ends.last.flatMap(port), first <= last
    else { return nil }
    return first...last
  }

  private static func port(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(text),
      (0...65_535).contains(port)
    else { return nil }
    return port
  }

  /// An IPv4 or IPv6 address, by its characters.
  private static func isAddress(_ text: String) -> Bool {
    if text.contains(":") {
      return text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
          || Character(Unicode.Scalar(byte)).isHexDigit
      }
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
