extension ComposeFile {
  /// Gives a key, or an item of a list, a value; in the style and the form that the file has.
  ///
  /// A variable, label, mount, port and the like in a list is known by what Compose knows it by, anything else by its
  /// text. What is on the way and missing is written, but for services.
  ///
  /// - Throws: ``EditingError``: `notFound` without the service, `ambiguous` when another value stands
  ///   there than may be, `unsupported` when an anchor shares what would change.
  package func set(_ setting: ComposeSetting) throws(EditingError) -> EditOutcome {
    let ours = try ComposeSide(document)
    let path = setting.path
    try ours.checkService(of: path)
    let present = ours.tree.entry(at: path)
    let skeleton = ComposeSkeleton(
      path, neighbour: try ours.neighbour(of: setting, isNew: present == nil), in: ours.tree)
    let comments = present.map { ours.comments(of: $0).map(Self.withoutMark) } ?? []
    let theirs = try ours.side(
      skeleton, .value(setting.value, comment: setting.comment ?? comments), path)
    guard let wanted = theirs.tree.entry(at: path) else {
      throw EditingError(
        .unsupported, "the value is not what `\(ComposePlace(parts: path).text)` is known by")
    }
    if let present, present.tree.value == wanted.tree.value, !present.isRepeated,
      setting.comment == nil || setting.comment == comments
    {
      return EditOutcome(already: [present.span])
    }
    try ours.check(setting, present, skeleton)
    let base: ComposeSide
    if let present {
      let value = try present.snippet(in: document, skeleton.kind)
      base = try ours.side(skeleton, .value(value, comment: comments), path)
    } else {
      base = try ours.side(skeleton, .nothing, path)
    }
    let merge = try Self.merged(
      MergeSubject(file: ""), base: base, ours: text, theirs: theirs, names: .init())
    guard merge.conflicts.isEmpty else {
      throw EditingError(
        .unsupported,
        "`\(ComposePlace(parts: path).text)` cannot be written into what is there: set all of it",
        at: ours.tree.entry(at: path.dropLast())?.span.lowerBound)
    }
    guard let written = try? ComposeSide(SourceText(merge.bytes)),
      ours.tree.differs(from: written.tree, onlyAt: theirs.tree.identities(of: path)),
      written.tree.entry(at: path)?.tree.value == wanted.tree.value
    else {
      throw EditingError(
        .unsupported,
        "`\(ComposePlace(parts: path).text)` cannot be set without another change: an anchor or a merge key shares it",
        at: present?.span.lowerBound)
    }
    // Between brackets no comment can stand.
    if merge.bytes == text.bytes { return EditOutcome(already: [present?.span ?? 0..<0]) }
    let edit = Edit(from: text.bytes, to: merge.bytes)
    return EditOutcome(edits: [edit], changed: [present?.span ?? edit.range])
  }

  static func withoutMark(_ comment: String) -> String {
    let text = comment.utf8.first == ASCII.hash ? String(comment.dropFirst()) : comment
    return text.hasPrefix(" ") ? String(text.dropFirst()) : text
  }
}

extension ComposeSide {
  /// Refuses a place in a service that is not there.
  fileprivate func checkService(of path: [String]) throws(EditingError) {
    guard path.count > 2, path[0] == "services", tree.entry(at: Array(path[..<2])) == nil else {
      return
    }
    let names = services?.entries?.map { "`\($0.identity)`" }.joined(separator: ", ") ?? ""
    throw EditingError(.notFound, "there is no service `\(path[1])`, but \(names)")
  }

