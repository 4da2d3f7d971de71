extension ComposeRenames {
  /// Finds what was renamed from one version of a compose file to the next.
  ///
  /// A service keeps its image, a port its host side, a mount its container path or one above that; each only where
  /// nothing else fits as well. The two have to be next to one another: what came and went between distant versions
  /// fits by chance.
  ///
  /// - Parameter variables: the new names of variables that have others in the newer version.
  /// - Throws: ``EditingError`` as ``ComposeFile/differences(from:to:)``.
  package init(
    from old: ComposeFile, to new: ComposeFile, variables: [String: [String]]
  ) throws(EditingError) {
    let (before, after) = (
      try ComposeSide(old.document).services, try ComposeSide(new.document).services
    )
    let renamed = before.changes(to: after).pairs(by: \.imageName)
    for (old, new) in renamed { add(old, [new], in: Self.services) }
    let known = after?.byIdentity ?? [:]
    for service in before?.entries ?? [] {
      let place = Self.services.under(service.identity)
      guard let now = known[renamed[service.identity] ?? service.identity] else { continue }
      for (key, kind) in Self.collections {
        let (one, other) = (service.tree[key], now.tree[key])
        let changes = one.changes(to: other)
        for (old, new) in kind.renames(changes, variables) { add(old, new, in: place.under(key)) }
      }
    }
  }

  /// The keys of a service with entries that can have other names in a later version.
  private static let collections: [(key: String, kind: Collection)] = [
    ("ports", .ports), ("volumes", .mounts), ("environment", .variables),
  ]

  private enum Collection {
    case ports
    case mounts
    case variables

    func renames(
      _ changes: ComposeTree.EntryChanges, _ variables: [String: [String]]
    ) -> [(String, [String])] {
      switch self {
      case .ports: return changes.pairs(by: \.hostSide).map { ($0, [$1]) }
      case .mounts:
        let pairs = changes.pairs { old, new in new.identity.hasPrefix(old.identity + "/") }
        return pairs.map { ($0, [$1]) }
      case .variables:
        let new = Set(changes.come.map(\.identity))
        return changes.gone.compactMap { entry in
          guard let names = variables[entry.identity], new.isSuperset(of: names) else { return nil }
          return (entry.identity, names)
        }
      }
    }
  }
}

extension ComposeTree {
  /// The entries that another version of a collection lacks, and those that only it has.
  struct EntryChanges {
    var gone: [Entry] = []
    var come: [Entry] = []

    /// Those that came for those that went: what a feature tells of both is the same, and of no other.
    func pairs(by feature: (Entry) -> String?) -> [String: String] {
      let (olds, news) = (
        Dictionary(grouping: gone, by: feature), Dictionary(grouping: come, by: feature)
      )
      var pairs: [String: String] = [:]
      for case (let value?, let old) in olds where old.count == 1 {
        guard let new = news[value], new.count == 1 else { continue }
        pairs[old[0].identity] = new[0].identity
      }
      return pairs
    }

    /// Those that came for those that went: a condition holds for these two alone.
    func pairs(where fits: (Entry, Entry) -> Bool) -> [String: String] {
      var pairs: [String: String] = [:]
      for old in gone {
        let news = come.filter { fits(old, $0) }
        guard news.count == 1, gone.count(where: { fits($0, news[0]) }) == 1 else { continue }
        pairs[old.identity] = news[0].identity
      }
      return pairs
    }
  }

  /// The value of a key.
  subscript(key: String) -> ComposeTree? {
    entries?.first { $0.identity == key }?.tree
  }
}

extension ComposeTree? {
  /// What came and went; entries with a name that is not theirs alone are left out.
  func changes(to new: ComposeTree?) -> ComposeTree.EntryChanges {
    let (olds, news) = (self?.entries ?? [], new?.entries ?? [])
    let (before, after) = (Set(olds.map(\.identity)), Set(news.map(\.identity)))
    return ComposeTree.EntryChanges(
      gone: olds.filter { !after.contains($0.identity) && !$0.isRepeated },
      come: news.filter { !before.contains($0.identity) && !$0.isRepeated })
  }
}

extension ComposeTree.Entry {
  /// The last component of a service's image, or the folder that it is built in.
  var imageName: String? {
    if case .string(let image)? = tree["image"]?.value { return ImageReference(image)?.name }
    return tree["build"].flatMap { build in
      switch build.value {
      case .string(let folder): "build " + folder
      default:
        if case .string(let folder)? = build["context"]?.value { "build " + folder } else { nil }
      }
    }
  }

  /// A port's address and port on the host, with defaults for variables, and its protocol.
  var hostSide: String? {
    guard case .string(let published)? = tree.value["published"] else { return nil }
    let rest = ["host_ip", "protocol"].map { key in
      if case .string(let text)? = tree.value[key] { text } else { "" }
    }
    return ([ComposeMergeKind.evaluated(published)] + rest).joined(separator: " ")
  }
}

extension ComposeSide {
  /// The services.
  var services: ComposeTree? { tree["services"] }
}
