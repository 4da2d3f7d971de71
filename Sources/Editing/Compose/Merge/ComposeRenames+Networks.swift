extension ComposeFile {
  /// Which network of a compose file has another name in a later version: the old name and the new one; `nil` for none,
  /// and where it is not certain.
  ///
  /// - Throws: ``EditingError`` as ``differences(from:to:)``.
  package static func renamedNetwork(
    from old: SourceText, to new: SourceText
  ) throws(EditingError) -> (from: String, to: String)? {
    let (before, after) = (try ComposeSide(old), try ComposeSide(new))
    let renames = ComposeRenames(networksFrom: before, to: after, in: before)
    return renames.names.values.first?.first.flatMap { old, news in
      news.first.map { (old, $0) }
    }
  }
}

extension ComposeRenames {
  /// Finds which network theirs has in the place of one of the base: as a patch set that gives upstream's network another
  /// name does it for everyone who is on it.
  ///
  /// One network is gone from the whole file and one has come, and every service that was on the old one is on the new.
  /// Nothing is found where ours shares networks by anchors or aliases.
  init(networksFrom base: ComposeSide, to theirs: ComposeSide, in ours: ComposeSide) {
    self.init()
    let (before, after) = (Self.networks(of: base), Self.networks(of: theirs))
    let (gone, come) = (before.subtracting(after), after.subtracting(before))
    guard gone.count == 1, come.count == 1, let old = gone.first, let new = come.first else {
      return
    }
    let known = theirs.services?.byIdentity ?? [:]
    var places: [ComposePlace] = []
    for service in base.services?.entries ?? [] {
      guard service.tree["networks"]?.byIdentity[old] != nil, let now = known[service.identity]
      else { continue }
      guard now.tree["networks"]?.byIdentity[new] != nil else { return }
      places.append(Self.services.under(service.identity).under("networks"))
    }
    guard !places.isEmpty, !Self.sharesNetworks(ours) else { return }
    // People's own services are on it, too.
    let others = Set((base.services?.entries ?? []).map(\.identity))
    for service in ours.services?.own ?? [] where !others.contains(service.identity) {
      places.append(Self.services.under(service.identity).under("networks"))
    }
    for place in places + [Self.declared] { add(old, [new], in: place) }
  }

  /// The networks that a file names.
  private static func networks(of side: ComposeSide) -> Set<String> {
    let used = (side.services?.entries ?? []).flatMap { $0.tree["networks"]?.entries ?? [] }
    return Set((used + (side.tree["networks"]?.entries ?? [])).map(\.identity))
  }

  /// Whether something about networks stands in one place for several.
  private static func sharesNetworks(_ side: ComposeSide) -> Bool {
    let holders = (side.services?.entries ?? []).flatMap { service in
      (service.tree.entries ?? []).filter { $0.identity == "networks" }
    }
    let top = (side.tree.entries ?? []).filter { $0.identity == "networks" }
    return (holders + top).contains { $0.isInherited || side.isSharing($0.node) }
  }

  /// The networks that a file declares.
  static let declared = ComposePlace(parts: ["networks"])

  /// These and others, of other collections.
  func merging(_ others: ComposeRenames) -> ComposeRenames {
    var result = self
    for (place, names) in others.names {
      for (old, news) in names where result.names[place]?[old] == nil {
        result.add(old, news, in: place)
      }
    }
    return result
  }
}
