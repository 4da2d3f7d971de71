/// The services that people made of upstream's: under another name, or as a copy.
struct OwnServices {
  /// Those that have another name: the original is gone, and one service alone runs or builds the same image.
  private(set) var renames = ComposeRenames()
  /// The originals by the names of their copies.
  private(set) var copies: [String: String] = [:]
  /// Those that are neither: people's own.
  private(set) var others: [ComposeTree.Entry] = []

  /// How much of a service's entries a copy must have as they were, of 1: less is a service of people's own that runs the
  /// same image.
  private static let likeness = 0.5

  init() {}

  init(base: ComposeSide, ours: ComposeSide, theirs: ComposeSide) {
    let (old, mine) = (base.services?.entries ?? [], ours.services?.own ?? [])
    let known = Set((old + (theirs.services?.entries ?? [])).map(\.identity))
    let news = mine.filter { !known.contains($0.identity) && $0.hasOwnImage }
    guard !news.isEmpty else { return }
    let names = Set(mine.map(\.identity))
    let gone = old.filter { !names.contains($0.identity) }
    let pairs = ComposeTree.EntryChanges(gone: gone, come: news).pairs(by: \.imageName)
    for (original, name) in pairs { renames.add(original, [name], in: ComposeRenames.services) }
    let renamed = Set(pairs.values)
    for service in news where !renamed.contains(service.identity) {
      guard let image = service.imageName else {
        others.append(service)
        continue
      }
      let originals = old.filter { $0.imageName == image && names.contains($0.identity) }
        .map { (name: $0.identity, likeness: service.likeness(to: $0)) }
        .filter { $0.likeness >= Self.likeness }.sorted { $0.likeness > $1.likeness }
      guard let best = originals.first,
        originals.count == 1 || originals[1].likeness < best.likeness
      else {
        others.append(service)
        continue
      }
      copies[service.identity] = best.name
    }
  }
}

extension ComposeTree.Entry {
  /// Whether a service's image or build is its own, not one that an anchor shares: such a service follows by itself.
  fileprivate var hasOwnImage: Bool {
    tree.own.contains { $0.identity == "image" || $0.identity == "build" }
  }

  /// The share of a service's parts that this one has, too, with the same value.
  fileprivate func likeness(to other: ComposeTree.Entry) -> Double {
    let (own, others) = (Set(parts), Set(other.parts))
    return others.isEmpty ? 0 : Double(own.intersection(others).count) / Double(others.count)
  }

  private var parts: [String] {
    (tree.entries ?? []).flatMap { key in
      guard let entries = key.tree.entries else { return ["\(key.identity) \(key.tree.value)"] }
      return entries.map { "\(key.identity) \($0.identity) \($0.tree.value)" }
    }
  }
}
