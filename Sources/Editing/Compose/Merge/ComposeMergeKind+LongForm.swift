/// Short forms of items as the long forms that say the same, by the Compose specification's sections on `ports`,
/// `volumes` and `env_file` of a service.
extension ComposeMergeKind {
  /// The long form of a mount; `nil` where that depends on a variable's value, and for anonymous volumes.
  func mount(_ text: String) -> YAMLValue? {
    guard let mount = ComposeMount(short: text, span: 0..<0), let source = mount.source,
      let type = Self.type(ofSource: source)
    else { return nil }
    var entries = [
      YAMLValue.Entry("type", .string(type)), YAMLValue.Entry("source", .string(source)),
      YAMLValue.Entry("target", .string(Self.path(mount.target))),
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
  func port(_ text: String) -> YAMLValue? {
    let bytes = Array(text.utf8)
    guard let fields = Self.fields(bytes[...], between: ASCII.colon), fields.count <= 3,
      let end = fields.last.flatMap({ Self.fields($0, between: ASCII.slash) }), end.count <= 2,
      !bytes.contains(ASCII.openBracket),
      !fields.contains(where: { Self.fields($0, between: ASCII.minus)?.count != 1 })
    else { return nil }
    let texts = fields.map { String(decoding: $0, as: UTF8.self) }
    var entries = [
      YAMLValue.Entry("target", .string(String(decoding: end[0], as: UTF8.self))),
      YAMLValue.Entry(
        "protocol", .string(end.count > 1 ? String(decoding: end[1], as: UTF8.self) : "tcp")),
    ]
    if texts.count > 1, let published = texts.dropLast().last, !published.isEmpty {
      entries.append(YAMLValue.Entry("published", .string(published)))
    }
    if texts.count > 2 { entries.append(YAMLValue.Entry("host_ip", .string(texts[0]))) }
    return .mapping(entries)
  }

  /// A long form without what goes without saying.
  func plain(_ item: YAMLValue) -> YAMLValue {
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
        item["target"] = .string(Self.path(target))
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

  /// A container path without a slash at its end.
  private static func path(_ text: String) -> String {
    text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// What a source names: a path has a slash, or begins with a dot or a tilde.
  private static func type(ofSource source: String) -> String? {
    let bytes = Array(source.utf8)
    guard let slashes = Interpolation.offsets(of: ASCII.slash, outsideVariablesIn: bytes) else {
      return nil
    }
    if !slashes.isEmpty || source.hasPrefix(".") || source.hasPrefix("~") { return "bind" }
    return source.contains("$") ? nil : "volume"
  }

  private static func fields(
    _ bytes: ArraySlice<UInt8>, between separator: UInt8
  ) -> [ArraySlice<UInt8>]? {
    let bytes = Array(bytes)
    guard let found = Interpolation.offsets(of: separator, outsideVariablesIn: bytes) else {
      return nil
    }
    return zip([0] + found.map { $0 + 1 }, found + [bytes.count]).map { bytes[$0..<$1] }
  }
}
