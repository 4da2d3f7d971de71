/// The three sides of a merge with one identity for each thing, whatever a side calls it.
///
/// The identity is the base's name. A side that calls it otherwise keeps its own name beside that: see
/// ``ComposeTree/Entry/name``.
struct ComposeAlignment {
  /// Ours, known by the base's names.
  let ours: ComposeSide
  /// Theirs, known by the base's names.
  let theirs: ComposeSide
  /// What ours calls what the base calls otherwise, by the identities on the way to it.
  private(set) var ownNames: [ComposePlace: String] = [:]
  /// The same for theirs.
  private(set) var theirNames: [ComposePlace: String] = [:]

  /// Identities by the names that the sides use.
  private struct Names {
    var ours: [String: String] = [:]
    var theirs: [String: String] = [:]
  }

  /// Aligns.
  ///
  /// - Parameters:
  ///   - upstream: what theirs renamed, of the base.
  ///   - own: what ours renamed.
  init(
    base: ComposeSide, ours: ComposeSide, theirs: ComposeSide, upstream: ComposeRenames,
    own: ComposeRenames
  ) {
    guard !upstream.isEmpty || !own.isEmpty else {
      (self.ours, self.theirs) = (ours, theirs)
      return
    }
    func names(
      at place: ComposePlace, _ base: ComposeTree?, _ ours: ComposeTree?, _ theirs: ComposeTree?
    ) -> Names {
      Self.names(
        upstream.names[place] ?? [:], own.names[place] ?? [:], base.identities, ours.identities,
        theirs.identities)
    }
    let place = ComposeRenames.services
    let services = names(at: place, base.services, ours.services, theirs.services)
    var all: [ComposePlace: Names] = [place: services]
    for entry in base.services?.entries ?? [] {
      let mine = ours.services?.entry(entry.identity, as: services.ours)?.tree
      let their = theirs.services?.entry(entry.identity, as: services.theirs)?.tree
      for inner in entry.tree.entries ?? [] {
        let (key, place) = (inner.identity, place.under(entry.identity).under(inner.identity))
        guard upstream.names[place] != nil || own.names[place] != nil else { continue }
        all[place] = names(at: place, inner.tree, mine?[key], their?[key])
      }
    }
    let known = Set((base.services?.entries ?? []).map(\.identity))
    for service in ours.services?.own ?? []
    where !known.contains(services.ours[service.identity] ?? service.identity) {
      // People's own: what it names as the base does is called otherwise, too.
      let place = place.under(service.identity).under("networks")
      guard let renamed = upstream.names[place] else { continue }
      all[place] = Self.names(ofOwn: service.tree["networks"].identities, renamed)
    }
    let declared = ComposeRenames.declared
    if upstream.names[declared] != nil {
      all[declared] = names(
        at: declared, base.tree["networks"], ours.tree["networks"], theirs.tree["networks"])
    }
    // Others wait for a service by its name in ours, or by the one that came from theirs.
    let references = services.theirs.merging(services.ours) { $1 }
    let people = Set(own.names.values.flatMap(\.values).joined())
    self.ours = ours.known(by: all.mapValues(\.ours), references: references, people)
    self.theirs = theirs.known(by: all.mapValues(\.theirs), references: services.theirs, [])
    for (place, names) in all {
      for (name, identity) in names.ours { ownNames[place.under(identity)] = name }
      for (name, identity) in names.theirs { theirNames[place.under(identity)] = name }
    }
  }

  /// The same for a collection that only ours has.
  private static func names(ofOwn names: Set<String>, _ upstream: [String: [String]]) -> Names {
    var result = Names()
    for (old, news) in upstream where news.count == 1 && names.contains(news[0]) {
      if !names.contains(old) { result.ours[news[0]] = old }
    }
    return result
  }

