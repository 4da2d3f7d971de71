/// What Compose adds to a document that it has read.
enum ComposeDefaults {
  /// Adds the default network, what links, shared namespaces and volumes depend on, and the defaults of ports and
  /// mounts in their long form.
  static func apply(to document: inout ComposeTree) throws(ComposeProblem) {
    guard let services = document["services"], services.entries != nil else {
      throw ComposeProblem("no service is declared", at: document)
    }
    var usesDefault = false
    let completed = services.mapEntries { _, service in
      var service = service
      if service["network_mode"] == nil {
        if service["networks"]?.entries?.isEmpty != false {
          service["networks"] = ComposeTree(
            .map([
              ComposeTree.Entry(key: "default", value: ComposeTree(.null, at: service.origin))
            ]), at: service.origin)
        }
        usesDefault = usesDefault || service["networks"]?["default"] != nil
      }
      addDependencies(to: &service)
      service["ports"] = service["ports"].map { $0.mapItems(port) }
      service["volumes"] = service["volumes"].map { $0.mapItems(mount) }
      return service
    }
    document["services"] = completed
    guard usesDefault, document["networks"]?["default"] == nil else { return }
    var networks = document["networks"] ?? ComposeTree(.map([]), at: document.origin)
    if networks.isNull { networks = ComposeTree(.map([]), at: networks.origin) }
    networks["default"] = ComposeTree(.null, at: document.origin)
    document["networks"] = networks
  }

  private static func port(_ port: ComposeTree) -> ComposeTree {
    var port = port
    if port["protocol"] == nil { port["protocol"] = ComposeTree("tcp", at: port.origin) }
    if port["mode"] == nil { port["mode"] = ComposeTree("ingress", at: port.origin) }
    return port
  }

  private static func mount(_ mount: ComposeTree) -> ComposeTree {
    var mount = mount
    if let target = mount["target"]?.text {
      mount["target"] = ComposeTree(clean(target), at: mount.origin)
    }
    return mount
  }

  /// A container path without empty parts, `.`, `..` and a slash at its end.
  static func clean(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func addDependencies(to service: inout ComposeTree) {
    var found: [(name: String, restart: Bool, origin: ComposeTree.Origin)] = []
    for link in service["links"]?.items ?? [] {
      let name = (link.text ?? "").split(separator: ":", maxSplits: 1).first
      if let name { found.append((String(name), true, link.origin)) }
    }
    for key in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
      guard let value = service[key], let text = value.text, text.hasPrefix("service:") else {
        continue
      }
      found.append((String(text.dropFirst(8)), true, value.origin))
    }
    for source in service["volumes_from"]?.items ?? [] {
      guard let text = source.text, !text.hasPrefix("container:"),
        let name = text.split(separator: ":").first
      else { continue }
      found.append((String(name), false, source.origin))
    }
    guard !found.isEmpty else { return }
    var dependencies = service["depends_on"] ?? ComposeTree(.map([]), at: service.origin)
    for dependency in found where dependencies[dependency.name] == nil {
      dependencies[dependency.name] = ComposeForm.map(
        [
          ("condition", "service_started"), ("restart", dependency.restart ? "true" : "false"),
          ("required", "true"),
        ], at: dependency.origin)
    }
    service["depends_on"] = dependencies
  }
}
