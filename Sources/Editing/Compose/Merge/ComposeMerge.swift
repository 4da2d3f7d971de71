extension ComposeFile {
  /// Merges two changed versions of a compose file by what they say.
  ///
  /// What changed from `base` to `theirs` is written into the text of `ours`, in its indentation and its forms, with
  /// all its comments; services, keys, variables, mounts and ports are known by their names, whatever their order.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the three cannot be read, `unsupported` when a
  ///   change has no place in ours by itself: an anchor shares it, or it stands on a line with something else. Lines
  ///   can then be merged instead.
  public static func merge(
    base: SourceText, ours: SourceText, theirs: SourceText
  ) throws(EditingError) -> StructuredMerge {
    let (base, theirs) = (try ComposeSide(base), try ComposeSide(theirs))
    let merge = try ComposeMerger.merge(base: base, ours: ours, theirs: theirs)
    // What was written must read as it was meant: then nothing is left to do.
    let again = try ComposeMerger.merge(base: base, ours: SourceText(merge.bytes), theirs: theirs)
    guard again.bytes == merge.bytes, again.conflicts.map(\.path) == merge.conflicts.map(\.path)
    else {
      throw EditingError(.unsupported, "the changes cannot be written as they are meant")
    }
    return merge
  }
}

/// Finds the edits that bring the changes of theirs into the text of ours.
struct ComposeMerger {
  let base: ComposeSide
  let ours: ComposeSide
  let theirs: ComposeSide
  var edits: [Edit] = []
  var notes: [NodeNote] = []
  var pending: [PendingConflict] = []

  init(base: ComposeSide, ours: ComposeSide, theirs: ComposeSide) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  static func merge(
    base: ComposeSide, ours: SourceText, theirs: ComposeSide
  ) throws(EditingError) -> StructuredMerge {
    let text = MergeText(ours)
    var merger = ComposeMerger(base: base, ours: try ComposeSide(text.source), theirs: theirs)
    try merger.run()
    let bytes = try text.applying(merger.edits)
    return try StructuredMerge(bytes, merger.conflicts(in: SourceText(bytes)), merger.notes)
  }

  private mutating func run() throws(EditingError) {
    try merge(
      Sides(base: base.tree, ours: ours.tree, theirs: theirs.tree), at: ComposePlace(parts: []))
  }

  /// The same collection in the three documents.
  struct Sides {
    let base: ComposeTree?
    let ours: ComposeTree
    let theirs: ComposeTree
  }

  /// The same entry in the three documents; ours and theirs have it.
  struct Found {
    let base: ComposeTree.Entry?
    let ours: ComposeTree.Entry
    let theirs: ComposeTree.Entry
  }

  private mutating func merge(_ sides: Sides, at place: ComposePlace) throws(EditingError) {
    let base = Self.byIdentity(sides.base)
    let ours = Self.byIdentity(sides.ours)
    let theirs = Self.byIdentity(sides.theirs)
    var removed: Set<String> = []
    var kept: [Found] = []
    for entry in sides.base?.entries ?? [] {
      let place = place.under(entry.identity)
      switch (ours[entry.identity], theirs[entry.identity]) {
      case (nil, nil): continue
      case (nil, let their?):
        if their.tree.value != entry.tree.value {
          notes.append(NodeNote(kind: .deletedByHand, path: place.text))
        }
      case (let our?, nil):
        guard !our.tree.isShared else { throw Self.shared(our) }
        if our.tree.value == entry.tree.value || our.tree.onlyLacks(entry.tree) {
          try remove(our, as: entry, from: sides.ours)
          removed.insert(entry.identity)
        } else {
          conflict(.removedByTheirs, base: entry, ours: our, theirs: nil, in: sides, at: place)
        }
      case (let our?, let their?):
        let found = Found(base: entry, ours: our, theirs: their)
        if their.tree.value != entry.tree.value {
          try change(found, in: sides, at: place)
        }
        kept.append(found)
      }
    }
    var added: Set<String> = []
    var blocks: [String: Block] = [:]
    let moved = moved(in: sides)
    for name in moved {
      guard let our = ours[name] else { continue }
      blocks[name] = takeOut(our)
      removed.insert(name)
      added.insert(name)
    }
    for their in sides.theirs.entries ?? [] where base[their.identity] == nil {
      if let our = ours[their.identity] {
        let found = Found(base: nil, ours: our, theirs: their)
        try change(found, in: sides, at: place.under(their.identity))
      } else {
        added.insert(their.identity)
      }
    }
    try insert(added, blocks, sides, survivors: ours.filter { !removed.contains($0.key) })
    // Last: what comes in before an entry comes in before its comments.
    for found in kept where !moved.contains(found.ours.identity) { changeComments(found) }
  }

  /// Brings a change of theirs into an entry that ours has, too.
  private mutating func change(
    _ found: Found, in sides: Sides, at place: ComposePlace
  ) throws(EditingError) {
    let (base, our, their) = (found.base?.tree, found.ours.tree, found.theirs.tree)
    if our.value == their.value { return }
    guard !our.isShared, !their.isShared, base?.isShared != true else {
      throw Self.shared(found.ours)
    }
    if our.entries?.isEmpty == false, their.entries?.isEmpty == false,
      base == nil || base?.entries != nil || base?.value == .null
    {
      try merge(Sides(base: base, ours: our, theirs: their), at: place)
    } else if let base, our.value == base.value {
      try replace(found, in: sides)
    } else {
      conflict(
        base == nil ? .bothAdded : .bothChanged, base: found.base, ours: found.ours,
        theirs: found.theirs, in: sides, at: place)
    }
  }

  static func byIdentity(_ tree: ComposeTree?) -> [String: ComposeTree.Entry] {
    Dictionary(
      (tree?.entries ?? []).map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ComposeTree {
  /// Whether it has nothing that another has not, so that only deletions tell them apart.
  func onlyLacks(_ other: ComposeTree) -> Bool {
    guard let entries, let others = other.entries else { return value == other.value }
    return entries.allSatisfy { entry in
      others.first { $0.identity == entry.identity }.map { entry.tree.onlyLacks($0.tree) } ?? false
    }
  }
}

/// A place in a compose file: the names on the way to it.
struct ComposePlace {
  let parts: [String]

  func under(_ name: String) -> ComposePlace {
    ComposePlace(parts: parts + [name])
  }

  /// As people write it: `services.web.volumes[/config]`.
  var text: String {
    var text = ""
    for part in parts {
      let isName = part.utf8.allSatisfy {
        ASCII.isNamePart($0) || $0 == ASCII.minus
      }
      text += isName ? (text.isEmpty ? part : "." + part) : "[\(part)]"
    }
    return text
  }
}
