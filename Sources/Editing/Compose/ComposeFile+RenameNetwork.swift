extension ComposeFile {
  /// Attaches every service that is on one network to another, and declares that instead.
  ///
  /// Only the key or item that names the network changes: not domains, aliases, or the `name:` of a network. What
  /// services share by an anchor is changed at its definition. A file that declares no networks is fine: it is combined
  /// with others.
  ///
  /// - Throws: ``EditingError``: `ambiguous` when a service is on both networks or both are declared, `unsupported` when
  ///   the name itself is shared by an anchor.
  package func renameNetwork(from old: String, to new: String) throws(EditingError) -> EditOutcome {
    let editor = ComposeEditor(self)
    var edits: [Int: Edit] = [:]
    var already: [Int: Range<Int>] = [:]
    func rename(in node: YAMLNode?, _ owner: String) throws(EditingError) {
      let names = node.map { networkNames(in: $0) } ?? []
      let stale = names.filter { document.resolved($0.node).string == old }
      let current = names.filter { document.resolved($0.node).string == new }
      if let place = stale.first, !current.isEmpty {
        throw EditingError(
          .ambiguous, "\(owner) has the network `\(old)` and `\(new)`, too",
          at: place.node.span.lowerBound)
      }
      for name in current { already[name.node.span.lowerBound] = name.node.contentSpan }
      for name in stale {
        guard name.node.aliasName == nil, !document.isShared(name.node) else {
          throw EditingError(
            .unsupported,
            "the network's name `\(old)` is shared by an anchor: write it out to rename it",
            at: name.node.span.lowerBound)
        }
        edits[name.node.span.lowerBound] = editor.layout.rewriting(
          name.node, as: new, inFlow: name.inFlow)
      }
    }
    for pair in try document.mergedPairs(of: document.root["services"] ?? document.root) {
      let service = try document.mergedPairs(of: pair.value)
      try rename(
        in: service.first { $0.key.string == "networks" }?.value,
        "service `\(pair.key.string ?? "")`")
    }
    try rename(in: document.root["networks"], "the file")
    return EditOutcome(
      edits.sorted { $0.key < $1.key }.map(\.value),
      already: already.sorted { $0.key < $1.key }.map(\.value))
  }

  /// The nodes that name a network in a list or a mapping, and whether they stand in flow style.
  private func networkNames(in node: YAMLNode) -> [(node: YAMLNode, inFlow: Bool)] {
    let target = document.resolved(node)
    let inFlow = target.style == .flow
    if let items = target.items { return items.map { ($0, inFlow) } }
    return (target.pairs ?? []).flatMap { pair -> [(node: YAMLNode, inFlow: Bool)] in
      guard pair.key.string == "<<" else { return [(pair.key, inFlow)] }
      let merged = document.resolved(pair.value)
      return (merged.items ?? [merged]).flatMap { networkNames(in: $0) }
    }
  }
}
