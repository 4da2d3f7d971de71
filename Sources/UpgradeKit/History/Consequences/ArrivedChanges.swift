import Reports

extension DeployedServices {
  /// Those of some services that do not have what upstream changed about them, because people's own lines stand there.
  ///
  /// Only what upstream brings is looked for: what it removed may well be kept.
  func lacking(
    _ changes: [Consequence.Change], of topic: Consequence.Topic, among names: [String]
  ) -> [String] {
    let values = changes.compactMap(\.after)
    guard !values.isEmpty else { return [] }
    return names.filter { name in
      guard let service = service(name) else { return false }
      return !values.allSatisfy { service.has($0, of: topic) }
    }
  }
}

extension ModelService {
  /// Whether something that a compose file of upstream's says is so; true where that can't be told by the text.
  fileprivate func has(_ value: String, of topic: Consequence.Topic) -> Bool {
    switch topic {
    case .rootFileSystem: isReadOnly == (value == "read-only")
    case .user: user == value || value.contains("$")
    case .capabilities:
      value == "privileged"
        ? tree["privileged"]?.text == "true"
        : Self.capability(value).map { key, name in
          (tree[key]?.items ?? []).contains { $0.text == name }
        } ?? true
    case .ports:
      Self.containerPort(value).map { port in ports.contains { $0.target == port } } ?? true
    case .volumes: Self.containerPath(value).map { mount(at: $0) != nil } ?? true
    default: true
    }
  }

  /// `cap_add: NET_ADMIN`.
  private static func capability(_ text: String) -> (key: String, name: String)? {
    let parts = text.split(separator: ": ", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }

  /// The part behind the last colon; `nil` when a variable stands in it.
  private static func containerPort(_ text: String) -> String? {
    let port = text.prefix { $0 != "/" }.split(separator: ":").last.map(String.init)
    return port.flatMap { $0.allSatisfy(\.isNumber) ? $0 : nil }
  }

  /// The absolute path behind the source; `nil` when a variable stands in it.
  private static func containerPath(_ text: String) -> String? {
    let path = text.split(separator: ":").first { $0.hasPrefix("/") && !$0.contains("}") }
    return path.flatMap { $0.contains("$") ? nil : String($0) }
  }
}
