/// Compose's rules for a value that a later file gives again.
enum ComposeMerge {
  private enum Rule: Sendable {
    /// Names and values, as a list or a mapping; made a list.
    case assignments
    /// The later value, null too.
    case replace
    /// Hosts: an item that is there already is left out.
    case unseen
    case build
    /// A list of services, or a mapping.
    case dependencies
    case logging
    /// A list of names, or a mapping.
    case names
    /// The later value.
    case limit
  }

  /// The rules by path, from the Compose specification and compose-go.
  private static let rules = ComposeRules<Rule>(
    [
      "annotations", "build.args", "build.additional_contexts", "build.labels", "deploy.labels",
      "dns", "dns_opt", "dns_search", "env_file", "label_file", "environment", "labels",
      "sysctls", "tmpfs", "volumes.*.volume.labels",
    ].map { ("services.*.\($0)", .assignments) }
      + [("networks.*.labels", .assignments), ("volumes.*.labels", .assignments)]
      + ["command", "entrypoint", "healthcheck.test"].map { ("services.*.\($0)", .replace) }
      + [
        ("services.*.extra_hosts", .unseen), ("services.*.build.extra_hosts", .unseen),
        ("services.*.build", .build), ("services.*.depends_on", .dependencies),
        ("services.*.logging", .logging), ("services.*.networks", .names),
        ("services.*.ulimits.*", .limit),
      ])

  /// The value of two files.
  ///
  /// - Throws: ``ComposeProblem`` when they are of different kinds.
  static func merge(
    _ base: ComposeTree, _ other: ComposeTree, at path: ComposeKeys
  ) throws(ComposeProblem) -> ComposeTree {
    guard let rule = rules[path] else { return try plain(base, other, at: path) }
    switch rule {
    case .replace, .limit:
      return other
    case .assignments:
      return append(assignments(base), assignments(other), base, other)
    case .unseen:
      let known = Set(assignments(base).compactMap(\.text))
      let new = assignments(other).filter { item in item.text.map { !known.contains($0) } ?? true }
      return append(assignments(base), new, base, other)
    case .build:
      return try entries(ComposeForm.build(base), ComposeForm.build(other), at: path)
    case .dependencies:
      return try entries(
        ComposeForm.dependencies(base), ComposeForm.dependencies(other), at: path)
    case .names:
      return try entries(ComposeForm.names(base), ComposeForm.names(other), at: path)
    case .logging:
      let (one, two) = (base["driver"]?.text, other["driver"]?.text)
      return one == two || one == nil || two == nil ? try entries(base, other, at: path) : other
    }
  }

  private static func plain(
    _ base: ComposeTree, _ other: ComposeTree, at path: ComposeKeys
  ) throws(ComposeProblem) -> ComposeTree {
    switch (base.content, other.content) {
    case (_, .null): return base
    case (.map, .map): return try entries(base, other, at: path)
    case (.list(let items), .list(let others)): return append(items, others, base, other)
    case (.map, _), (.list, _):
      throw ComposeProblem("`\(path.last)` has another form than in the file before", at: other)
    case (.null, _), (.scalar, _): return other
    }
  }

  private static func append(
    _ items: [ComposeTree], _ others: [ComposeTree], _ base: ComposeTree, _ other: ComposeTree
  ) -> ComposeTree {
    ComposeTree(.list(items + others), at: items.isEmpty ? other.origin : base.origin)
  }

  private static func entries(
    _ base: ComposeTree, _ other: ComposeTree, at path: ComposeKeys
  ) throws(ComposeProblem) -> ComposeTree {
    guard let entries = other.entries else { return base }
    guard base.entries != nil else { return other }
    var result = base
    for entry in entries {
      if let known = result[entry.key] {
        result[entry.key] = try merge(known, entry.value, at: path.appending(entry.key))
      } else {
        result[entry.key] = entry.value
      }
    }
    return result
  }

  /// Names with values as the items `NAME=value`; a mapping's are sorted.
  static func assignments(_ tree: ComposeTree) -> [ComposeTree] {
    switch tree.content {
    case .null: return []
    case .scalar: return [tree]
    case .list(let items): return items
    case .map(let entries):
      return entries.flatMap { entry -> [ComposeTree] in
        switch entry.value.content {
        case .null, .map: [ComposeTree(entry.key, at: entry.value.origin)]
        case .scalar(let scalar):
          [
            ComposeTree(
              .scalar(
                ComposeTree.Scalar(
                  text: "\(entry.key)=\(scalar.text)",
                  written: "\(entry.key)=\(scalar.written)", uses: scalar.uses)),
              at: entry.value.origin)
          ]
        case .list(let items):
          items.map { ComposeTree("\(entry.key)=\($0.text ?? "")", at: $0.origin) }
        }
      }.sorted { ($0.text ?? "") < ($1.text ?? "") }
    }
  }
}
