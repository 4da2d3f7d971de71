extension ComposeFile {
  /// Merges two changed versions of a compose file by what they say.
  ///
  /// What changed from `base` to `theirs` is written into the text of `ours`, in its indentation and its forms, with
  /// all its comments; services, keys, variables, mounts and ports are known by their names, whatever their order.
  /// What ours has through a merge key (`<<`) or an alias is changed where it is used, never where others share it.
  ///
  /// What theirs renamed is one changed thing: it stays away where ours deleted it, and keeps what ours changed about it.
  /// A service that ours renamed is merged as the original, and a copy of one gets the same changes.
  ///
  /// - Parameters:
  ///   - renames: what theirs calls otherwise than the base.
  ///   - standIns: the variables that start scripts take for another one, by that: new ones stay away where ours deleted it.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the three cannot be read, `unsupported` when a
  ///   change has no place in ours by itself. Lines can then be merged instead.
  package static func merge(
    _ subject: MergeSubject, base: SourceText, ours: SourceText, theirs: SourceText,
    renames: ComposeRenames = ComposeRenames(), standIns: [String: Set<String>] = [:]
  ) throws(EditingError) -> StructuredMerge {
    let (base, theirs) = (try ComposeSide(base), try ComposeSide(theirs))
    try checkEnd(ours)
    let side = try ComposeSide(MergeText(ours).source)
    return try merged(
      subject, base: base, ours: ours, theirs: theirs,
      names: ComposeMerger.Names(
        renames.merging(ComposeRenames(networksFrom: base, to: theirs, in: side)),
        OwnServices(base: base, ours: side, theirs: theirs), standIns: standIns,
        of: side))
  }

  /// Writes what changed from one side to another into a text.
  ///
  /// - Throws: ``EditingError`` as ``merge(_:base:ours:theirs:renames:)``.
  static func merged(
    _ subject: MergeSubject, base: ComposeSide, ours: SourceText, theirs: ComposeSide,
    names: ComposeMerger.Names
  ) throws(EditingError) -> StructuredMerge {
    try checkEnd(ours)
    let text = try MergeText(ours)
    let ours = try ComposeSide(text.source)
    var unmeant: ComposePlace?
    for isCautious in [false, true] {
      var merger = ComposeMerger(
        subject, base: base, ours: ours, theirs: theirs, names: names, isCautious: isCautious)
      let merge = try merger.finish(text)
      // What was written must read as it was meant: then nothing is left to do, and nothing else has changed.
      let again = try MergeText(SourceText(merge.bytes))
      guard let written = try? ComposeSide(again.source) else { continue }
      unmeant = merger.unmeant(in: written)
      guard unmeant == nil else { continue }
      var check = ComposeMerger(
        subject, base: base, ours: written, theirs: theirs, names: names,
        isCautious: isCautious)
      let rest = try check.finish(again)
      if rest.isLike(merge) {
        try checkEnd(SourceText(merge.bytes))
        return merge
      }
    }
    throw EditingError(
      .unsupported,
      unmeant.map { "what changes about `\($0.text)` cannot be written as it is meant" }
        ?? "the changes cannot be written as they are meant",
      at: unmeant.flatMap(ours.offset))
  }

  /// Refuses a text that ends, without a line feed, in a block scalar: while it is merged it has one, which is a part of
  /// the value.
  private static func checkEnd(_ text: SourceText) throws(EditingError) {
    guard let last = text.bytes.last, last != ASCII.lineFeed,
      try YAMLDocument(text).endsInOpenBlockScalar
    else { return }
    throw EditingError(
      .unsupported, "the file ends in a block scalar without a line feed", at: text.bytes.count)
  }
}

/// Finds the edits that bring the changes of theirs into the text of ours.
struct ComposeMerger {
  let subject: MergeSubject
  let base: ComposeSide
  let ours: ComposeSide
  let theirs: ComposeSide
  /// What the sides call otherwise than the base.
  let names: Names
  /// Theirs by its own names.
  private let unaligned: ComposeSide
  private let alignment: ComposeAlignment
  /// Whether nothing is written where an alias refers to.
  let isCautious: Bool
  var edits: [Edit] = []
  var notes: [MergeNote] = []
  var conflicts: StructuredMerge.Unplaced = []
  /// Whether something waits for the changes that were made.
  var isUnfinished = false
  /// The places that edits change.
  var planned: [ComposePlace] = []
  /// Whether a copy of a service is merged.
  private var isInCopy = false

