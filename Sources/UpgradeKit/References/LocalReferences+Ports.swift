import GitKit
import PatchKit

extension LocalReferences {
  /// What names a container port that upstream's service had and has no more: labels, health checks and published ports
  /// of the service, and addresses in other services.
  func portReferences(of match: Match) -> [LocalReference] {
    let known = Set(match.new.model.ports.map(\.target))
    var references: [LocalReference] = []
    for old in match.old.model.ports where !known.contains(old.target) {
      let successor = Self.successor(of: old, among: match)
      func reference(_ tree: ComposeTree) -> LocalReference {
        LocalReference(
          subject: .port(old.target), service: match.deployed.name, upstream: match.new.name,
          place: SourcePlace(tree.origin), successor: successor,
          traces: traces(of: ":\(old.target)", in: match.old))
      }
      references += Self.places(of: old.target, in: match.deployed.model).map(reference)
      for other in deployed.services where other.name != match.deployed.name {
        references += Self.addresses(of: match.deployed.name, old.target, in: other.model)
          .map(reference)
      }
    }
    return references
  }

  /// The port that stands where an old one stood: with the same side on the host, at the same place of as many, else
  /// the only other one.
  private static func successor(of old: ModelPort, among match: Match) -> String? {
    let gone = Set(match.new.model.ports.map(\.target))
      .subtracting(match.old.model.ports.map(\.target))
    if let published = old.published,
      let same = match.new.model.ports.first(where: { $0.published == published })
    {
      return same.target
    }
    let (before, after) = (match.old.model.ports, match.new.model.ports)
    if before.count == after.count, let index = before.firstIndex(of: old),
      gone.contains(after[index].target)
    {
      return after[index].target
    }
    return gone.count == 1 ? gone.first : nil
  }

  /// Where a service's own labels, health check and published ports name a port of it.
  private static func places(of port: String, in service: ModelService) -> [ComposeTree] {
    var places = service.tree.pairs(of: "labels").compactMap { key, value in
      isPort(key: key, value.text ?? "", port) ? value : nil
    }
    for item in service.tree["healthcheck"]?["test"]?.words ?? []
    where hosts.contains(where: { names($0, port, in: item.text ?? "") }) {
      places.append(item)
    }
    for item in service.tree["ports"]?.items ?? [] where item["target"]?.text == port {
      places.append(item)
    }
    return places
  }

  private static let hosts = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"]

  /// Whether a label of a proxy names a port.
  private static func isPort(key: String, _ value: String, _ port: String) -> Bool {
    (key.lowercased().split { !$0.isLetter }.contains("port") && value == port)
      || value.contains("upstreams \(port)}}") || value.contains("upstreams http \(port)}}")
  }

  /// Where another service names the port with the service's name in front.
  private static func addresses(
    of name: String, _ port: String, in service: ModelService
  ) -> [ComposeTree] {
    ["environment", "labels", "command", "healthcheck"].compactMap { service.tree[$0] }
      .flatMap(\.scalars).filter { names(name, port, in: $0.text ?? "") }
  }

  /// Whether a text has an address of a host with a port.
  static func names(_ host: String, _ port: String, in text: String) -> Bool {
    let (bytes, wanted) = (Array(text.utf8), Array("\(host):\(port)".utf8))
    if bytes.holds(
      wanted,
      standsAlone: { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      })
    {
      return true
    }
    let scheme = port == "80" ? "http://" : port == "443" ? "https://" : nil
    guard let scheme else { return false }
    let start = Array((scheme + host).utf8)
    return bytes.offsets(of: start).contains { offset in
      let end = offset + start.count
      return end == bytes.count || [UInt8(ascii: "/"), 0x20, 0x22, 0x27].contains(bytes[end])
    }
  }
}

extension ComposeTree {
  /// The entries of a mapping, or of a list of `key=value`.
  func pairs(of key: String) -> [(key: String, value: ComposeTree)] {
    guard let tree = self[key] else { return [] }
    if let entries = tree.entries { return entries.map { ($0.key, $0.value) } }
    return (tree.items ?? []).compactMap { item in
      guard let text = item.text, let equals = text.firstIndex(of: "=") else { return nil }
      return (
        String(text[..<equals]),
        ComposeTree(String(text[text.index(after: equals)...]), at: item.origin)
      )
    }
  }

  /// The words of a command: the items of a list, or the text as a whole.
  var words: [ComposeTree] { items ?? [self] }

  /// All scalars in it.
  var scalars: [ComposeTree] {
    switch content {
    case .null: []
    case .scalar: [self]
    case .list(let items): items.flatMap(\.scalars)
    case .map(let entries): entries.flatMap(\.value.scalars)
    }
  }
}