  /// The identities of what sides call otherwise than the base.
  ///
  /// Where a side has the old name and the new one, the two are no longer one thing.
  private static func names(
    _ upstream: [String: [String]], _ own: [String: [String]], _ base: Set<String>,
    _ ours: Set<String>, _ theirs: Set<String>
  ) -> Names {
    var names = Names()
    for (old, news) in upstream.sorted(by: { $0.key < $1.key }) where news.count == 1 {
      let new = news[0]
      guard base.contains(old), !base.contains(new), !ours.isSuperset(of: [old, new]),
        !theirs.isSuperset(of: [old, new]),
        theirs.contains(new) || ours.contains(new),
        names.theirs[new] == nil, names.ours[new] == nil
      else { continue }
      if theirs.contains(new) { names.theirs[new] = old }
      if ours.contains(new) { names.ours[new] = old }
    }
    for (old, news) in own.sorted(by: { $0.key < $1.key }) where news.count == 1 {
      let new = news[0]
      guard base.contains(old), !base.contains(new), ours.contains(new), !ours.contains(old),
        !theirs.contains(new), !names.ours.values.contains(old), names.ours[new] == nil
      else { continue }
      names.ours[new] = old
    }
    // The second of a name is still the second.
    for (new, old) in names.ours {
      for number in 2..<max(2, ours.count + 1) where ours.contains("\(new) (\(number))") {
        names.ours["\(new) (\(number))"] = "\(old) (\(number))"
      }
    }
    return names
  }
}

extension ComposeTree? {
  /// What the entries are known by.
  fileprivate var identities: Set<String> { Set((self?.entries ?? []).map(\.identity)) }
}

extension ComposeTree {
  /// The entry of an identity, by the identities of some names.
  fileprivate func entry(_ identity: String, as names: [String: String]) -> Entry? {
    entries?.first { (names[$0.identity] ?? $0.identity) == identity }
  }

  /// The collection with other identities for some names.
  ///
  /// - Parameter people: the names that people gave.
  fileprivate func known(by identities: [String: String], _ people: Set<String>) -> ComposeTree {
    guard let entries, !identities.isEmpty else { return self }
    var names = Set(entries.map(\.identity))
    return with(
      entries.map { entry in
        // No two have one identity.
        guard let identity = identities[entry.identity], names.insert(identity).inserted else {
          return entry
        }
        return entry.with(
          identity: identity, entry.tree, isNamedByPeople: people.contains(entry.name))
      })
  }

  /// The collection with other entries in the places of its own.
  fileprivate func with(_ entries: [Entry]) -> ComposeTree {
    ComposeTree(
      kind: kind, node: node, entries: entries, mergePair: mergePair,
      value: .mapping(
        entries.map { entry in
          // A new name is a change of the collection, since none of the entry shows it.
          let isNew = entry.otherName != nil && !entry.isNamedByPeople
          return YAMLValue.Entry(
            entry.identity, isNew ? .tagged(entry.name, entry.tree.value) : entry.tree.value)
        }),
      isShared: isShared)
  }
}

extension ComposeTree.Entry {
  /// The entry with another value.
  fileprivate func with(_ tree: ComposeTree) -> ComposeTree.Entry {
    with(identity: identity, tree, isNamedByPeople: isNamedByPeople)
  }

  fileprivate func with(
    identity: String, _ tree: ComposeTree, isNamedByPeople: Bool
  ) -> ComposeTree.Entry {
    var entry = ComposeTree.Entry(
      identity: identity, key: key, node: node, tree: tree, isInherited: isInherited,
      isRepeated: isRepeated)
    entry.otherName = identity == name ? nil : name
    entry.isNamedByPeople = isNamedByPeople
    return entry
  }
}

extension ComposeSide {
  /// The document with other identities for the names in some collections: services, and what is in these. Services that
  /// others wait for are known by `references`.
  fileprivate func known(
    by names: [ComposePlace: [String: String]], references: [String: String],
    _ people: Set<String>
  ) -> ComposeSide {
    let place = ComposeRenames.services
    let services = names[place] ?? [:]
    let root = tree.entries ?? []
    return ComposeSide(
      document,
      tree.with(
        root.map { entry in
          if let declared = names[ComposePlace(parts: [entry.identity])],
            entry.identity != "services"
          {
            return entry.with(entry.tree.known(by: declared, people))
          }
          guard entry.identity == "services", let all = entry.tree.entries else { return entry }
          let known = entry.tree.known(by: services, people)
          guard let renamed = known.entries, renamed.count == all.count else { return entry }
          let inner = renamed.map { service in
            let tree = service.tree.entries.map { keys in
              service.tree.with(
                keys.map { key in
                  let identities =
                    key.tree.kind.isDependencies
                    ? references : names[place.under(service.identity).under(key.identity)] ?? [:]
                  return key.with(key.tree.known(by: identities, people))
                })
            }
            return service.with(tree ?? service.tree)
          }
          return entry.with(known.with(inner))
        }))
  }
}

extension ComposeMergeKind {
  /// Whether the entries are services to wait for.
  var isDependencies: Bool {
    if case .dependencies = self { return true }
    return false
  }
}