  /// What the sides of a merge call otherwise than the base.
  struct Names {
    var upstream = ComposeRenames()
    var own = OwnServices()
    /// The variables that start scripts take for another one, by that.
    var standIns: [String: Set<String>] = [:]
    /// Where ours names services that people renamed as they were called before: nothing of theirs changes that.
    var formerReferences: Set<ComposePlace> = []

    init() {}

    /// - Parameter ours: the text that is merged into, before anything is written.
    init(
      _ upstream: ComposeRenames, _ own: OwnServices, standIns: [String: Set<String>] = [:],
      of ours: ComposeSide
    ) {
      (self.upstream, self.own, self.standIns) = (upstream, own, standIns)
      let renamed = own.renames.names[ComposeRenames.services] ?? [:]
      guard !renamed.isEmpty else { return }
      for service in ours.services?.own ?? [] {
        let all = ServiceReference.all(in: service).filter { renamed[$0.name] != nil }
        formerReferences.formUnion(all.map { $0.place(in: service.name) })
      }
    }
  }

  init(
    _ subject: MergeSubject, base: ComposeSide, ours: ComposeSide, theirs: ComposeSide,
    names: Names = Names(), isCautious: Bool = false
  ) {
    self.subject = subject
    self.base = base
    alignment = ComposeAlignment(
      base: base, ours: ours, theirs: theirs, upstream: names.upstream, own: names.own.renames)
    self.ours = alignment.ours
    self.theirs = alignment.theirs
    unaligned = theirs
    self.names = names
    self.isCautious = isCautious
  }

  /// Ours as it is written now, known by the base's names.
  func aligned(_ written: ComposeSide) -> ComposeSide {
    ComposeAlignment(
      base: base, ours: written, theirs: unaligned, upstream: names.upstream,
      own: names.own.renames
    ).ours
  }

  /// A place by the names that ours has for what is on the way to it.
  func shown(_ place: ComposePlace) -> String { place.named(alignment.ownNames).text }

  /// A place by the names that theirs has for what is on the way to it.
  func shownInTheirs(_ place: ComposePlace) -> String { place.named(alignment.theirNames).text }

  /// More steps than this would never end.
  private static let maximumSteps = 8

  /// Merges into the text of ours, in as many steps as it takes.
  fileprivate mutating func finish(_ text: MergeText) throws(EditingError) -> StructuredMerge {
    var merge = try merge(text)
    var step = self
    var steps = 0
    while step.isUnfinished {
      steps += 1
      guard steps <= Self.maximumSteps else {
        throw EditingError(.unsupported, "the changes cannot be written one after the other")
      }
      let written = try MergeText(SourceText(merge.bytes))
      step = ComposeMerger(
        subject, base: base, ours: try ComposeSide(written.source), theirs: unaligned,
        names: names, isCautious: isCautious)
      let next = try step.merge(written)
      guard next.bytes != merge.bytes else { break }
      merge = next
      planned += step.planned
    }
    return merge
  }

  /// Merges into the text of ours, except for what has to wait for other changes.
  private mutating func merge(_ text: MergeText) throws(EditingError) -> StructuredMerge {
    try merge(
      Sides(base: base.tree, ours: ours.tree, theirs: theirs.tree), in: nil,
      at: ComposePlace(parts: []))
    try renameReferences()
    let bytes = try text.applying(edits)
    return try StructuredMerge(bytes, conflicts, after: edits, notes)
  }

  /// The same collection in the three documents.
  struct Sides {
    let base: ComposeTree?
    let ours: ComposeTree
    let theirs: ComposeTree

    /// Whether what is written into ours are items.
    var isList: Bool { ours.entries == nil ? theirs.isList : ours.isList }
  }

  /// The same entry in the three documents; ours and theirs have it.
  struct Found {
    let base: ComposeTree.Entry?
    let ours: ComposeTree.Entry
    let theirs: ComposeTree.Entry
  }

  /// What becomes of the entries of a collection.
  struct Changes {
    /// Those that ours has and loses, or that go to another place.
    var removed: [ComposeTree.Entry] = []
    /// Those that ours gets, or gets in another place.
    var added: Set<String> = []
    /// Of these, the ones that ours has already.
    var moved: Set<String> = []

    /// The changes with all that moves left where it is.
    var inPlace: Changes {
      Changes(
        removed: removed.filter { !moved.contains($0.identity) }, added: added.subtracting(moved))
    }
  }

