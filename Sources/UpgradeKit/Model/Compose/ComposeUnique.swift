/// Lists whose items have an identity: a later item of the same takes the place of the earlier one.
enum ComposeUnique {
  fileprivate enum Identity: Sendable {
    /// What stands before `=`.
    case name
    /// The container path.
    case target
    /// Host address, both ports and protocol.
    case port
    /// The path of a file.
    case path
    /// The whole text.
    case text
    /// The container path, or the name below a folder.
    case mountedFile(String)
  }

  private static let rules = ComposeRules<Identity>(
    [
      "annotations", "build.args", "build.additional_contexts", "build.tags", "build.labels",
      "cap_add", "cap_drop", "deploy.labels", "dns", "dns_opt", "dns_search", "environment",
      "labels", "links", "networks.*.aliases", "networks.*.link_local_ips", "profiles", "sysctls",
      "tmpfs",
    ].map { ("services.*.\($0)", .name) }
      + [
        ("networks.*.labels", .name), ("services.*.env_file", .path),
        ("services.*.expose", .text), ("services.*.ports", .port),
        ("services.*.volumes", .target), ("services.*.devices", .target),
        ("services.*.configs", .mountedFile("")),
        ("services.*.secrets", .mountedFile("/run/secrets")),
      ])

  /// The document with each identity once, at the place of its first and with the value of its last.
  static func enforced(_ tree: ComposeTree, at path: ComposeKeys = ComposeKeys()) -> ComposeTree {
    switch tree.content {
    case .map:
      return tree.mapEntries { enforced($1, at: path.appending($0)) }
    case .list(let items):
      guard let identity = rules[path] else { return tree }
      var result: [ComposeTree] = []
      var known: [String: Int] = [:]
      for item in items {
        guard let key = identity.key(of: item) else {
          result.append(item)
          continue
        }
        if let index = known[key] {
          result[index] = item
        } else {
          known[key] = result.count
          result.append(item)
        }
      }
      if result.count == items.count { return tree }
      return ComposeTree(.list(result), at: tree.origin, tag: tree.tag)
    case .null, .scalar:
      return tree
    }
  }
}

extension ComposeUnique.Identity {
  fileprivate func key(of item: ComposeTree) -> String? {
    switch self {
    case .name:
      return item.text.map { String(Substring($0.utf8.prefix { $0 != UInt8(ascii: "=") })) }
    case .text:
      return item.text
    case .path:
      return item.text ?? item["path"]?.text
    case .target:
      if let target = item["target"]?.text { return target }
      return item.text.flatMap { ComposeForm.mount($0, at: item.origin)?["target"]?.text }
    case .mountedFile(let folder):
      if let target = item["target"]?.text { return target }
      return (item["source"]?.text ?? item.text).map { "\(folder)/\($0)" }
    case .port:
      guard let target = item["target"]?.text else { return item.text }
      let host = item["host_ip"]?.text ?? "0.0.0.0"
      var published = item["published"]?.text ?? ""
      // compose-go takes a number for another port than the same text.
      if case .scalar(let scalar)? = item["published"]?.content, scalar.isTyped {
        published = "number \(published)"
      }
      return "\(host):\(published):\(target)/\(item["protocol"]?.text ?? "tcp")"
    }
  }
}
