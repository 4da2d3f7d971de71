/// What stands under other names in a later version of a compose file: services, ports by container port, mounts by
/// container path, variables.
///
/// A name is what a merge knows the entry by (see ``ComposeMergeKind``).
package struct ComposeRenames: Sendable, Hashable {
  /// The new names by the collection, as the older version calls it, and the old name: several for one that was split.
  private(set) var names: [ComposePlace: [String: [String]]] = [:]

  /// Nothing was renamed.
  package init() {}

  /// Whether nothing was renamed.
  package var isEmpty: Bool { names.isEmpty }

  /// The new names of an entry of a collection; none when it has its name still, or is gone.
  subscript(name: String, in collection: ComposePlace) -> [String] {
    names[collection]?[name] ?? []
  }

  /// What a service is called now; `nil` when it has its name still, or is gone.
  package func service(_ name: String) -> String? {
    let news = self[name, in: Self.services]
    return news.count == 1 ? news[0] : nil
  }

  /// Where an entry of a service is now; `nil` when it was split.
  package func place(_ place: ComposePlace) -> ComposePlace? {
    guard place.parts.count > 2, place.parts[0] == "services" else { return place }
    let holder = ComposePlace(parts: Array(place.parts.prefix(3)))
    var parts = place.parts
    if let service = service(parts[1]) { parts[1] = service }
    guard parts.count > 3 else { return ComposePlace(parts: parts) }
    let news = self[parts[3], in: holder]
    guard news.count < 2 else { return nil }
    if let new = news.first { parts[3] = new }
    return ComposePlace(parts: parts)
  }

  /// Adds that an entry has other names now.
  ///
  /// - Parameter collection: the names on the way to it, from the top of the file: `services`, `web`, `ports`.
  package mutating func add(_ name: String, _ news: [String], in collection: [String]) {
    add(name, news, in: ComposePlace(parts: collection))
  }

  /// Adds that an entry has other names now.
  mutating func add(_ name: String, _ news: [String], in collection: ComposePlace) {
    names[collection, default: [:]][name] = news
  }

  /// The renames of two steps, one after the other, as one.
  package func then(_ next: ComposeRenames) -> ComposeRenames {
    var result = self
    // Each collection of the next step, as the first version calls it.
    var former: [ComposePlace: ComposePlace] = [:]
    for (old, news) in names[Self.services] ?? [:] where news.count == 1 {
      former[Self.services.under(news[0])] = Self.services.under(old)
    }
    for (place, steps) in next.names {
      let origin =
        former[ComposePlace(parts: Array(place.parts.prefix(2)))].map {
          ComposePlace(parts: $0.parts + place.parts.dropFirst(2))
        } ?? place
      var known = names[origin] ?? [:]
      let comeFromOthers = Set(known.values.joined())
      for (old, news) in known { known[old] = news.flatMap { steps[$0] ?? [$0] } }
      for (old, news) in steps where !comeFromOthers.contains(old) && known[old] == nil {
        known[old] = news
      }
      result.names[origin] = known
    }
    return result
  }

  /// The renames the other way: from the later version back. One that was split has no way back.
  package var reversed: ComposeRenames {
    var result = ComposeRenames()
    for (place, names) in names {
      let services = self.names[Self.services]
      let parts = place.parts
      let service = parts.count > 1 ? services?[parts[1]]?.first : nil
      let now = service.map { ComposePlace(parts: [parts[0], $0] + parts.dropFirst(2)) } ?? place
      for (old, news) in names where news.count == 1 { result.add(news[0], [old], in: now) }
    }
    return result
  }

  /// The renames, a line each: `services.web.ports[80/tcp] 8000/tcp`.
  package var lines: [String] {
    names.flatMap { place, names in
      names.map { "\(place.under($0).text) \($1.joined(separator: " "))" }
    }.sorted()
  }

  static let services = ComposePlace(parts: ["services"])
}
