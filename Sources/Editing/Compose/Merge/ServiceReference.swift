/// Where a service of a compose file names another one of the file.
struct ServiceReference {
  /// The key of the service that it stands under.
  let key: String
  /// The key or the text that has the name.
  let node: YAMLNode
  /// The name.
  let name: String
  /// What stands before the name in the text, and behind it.
  private let around: (before: String, behind: String)
  /// Whether the name alone is a host name, too, that stays.
  private let isLink: Bool

  private init(
    _ key: String, _ node: YAMLNode, _ name: Substring, before: String = "",
    behind: Substring = "", isLink: Bool = false
  ) {
    (self.key, self.node, self.name) = (key, node, String(name))
    around = (before, String(behind))
    self.isLink = isLink
  }

  /// All that stand in a service itself: what it waits for, is linked with, extends, and shares a network, process ids, IPC
  /// or volumes with.
  ///
  /// - Parameter files: how it names other files whose services it may extend.
  static func all(
    in service: ComposeTree.Entry, extending files: Set<String> = []
  ) -> [ServiceReference] {
    service.tree.own.flatMap { key -> [ServiceReference] in
      guard key.node.aliasName == nil else { return [] }
      switch key.identity {
      case "depends_on":
        return key.tree.own.compactMap { entry in
          entry.isRepeated
            ? nil : ServiceReference("depends_on", entry.key ?? entry.node, entry.name[...])
        }
      case "links":
        return (key.node.items ?? []).compactMap { item in
          item.string.map { text in
            let name = text.prefix { $0 != ":" }
            let alias = text.dropFirst(name.count)
            return ServiceReference("links", item, name, behind: alias, isLink: alias.isEmpty)
          }
        }
      case "volumes_from":
        return (key.node.items ?? []).compactMap { item in
          guard let text = item.string, !text.hasPrefix("container:") else { return nil }
          let name = text.prefix { $0 != ":" }
          return ServiceReference("volumes_from", item, name, behind: text.dropFirst(name.count))
        }
      case "extends":
        if let name = key.node.string { return [ServiceReference("extends", key.node, name[...])] }
        guard let node = key.node["service"], let name = node.string,
          key.node["file"].map({ $0.string.map(files.contains) ?? false }) ?? true
        else { return [] }
        return [ServiceReference("extends", node, name[...])]
      case "network_mode", "ipc", "pid":
        guard let text = key.node.string, text.hasPrefix(Self.prefix) else { return [] }
        return [
          ServiceReference(
            key.identity, key.node, text.dropFirst(Self.prefix.count), before: Self.prefix)
        ]
      default: return []
      }
    }
  }

  /// Where it is, by what it names.
  ///
  /// - Parameter service: the service that it stands in, as its file calls it.
  func place(in service: String) -> ComposePlace {
    ComposeRenames.services.under(service).under(key).under(name)
  }

  private static let prefix = "service:"

  /// Writes another name; `nil` where it does not stand there as it is.
  func renamed(to new: String, in side: ComposeSide) -> Edit? {
    guard case .scalar(let scalar) = node.content, node.tag == nil, node.aliasName == nil,
      !node.contentSpan.isEmpty
    else { return nil }
    let text = around.before + new + (isLink ? ":" + name : around.behind)
    let written =
      switch scalar.style {
      case .singleQuoted: YAMLText.singleQuoted(text)
      case .doubleQuoted: YAMLText.doubleQuoted(text)
      default: YAMLText.isPlain(text, inFlow: true) ? text : YAMLText.doubleQuoted(text)
      }
    return Edit(replacing: node.contentSpan, with: written)
  }
}
