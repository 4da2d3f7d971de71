import Editing
import Reports

/// What a compose file tells those who run its services.
enum ComposeFacts {
  /// Reads the facts of a compose file.
  ///
  /// - Parameter images: the names of upstream's own images, whose tag is the release.
  static func read(_ file: ComposeFile, images: Set<String>) -> Facts {
    var facts: Facts = [:]
    let root = file.document.root["services"].map(file.document.resolved)
    for service in file.services {
      let name = service.name
      // That it is there.
      facts[FactKey(topic: .serviceAdded, subject: name)] = ""
      add(imageOf: service, images, to: &facts)
      for mount in service.mounts {
        facts[FactKey(topic: .volumes, subject: name, item: mount.target)] = text(of: mount)
      }
      for network in service.networks {
        let aliases = network.aliases.map(\.value).sorted()
        facts[FactKey(topic: .networks, subject: name, item: network.name)] =
          network.name + (aliases.isEmpty ? "" : " as \(aliases.joined(separator: ", "))")
      }
      guard let node = root?[name],
        let pairs = try? file.document.mergedPairs(of: file.document.resolved(node))
      else { continue }
      // Only these: a service's environment is long, and told of elsewhere.
      let values: [(String, YAMLValue)] = pairs.compactMap { pair in
        guard let key = pair.key.string, keys.contains(key),
          let value = try? file.document.value(of: pair.value)
        else { return nil }
        return (key, value)
      }
      add(rightsIn: Dictionary(values) { $1 }, name, to: &facts)
    }
    return facts
  }

  private static func add(
    imageOf service: ComposeService, _ images: Set<String>, to facts: inout Facts
  ) {
    guard let reference = service.image.flatMap({ ImageReference($0.value) }),
      let name = reference.name
    else { return }
    let path = (try? Interpolation.evaluate(reference.repository, [:])) ?? reference.repository
    let key = { (topic: Consequence.Topic) in FactKey(topic: topic, subject: service.name) }
    facts[key(.registry)] = source(of: path)
    facts[key(.image)] = name
    // Upstream's own images have the release's tag, which is no news.
    if !images.contains(name), let tag = reference.tag {
      facts[key(.imageTag)] = (try? Interpolation.evaluate(tag, [:])) ?? tag
    }
  }

  /// All before an image's name, with what Docker takes when it is not written.
  private static func source(of path: String) -> String {
    let parts = path.split(separator: "/").dropLast()
    guard let first = parts.first else { return "docker.io/library" }
    let isHost = first == "localhost" || first.contains(".") || first.contains(":")
    return (isHost ? [] : ["docker.io/"]).joined() + parts.joined(separator: "/")
  }

  private static let keys: Set<String> = [
    "cap_add", "cap_drop", "ports", "privileged", "read_only", "tmpfs", "user",
  ]

  private static func add(
    rightsIn value: [String: YAMLValue], _ name: String, to facts: inout Facts
  ) {
    for port in value["ports"]?.items ?? [] {
      guard let text = Self.text(ofPort: port) else { continue }
      facts[FactKey(topic: .ports, subject: name, item: hostPart(of: text))] = text
    }
    let isReadOnly = value["read_only"]?.text == "true"
    facts[FactKey(topic: .rootFileSystem, subject: name)] = isReadOnly ? "read-only" : "writable"
    if let user = value["user"]?.text {
      facts[FactKey(topic: .user, subject: name)] = user
    }
    if value["privileged"]?.text == "true" {
      facts[FactKey(topic: .capabilities, subject: name)] = "privileged"
    }
    for key in ["cap_add", "cap_drop"] {
      for capability in value[key]?.items?.compactMap(\.text) ?? [] {
        let text = "\(key): \(capability)"
        facts[FactKey(topic: .capabilities, subject: name, item: text)] = text
      }
    }
    let folders = value["tmpfs"]
    for folder in (folders?.items ?? folders.map { [$0] } ?? []).compactMap(\.text) {
      let path = folder.prefix { $0 != ":" }
      facts[FactKey(topic: .temporaryFileSystems, subject: name, item: String(path))] = folder
    }
  }

  private static func text(of mount: ComposeMount) -> String {
    ([mount.source, mount.target].compactMap { $0 }
      + (mount.options.isEmpty ? [] : [mount.options.joined(separator: ",")])).joined(
        separator: ":")
  }

  private static func text(ofPort value: YAMLValue) -> String? {
    if let text = value.text { return text }
    guard let target = value["target"]?.text else { return nil }
    let host = [value["host_ip"]?.text, value["published"]?.text].compactMap { $0 }
    let text = (host + [target]).joined(separator: ":")
    return text + (value["protocol"]?.text.map { "/\($0)" } ?? "")
  }

  /// A port without its last part: the one in the container.
  private static func hostPart(of port: String) -> String {
    let bytes = Array(port.utf8)
    let colons = Interpolation.offsets(of: UInt8(ascii: ":"), outsideVariablesIn: bytes) ?? []
    let protocolName = port.split(separator: "/").dropFirst().last ?? "tcp"
    guard let last = colons.last else { return port }
    return String(decoding: bytes[..<last], as: UTF8.self) + "/\(protocolName)"
  }
}

extension YAMLValue {
  /// The text of a scalar.
  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The items of a sequence.
  fileprivate var items: [YAMLValue]? {
    guard case .sequence(let items) = self else { return nil }
    return items
  }
}
