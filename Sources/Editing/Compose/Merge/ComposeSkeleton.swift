/// A compose file with nothing in it but the way to one place: what a merge brings from one of these to another is a
/// change of that place alone.
struct ComposeSkeleton {
  /// What stands at the place.
  enum Leaf {
    case nothing
    case value(YAMLSnippet, comment: [String])
  }

  /// The names on the way.
  let path: [String]
  /// The entry beside which a new one goes.
  let neighbour: ComposeNeighbour?
  /// Whether the collection that the place is in is a list; `nil` where the value tells.
  let isList: Bool?
  /// What the entries beside the place are known by.
  let kind: ComposeMergeKind
  /// How much of the way is there.
  let depth: Int
  /// What stands above a new key at the top of the file.
  let top: [String]

  /// Makes a skeleton for a place of a document.
  init(_ path: [String], neighbour: ComposeNeighbour?, in tree: ComposeTree) {
    (self.path, self.neighbour) = (path, neighbour)
    var collection: ComposeTree? = tree
    var kind = ComposeMergeKind.root
    var depth = 0
    for (index, name) in path.enumerated().dropLast() {
      collection = collection?.entry(name)?.tree
      if collection != nil { depth = index + 1 }
      kind = kind.under(name)
    }
    (self.kind, self.depth) = (kind, depth)
    top = Self.top(above: path[0], neighbour: path.count == 1 ? neighbour : nil, in: tree)
    isList =
      switch kind {
      case .mounts, .ports, .temporaries, .files: true
      case .root, .services, .service, .build, .dependency: false
      case .keys, .whole: collection?.entries == nil ? nil : collection?.isList
      case .variables, .names, .dependencies:
        // In a mapping each can be written into either form.
        collection?.entries == nil ? nil : false
      }
  }

  /// The skeleton's text.
  func text(_ leaf: Leaf) throws(EditingError) -> String {
    var lines = top
    let end = path.count - 1
    var reached = end
    if case .nothing = leaf, neighbour == nil { reached = min(depth, end) }
    for (level, name) in path[..<reached].enumerated() {
      // Without a mapping below it, it would be no compose file.
      let isEmpty = level == 0 && reached == 1 && name == "services"
      let holdsNothing: Bool =
        if case .nothing = leaf, neighbour == nil { true } else { false }
      lines.append(
        Self.indent(level) + YAMLText.quoted(name) + (isEmpty && holdsNothing ? ": {}" : ":"))
    }
    lines += try leafLines(leaf).map { $0.isEmpty ? "" : Self.indent(end) + $0 }
    guard !lines.isEmpty else { return "services: {}\n" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A file has services; what is new comes behind all that it has.
  private static func top(
    above key: String, neighbour: ComposeNeighbour?, in tree: ComposeTree
  ) -> [String] {
    guard key != "services", neighbour?.name != "services" else { return [] }
    guard let last = tree.last?.identity, tree.entry(key) == nil, neighbour == nil,
      last != "services"
    else { return ["services: {}"] }
    return ["services: {}", YAMLText.quoted(last) + ":"]
  }

  private static func indent(_ level: Int) -> String {
    String(repeating: "  ", count: level)
  }

  private func leafLines(_ leaf: Leaf) throws(EditingError) -> [String] {
    let name = path[path.count - 1]
    let beside = neighbour.map { neighbour in
      neighbour.item
        ?? [
          YAMLText.quoted(neighbour.name)
            + (kind.isRoot && neighbour.name == "services" ? ": {}" : ":")
        ]
    }
    guard case .value(let snippet, let comment) = leaf else { return beside ?? [] }
    let written = comment.map { $0.isEmpty ? "#" : "# " + $0 } + (try lines(of: snippet, name))
    switch neighbour?.side {
    case .before: return written + (beside ?? [])
    case .after, nil: return (beside ?? []) + written
    }
  }

  private func lines(of snippet: YAMLSnippet, _ name: String) throws(EditingError) -> [String] {
    switch kind {
    case .variables where isList == nil:
      switch snippet.value {
      case .null: return ["- " + YAMLText.quoted(name)]
      case .string(let text): return ["- " + YAMLText.quoted("\(name)=\(text)")]
      default: throw EditingError(.unsupported, "the value of a variable is a text, or nothing")
      }
    case .names, .dependencies:
      if snippet.value == .null, isList == nil {
        return ["- " + YAMLText.quoted(name)]
      }
      if snippet.value == .null, case .dependencies = kind {
        return [YAMLText.quoted(name) + ": {condition: service_started}"]
      }
      return snippet.under(name)
    case .whole:
      throw EditingError(
        .unsupported, "`\(ComposePlace(parts: path.dropLast()).text)` is one value: set it whole")
    default:
      let isItem = isList ?? (snippet.value == .string(name))
      return isItem ? snippet.item : snippet.under(name)
    }
  }
}

extension ComposeMergeKind {
  fileprivate var isRoot: Bool {
    if case .root = self { true } else { false }
  }
}

/// The entry beside which a new one goes.
package struct ComposeNeighbour: Sendable {
  /// On which side of it.
  package enum Side: Sendable {
    case before, after
  }

  /// What the entry is known by.
  package let name: String
  /// On which side of it the new one goes.
  package let side: Side
  /// The entry as a list has it; `nil` in a mapping.
  var item: [String]?

  /// Names an entry.
  package init(_ side: Side, _ name: String) {
    (self.side, self.name) = (side, name)
  }
}
