import Editing
import UpgradeKit

/// A project as a value that can be compared: the model's and Compose's own, without what the model leaves as written.
struct ComposeForms {
  /// Sizes and durations, which Compose writes in another unit, and what a shell's words are made of.
  private static let left: Set<String> = [
    "shm_size", "mem_limit", "mem_reservation", "memswap_limit", "ulimits", "healthcheck",
    "stop_grace_period", "command", "entrypoint", "env_file", "extends", "cpus", "deploy",
    "blkio_config", "pull_policy", "extra_hosts", "develop", "secrets", "configs", "devices",
  ]
  /// Names with values, which are a list or a mapping.
  private static let assignments: Set<String> = ["labels", "sysctls", "annotations"]

  /// Compose's own answer.
  static func value(of config: YAMLValue) -> YAMLValue {
    var result = config
    result["services"] = mapped(config["services"]) { _, service in
      mapped(service) { key, value in left.contains(key) ? nil : plain(value) }
    }
    return kept(result)
  }

  /// The model's answer.
  static func value(of project: ComposeProject) -> YAMLValue {
    var services: [YAMLValue.Entry] = []
    for service in project.services {
      var value = yaml(service.tree)
      value["environment"] =
        service.environment.isEmpty
        ? nil
        : .mapping(
          service.environment.map {
            YAMLValue.Entry($0.name, $0.value.map(YAMLValue.string) ?? .null)
          })
      if var build = value["build"] {
        if build["dockerfile"] == nil, build["dockerfile_inline"] == nil {
          build["dockerfile"] = .string("Dockerfile")
        }
        if let arguments = service.build?.arguments, build["args"] != nil {
          build["args"] = .mapping(
            arguments.compactMap { name, value in
              value.map { YAMLValue.Entry(name, .string($0)) }
            })
        }
        value["build"] = build
      }
      let forms = mapped(value) { key, value in
        if left.contains(key) { return nil }
        return assignments.contains(key) ? mapping(value) : value
      }
      services.append(YAMLValue.Entry(service.name, forms ?? .null))
    }
    var result = YAMLValue.mapping([
      YAMLValue.Entry("name", .string(project.name)),
      YAMLValue.Entry("services", .mapping(services)),
    ])
    let used = Set(project.services.flatMap { $0.networks.keys })
    result["networks"] = .mapping(
      project.networks.filter { used.contains($0.key) }.map {
        YAMLValue.Entry($0.key, .mapping([YAMLValue.Entry("name", .string($0.name))]))
      })
    return kept(result)
  }

  /// The parts that both have: services, the networks' names, and the project's.
  private static func kept(_ value: YAMLValue) -> YAMLValue {
    var result = YAMLValue.mapping([])
    result["name"] = value["name"]
    result["services"] = mapped(value["services"]) { _, service in
      mapped(service) { key, value in
        switch key {
        case "networks", "depends_on", "environment":
          return value
        case "tmpfs", "dns", "expose", "profiles", "dns_search", "label_file":
          if case .string = value { return .sequence([value]) }
          return value
        case "volumes": return items(value) { mounted($0) }
        default: return value
        }
      }
    }
    result["networks"] = mapped(value["networks"]) { _, network in
      network["name"].map { .mapping([YAMLValue.Entry("name", $0)]) }
    }
    if result["networks"] == .mapping([]) { result["networks"] = nil }
    return withoutEmpty(result)
  }

  /// A mount without what Compose writes only sometimes.
  private static func mounted(_ mount: YAMLValue) -> YAMLValue {
    var mount = mount
    if mount["read_only"] == .string("false") { mount["read_only"] = nil }
    if case .string(let source)? = mount["source"], source.hasPrefix("~/") {
      mount["source"] = .string("/home/ada" + source.dropFirst())
    }
    if mount["bind"] == .mapping([]) || mount["bind"] == .null { mount["bind"] = nil }
    if mount["volume"] == .mapping([]) || mount["volume"] == .null { mount["volume"] = nil }
    return mount
  }