  /// The neighbour of a new entry, as its list has it: without another, the last.
  fileprivate func neighbour(
    of setting: ComposeSetting, isNew: Bool
  ) throws(EditingError) -> ComposeNeighbour? {
    guard isNew else { return nil }
    let place = Array(setting.path.dropLast())
    let collection = place.isEmpty ? tree : tree.entry(at: place)?.tree
    if let collection, collection.isList, setting.value.value != .null,
      let names = collection.namesAsMapping
    {
      // A list of names has no place for more than a name: all of it becomes a mapping.
      var neighbour = ComposeNeighbour(.after, "")
      neighbour.item = names
      return neighbour
    }
    func last() throws(EditingError) -> ComposeNeighbour? {
      guard let collection, let last = collection.own.last, !last.isRepeated else { return nil }
      var neighbour = ComposeNeighbour(.after, last.identity)
      neighbour.item = try item(last, in: collection)
      return neighbour
    }
    guard var neighbour = setting.neighbour else { return try last() }
    // Where the neighbour is gone, the place is any: nothing but the looks of it depends on that.
    guard let collection, let entry = collection.entry(neighbour.name) else { return try last() }
    neighbour.item = try item(entry, in: collection)
    return neighbour
  }

  /// An entry as a list has it; `nil` where a name stands for it.
  private func item(
    _ entry: ComposeTree.Entry, in collection: ComposeTree
  ) throws(EditingError) -> [String]? {
    guard collection.isList else { return nil }
    switch collection.kind {
    case .variables, .names, .dependencies: return nil
    default: return try YAMLSnippet(entry.node, in: document).item
    }
  }

  /// The skeleton with a value as a side of a merge.
  fileprivate func side(
    _ skeleton: ComposeSkeleton, _ leaf: ComposeSkeleton.Leaf, _ path: [String]
  ) throws(EditingError) -> ComposeSide {
    let text = try skeleton.text(leaf)
    do throws(EditingError) {
      return try ComposeSide(SourceText(text))
    } catch {
      // Its offset is one of a text that nobody sees.
      throw EditingError(
        error.kind, "`\(ComposePlace(parts: path).text)` cannot be set: \(error.message)")
    }
  }

  /// Refuses another value than may stand at the place.
  fileprivate func check(
    _ setting: ComposeSetting, _ present: ComposeTree.Entry?, _ skeleton: ComposeSkeleton
  ) throws(EditingError) {
    let name = ComposePlace(parts: setting.path).text
    if present?.isRepeated == true || tree.isRepeated(at: setting.path) {
      throw EditingError(
        .ambiguous, "`\(name)` is there more than once", at: present?.span.lowerBound)
    }
    switch setting.before {
    case .anything: return
    case .nothing:
      guard let present else { return }
      throw EditingError(
        .ambiguous, "`\(name)` is there already, with another value", at: present.span.lowerBound)
    case .value(let snippet):
      guard let present else {
        throw EditingError(.notFound, "there is no `\(name)` to replace")
      }
      let old = try side(skeleton, .value(snippet, comment: []), setting.path)
      guard old.tree.entry(at: setting.path)?.tree.value == present.tree.value else {
        throw EditingError(
          .ambiguous, "`\(name)` has another value than the one to replace",
          at: present.span.lowerBound)
      }
    }
  }
}

extension ComposeTree.Entry {
  /// The value as a mapping has it, also where a name in a list stands for it.
  func snippet(
    in document: YAMLDocument, _ kind: ComposeMergeKind
  ) throws(EditingError) -> YAMLSnippet {
    switch kind {
    case .variables, .names, .dependencies:
      guard key == nil else { break }
      guard case .string(let text) = tree.value else {
        return try YAMLSnippet(head: "", lines: [])
      }
      return try YAMLSnippet(text)
    default: break
    }
    return try YAMLSnippet(node, in: document)
  }
}

extension ComposeTree {
  /// The lines of a mapping that says the same as a list of names; `nil` for other lists.
  fileprivate var namesAsMapping: [String]? {
    let value: String
    switch kind {
    case .names: value = ""
    case .dependencies: value = " {condition: service_started}"
    default: return nil
    }
    guard own.allSatisfy({ !$0.isRepeated }) else { return nil }
    return own.map { YAMLText.quoted($0.identity) + ":" + value }
  }
}