  /// - Parameter holder: the entry of ours whose value the collection is; `nil` for the root.
  private mutating func merge(
    _ sides: Sides, in holder: ComposeTree.Entry?, at place: ComposePlace
  ) throws(EditingError) {
    let (old, ours, theirs) = (
      sides.base?.byIdentity ?? [:], sides.ours.byIdentity, sides.theirs.byIdentity
    )
    var changes = Changes()
    var kept: [Found] = []
    // What ours doesn't get, though theirs has it.
    var withheld: Set<String> = []
    for entry in sides.base?.entries ?? [] {
      let place = place.under(entry.identity)
      switch (ours[entry.identity], theirs[entry.identity]) {
      case (nil, nil):
        let parts = pieces(of: entry, in: sides, at: place)
        guard !parts.isEmpty, parts.allSatisfy({ ours[$0.identity] == nil }) else { continue }
        withheld.formUnion(parts.map(\.identity))
        noteDeletion(at: place, now: parts.map { sibling(of: place, $0.identity) })
      case (nil, let their?):
        let isChanged = their.tree.value != entry.tree.value || their.name != entry.name
        if isChanged, place.parts != ["version"] {
          noteDeletion(at: place, now: [shownInTheirs(place)])
        }
        for name in standIns(for: entry.identity, in: sides)
        where old[name] == nil && ours[name] == nil && withheld.insert(name).inserted {
          noteDeletion(at: ComposePlace(parts: place.parts.dropLast() + [name]), of: place)
        }
      case (let our?, nil):
        let parts = pieces(of: entry, in: sides, at: place)
        if our.tree.value != entry.tree.value, !parts.isEmpty,
          parts.allSatisfy({ ours[$0.identity] == nil })
        {
          withheld.formUnion(parts.map(\.identity))
          try conflict(
            .bothChanged, base: entry, ours: our, theirs: parts, in: sides, at: place)
        } else if isRemovable(our, entry) || place.parts == ["version"] {
          changes.removed.append(our)
          planned.append(place)
        } else {
          try conflict(
            .removedByTheirs, base: entry, ours: our, theirs: [], in: sides, at: place,
            succeededBy: successor(of: entry, in: sides, at: place))
        }
      case (let our?, let their?):
        let found = Found(base: entry, ours: our, theirs: their)
        if their.tree.value != entry.tree.value {
          try change(found, in: sides, at: place, &changes)
        } else if found.isRenamed {
          try rename(found, in: sides, at: place)
        }
        try renameOthers(of: found, in: sides, at: place)
        kept.append(found)
      }
    }
    changes.moved = moved(in: sides)
    changes.removed += sides.ours.own.filter { changes.moved.contains($0.identity) }
    changes.added.formUnion(changes.moved)
    for their in sides.theirs.entries ?? [] where old[their.identity] == nil {
      let place = place.under(their.identity)
      if let our = ours[their.identity] {
        let found = Found(base: nil, ours: our, theirs: their)
        try change(found, in: sides, at: place, &changes)
      } else if !withheld.contains(their.identity), !(isInCopy && sides.theirs.kind.isPorts) {
        changes.added.insert(their.identity)
        planned.append(place)
      }
    }
    try write(changes, kept, sides, in: holder)
    try mergeCopies(in: sides, at: place)
  }

  /// Brings a change of theirs into an entry that ours has, too.
  private mutating func change(
    _ found: Found, in sides: Sides, at place: ComposePlace, _ changes: inout Changes
  ) throws(EditingError) {
    let (base, our, their) = (found.base?.tree, found.ours.tree, found.theirs.tree)
    if our.value == their.value {
      if found.isRenamed { try rename(found, in: sides, at: place) }
      return
    }
    let isUntouched = base.map { $0.value == our.value } ?? false
    if found.ours.isInherited, isUntouched {
      // A key of its own comes before what a merge key brings in.
      changes.added.insert(found.ours.identity)
      planned.append(place)
      return
    }
    if !found.ours.isInherited, !our.isAlias, !(isCautious && our.isShared),
      our.isCollection, their.isCollection, base?.isCollection ?? true,
      try mergeEntries(of: found, at: place)
    {
      if found.isRenamed { try rename(found, in: sides, at: place) }
      return
    }
    if isUntouched, !ours.isReferredTo(found.ours.node) || (!isCautious && our.entries == nil) {
      try replace(found, in: sides)
      planned.append(place)
    } else if let edits = parts(of: found, in: sides) {
      self.edits += edits
      planned.append(place)
    } else if !mergeParts(of: found, at: place) {
      try conflict(
        base == nil ? .bothAdded : .bothChanged, base: found.base, ours: found.ours,
        theirs: [found.theirs], in: sides, at: place)
    }
  }

