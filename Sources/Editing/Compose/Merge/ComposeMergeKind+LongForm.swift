/// Short forms of items as the long forms that say the same, by the Compose specification's sections on `ports`,
/// `volumes` and `env_file` of a service.
extension ComposeMergeKind {
  /// The long form of a mount; `nil` where that depends on a variable's value, and for anonymous volumes.
  func longForm(ofMount text: String) -> YAMLValue? {
    guard let mount = ComposeMount(short: text, span: 0..<0), let source = mount.source,
      let type = Self.type(ofSource: source)
    else { return nil }
    var entries = [
      YAMLValue.Entry("type", .string(type)), YAMLValue.Entry("source", .string(source)),
      YAMLValue.Entry("target", .string(String(ComposeMount.trimmed(mount.target)))),
    ]
    var bind: [YAMLValue.Entry] = []
    for option in mount.options {
      switch option {
      case "rw": continue
      case "ro": entries.append(YAMLValue.Entry("read_only", .string("true")))
      case "z", "Z": bind.append(YAMLValue.Entry("selinux", .string(option)))
      case "shared", "slave", "private", "rshared", "rslave", "rprivate":
        bind.append(YAMLValue.Entry("propagation", .string(option)))
      case "nocopy":
        entries.append(
          YAMLValue.Entry("volume", .mapping([YAMLValue.Entry("nocopy", .string("true"))])))
      default: return nil
      }
    }
    if !bind.isEmpty { entries.append(YAMLValue.Entry("bind", .mapping(bind))) }
    let names = entries.map(\.key) + bind.map(\.key)
    return Set(names).count == names.count ? .mapping(entries) : nil
  }

  /// The long form of a port; `nil` for ranges, which are several, and addresses between brackets.
  func longForm(ofPort text: String) -> YAMLValue? {
    guard let fields = Interpolation.fields(of: text, between: ASCII.colon), fields.count <= 3,
      let end = fields.last.flatMap({ Interpolation.fields(of: $0, between: ASCII.slash) }),
      end.count <= 2, !text.contains("["),
      fields.allSatisfy({ Interpolation.fields(of: $0, between: ASCII.minus)?.count == 1 })
    else { return nil }
    var entries = [
      YAMLValue.Entry("target", .string(end[0])),
      YAMLValue.Entry("protocol", .string(end.count > 1 ? end[1] : "tcp")),
    ]
    if let published = fields.dropLast().last, !published.isEmpty {
      entries.append(YAMLValue.Entry("published", .string(published)))
    }
    if fields.count > 2 { entries.append(YAMLValue.Entry("host_ip", .string(fields[0]))) }
    return .mapping(entries)
  }

  /// A long form without what goes without saying.
  func withoutDefaults(_ item: YAMLValue) -> YAMLValue {
    guard case .mapping = item else { return item }
    var item = item
    func drop(_ key: String, if value: YAMLValue) {
      if item[key] == value { item[key] = nil }
    }
    switch self {
    case .mounts:
      drop("read_only", if: .string("false"))
      if item["bind"]?["create_host_path"] == .string("true") {
        item["bind"]?["create_host_path"] = nil
      }
      for key in ["bind", "volume"] {
        drop(key, if: .null)
        drop(key, if: .mapping([]))
      }
      if case .string(let target)? = item["target"] {
        item["target"] = .string(String(ComposeMount.trimmed(target)))
      }
    case .ports:
      drop("mode", if: .string("ingress"))
      drop("published", if: .string(""))
      if item["protocol"] == nil { item["protocol"] = .string("tcp") }
    case .files: drop("required", if: .string("true"))
    default: break
    }
    return item
  }

  /// What a source names: a path has a slash, or begins with a dot or a tilde.
  private static func type(ofSource source: String) -> String? {
    guard let names = Interpolation.fields(of: source, between: ASCII.slash) else { return nil }
    if names.count > 1 || source.hasPrefix(".") || source.hasPrefix("~") { return "bind" }
    return source.contains("$") ? nil : "volume"
  }
}
