extension ComposeFile {
  /// The keys that usually follow `volumes:` in a service.
  private static let afterVolumes = ["labels", "environment", "depends_on", "networks"]

  /// Mounts something else at a container path.
  ///
  /// - Parameters:
  ///   - options: the options of the mount; `nil` keeps those it has.
  ///   - adding: whether a service without such a mount gets one.
  /// - Throws: ``EditingError``: `notFound` without the service or the mount, `ambiguous` when several have the path,
  ///   `unsupported` when an anchor shares what would change or the long form has no place for an option.
  package func setVolume(
    service: String, target: String, source: String, options: [String]? = nil, adding: Bool = false
  ) throws(EditingError) -> EditOutcome {
    let editor = ComposeEditor(self)
    let mounts = self.service(service)?.mounts(at: target) ?? []
    guard mounts.count <= 1 else {
      throw EditingError(
        .ambiguous, "service `\(service)` has \(mounts.count) mounts at `\(target)`",
        at: mounts.first?.span.lowerBound)
    }
    if let mount = mounts.first, mount.source == source,
      options.map({ Set($0) == Set(mount.options) }) ?? true
    {
      return EditOutcome(already: [mount.span])
    }
    let mapping = try editor.mapping(of: service)
    let pair = try editor.pair("volumes", in: mapping, of: service)
    guard let mount = mounts.first else {
      guard adding else {
        throw EditingError(
          .notFound, "service `\(service)` has no mount at `\(target)`",
          at: (pair?.key ?? mapping).span.lowerBound)
      }
      let text = ComposeMount.short(source: source, target: target, options: options ?? [])
      let item = YAMLEntry(
        block: ["- " + YAMLText.quoted(text, inFlow: false)], flow: YAMLText.quoted(text))
      return EditOutcome(
        try editor.adding([item], to: pair, "volumes", in: mapping, before: Self.afterVolumes))
    }
    guard let list = pair?.value,
      let item = list.items?.first(where: { $0.contentSpan == mount.span || $0.span == mount.span }
      ),
      !document.isShared(item)
    else {
      throw EditingError(
        .unsupported, "the mount at `\(target)` of service `\(service)` is shared by an anchor",
        at: mount.span.lowerBound)
    }
    guard item.pairs == nil else {
      return EditOutcome(
        try editor.editing(longMount: item, mount, source: source, options: options))
    }
    let text = ComposeMount.short(
      source: source, target: mount.target, options: options ?? mount.options)
    return EditOutcome([
      editor.layout.rewriting(item, as: text, inFlow: list.style == .flow)
    ])
  }
}

extension ComposeEditor {
  /// Edits a mount of the long form: its source, whether it is read-only, and its type where a path comes in.
  fileprivate func editing(
    longMount node: YAMLNode, _ mount: ComposeMount, source: String, options: [String]?
  ) throws(EditingError) -> [Edit] {
    guard mount.type == "bind" || mount.type == "volume", node.pair("<<") == nil else {
      throw EditingError(
        .unsupported, "a mount of type `\(mount.type ?? "")` has no source to change",
        at: node.span.lowerBound)
    }
    var edits: [Edit] = []
    var added: [YAMLEntry] = []
    func set(_ key: String, _ value: String, inserted text: String) throws(EditingError) {
      guard let old = node[key] else {
        added.append(YAMLEntry(block: [text], flow: text))
        return
      }
      guard old.aliasName == nil, !document.isShared(old) else {
        throw EditingError(
          .unsupported, "`\(key)` of the mount is shared by an anchor", at: old.span.lowerBound)
      }
      if old.string == value, !old.isNull { return }
      if key == "read_only", !old.contentSpan.isEmpty {
        edits.append(Edit(replacing: old.contentSpan, with: value))
      } else if key == "read_only" {
        edits.append(Edit(inserting: " " + value, at: old.span.upperBound))
      } else {
        edits.append(layout.rewriting(old, as: value, inFlow: node.style == .flow))
      }
    }
    let isPath = source.first.map { "./~".contains($0) } ?? false
    if mount.type == "volume", isPath { try set("type", "bind", inserted: "type: bind") }
    try set("source", source, inserted: "source: \(YAMLText.quoted(source))")
    if let options {
      let wanted = Set(options).subtracting(["rw"])
      guard wanted.subtracting(["ro"]) == Set(mount.options).subtracting(["ro"]) else {
        throw EditingError(
          .unsupported, "the long form of a mount takes other options than `ro` by hand only",
          at: node.span.lowerBound)
      }
      if wanted.contains("ro") != mount.isReadOnly {
        let value = wanted.contains("ro") ? "true" : "false"
        try set("read_only", value, inserted: "read_only: \(value)")
      }
    }
    if !added.isEmpty {
      let joined = YAMLEntry(
        block: added.flatMap(\.block), flow: added.map(\.flow).joined(separator: ", "))
      edits.append(try layout.inserting(joined, into: node, at: node.pairs?.count ?? 0))
    }
    return edits
  }
}