  /// Merges two collections by their entries.
  ///
  /// - Returns: whether that could be written, with no more than one conflict on a line.
  private mutating func mergeEntries(
    of found: Found, at place: ComposePlace
  ) throws(EditingError) -> Bool {
    // What is tried is only ever added, and taken back by its number: a copy of all would cost as much as all.
    let before = (edits.count, notes.count, conflicts.count, planned.count, isUnfinished)
    do throws(EditingError) {
      try merge(
        Sides(base: found.base?.tree, ours: found.ours.tree, theirs: found.theirs.tree),
        in: found.ours, at: place)
      if !found.ours.tree.isFlow || !shareLines(conflicts[before.2...]) { return true }
    } catch {
      // A conflict about all services would tell nobody anything.
      guard error.kind == .unsupported, place.parts.count > 1 || found.ours.tree.isFlow else {
        throw error
      }
    }
    edits.removeSubrange(before.0...)
    notes.removeSubrange(before.1...)
    conflicts.removeSubrange(before.2...)
    planned.removeSubrange(before.3...)
    isUnfinished = before.4
    return false
  }

  /// - Parameters:
  ///   - names: what theirs calls it.
  ///   - original: what was deleted, where the place is what stands in for it.
  private mutating func noteDeletion(
    at place: ComposePlace, now names: [String] = [], of original: ComposePlace? = nil
  ) {
    guard !isInCopy else { return }
    let note = MergeNote(.deletedLocally, subject.file, node: shown(place)).called(names)
    notes.append(original.map { note.standing(inFor: shown($0)) } ?? note)
  }

  /// What theirs calls an entry beside another one.
  private func sibling(of place: ComposePlace, _ identity: String) -> String {
    shownInTheirs(ComposePlace(parts: place.parts.dropLast() + [identity]))
  }

  /// The variables of theirs whose values containers take for one that ours does without.
  private func standIns(for name: String, in sides: Sides) -> [String] {
    guard case .variables = sides.theirs.kind, let names = self.names.standIns[name] else {
      return []
    }
    let theirs = sides.theirs.byIdentity
    return names.filter { theirs[$0] != nil }.sorted()
  }

  /// What theirs has of an entry that it split; nothing when that is not all there, or was there before.
  private func pieces(
    of entry: ComposeTree.Entry, in sides: Sides, at place: ComposePlace
  ) -> [ComposeTree.Entry] {
    let collection = ComposePlace(parts: Array(place.parts.dropLast()))
    let news = names.upstream[entry.identity, in: collection]
    guard news.count > 1 else { return [] }
    let (old, their) = (sides.base?.byIdentity ?? [:], sides.theirs.byIdentity)
    guard news.allSatisfy({ old[$0] == nil && their[$0] != nil }) else { return [] }
    return news.compactMap { their[$0] }
  }

  /// Where theirs has an entry that ours has under both names.
  private func successor(
    of entry: ComposeTree.Entry, in sides: Sides, at place: ComposePlace
  ) -> ComposePlace? {
    let collection = ComposePlace(parts: Array(place.parts.dropLast()))
    let news = names.upstream[entry.identity, in: collection]
    guard news.count == 1, sides.theirs.byIdentity[news[0]] != nil else { return nil }
    return collection.under(news[0])
  }

  /// Brings what theirs changed about a service into the copies of it that ours has.
  private mutating func mergeCopies(in sides: Sides, at place: ComposePlace) throws(EditingError) {
    guard place == ComposeRenames.services, !isInCopy else { return }
    let (old, new) = (sides.base?.byIdentity ?? [:], sides.theirs.byIdentity)
    for copy in sides.ours.own {
      guard let original = names.own.copies[copy.identity], let base = old[original],
        let theirs = new[original], base.tree.value != theirs.tree.value
      else { continue }
      isInCopy = true
      defer { isInCopy = false }
      var changes = Changes()
      try change(
        Found(base: base, ours: copy, theirs: theirs), in: sides, at: place.under(copy.identity),
        &changes)
    }
  }

  private func isRemovable(_ our: ComposeTree.Entry, _ old: ComposeTree.Entry) -> Bool {
    (our.tree.value == old.tree.value || our.tree.onlyLacks(old.tree))
      && (our.isInherited || !ours.isReferredTo(our.node))
  }
}