  private static func withoutEmpty(_ value: YAMLValue) -> YAMLValue {
    var value = value
    value["services"] = mapped(value["services"]) { _, service in
      mapped(service) { key, value in
        switch value {
        case .null, .sequence([]), .mapping([]): nil
        case .string("") where key != "image": nil
        case .string("false"): nil
        default: value
        }
      }
    }
    return value
  }

  /// `config` writes a dollar sign twice.
  private static func plain(_ value: YAMLValue) -> YAMLValue {
    switch value {
    case .string(let text): .string(text.replacing("$$", with: "$"))
    case .sequence(let items): .sequence(items.map(plain))
    case .mapping(let entries):
      .mapping(
        entries.map { YAMLValue.Entry($0.key.replacing("$$", with: "$"), plain($0.value)) })
    case .null, .tagged: value
    }
  }

  private static func mapping(_ value: YAMLValue) -> YAMLValue {
    guard case .sequence(let items) = value else {
      return mapped(value) { _, value in value == .null ? .string("") : value } ?? value
    }
    return .mapping(
      items.compactMap { item in
        guard case .string(let text) = item else { return nil }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return YAMLValue.Entry(
          String(parts[0]), .string(parts.count > 1 ? String(parts[1]) : ""))
      })
  }

  private static func mapped(
    _ value: YAMLValue?, _ transform: (String, YAMLValue) -> YAMLValue?
  ) -> YAMLValue? {
    guard case .mapping(let entries)? = value else { return value }
    return .mapping(
      entries.compactMap { entry in
        transform(entry.key, entry.value).map { YAMLValue.Entry(entry.key, $0) }
      })
  }

  private static func items(
    _ value: YAMLValue, _ transform: (YAMLValue) -> YAMLValue
  ) -> YAMLValue {
    guard case .sequence(let items) = value else { return value }
    return .sequence(items.map(transform))
  }

  private static func yaml(_ tree: ComposeTree) -> YAMLValue {
    switch tree.content {
    case .null: .null
    case .scalar(let scalar): .string(scalar.text)
    case .list(let items): .sequence(items.map(yaml))
    case .map(let entries):
      .mapping(entries.map { YAMLValue.Entry($0.key, yaml($0.value)) })
    }
  }

  /// A value as lines, one for each text, sorted by key.
  static func lines(_ value: YAMLValue) -> String {
    var lines: [String] = []
    func add(_ value: YAMLValue, _ path: String) {
      switch value {
      case .mapping(let entries) where !entries.isEmpty:
        for entry in entries.sorted(by: { $0.key < $1.key }) {
          add(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)")
        }
      case .sequence(let items) where !items.isEmpty:
        for (index, item) in items.enumerated() { add(item, "\(path)[\(index)]") }
      case .string(let text): lines.append("\(path) = \(text.replacing("\n", with: "\\n"))")
      case .null, .tagged, .mapping, .sequence: lines.append(path)
      }
    }
    add(value, "")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Where two values differ, a line each.
  static func differences(
    _ ours: YAMLValue?, _ theirs: YAMLValue?, at path: String = ""
  ) -> [String] {
    if ours == theirs { return [] }
    if case .mapping(let one)? = ours, case .mapping(let other)? = theirs {
      let keys = Set(one.map(\.key)).union(other.map(\.key)).sorted()
      return keys.flatMap { differences(ours?[$0], theirs?[$0], at: "\(path).\($0)") }
    }
    if case .sequence(let one)? = ours, case .sequence(let other)? = theirs,
      one.count == other.count
    {
      return zip(one, other).enumerated().flatMap { index, pair in
        differences(pair.0, pair.1, at: "\(path)[\(index)]")
      }
    }
    return [
      "\(path): model \(ours.map { "\($0)" } ?? "nothing"), Compose \(theirs.map { "\($0)" } ?? "nothing")"
    ]
  }
}
