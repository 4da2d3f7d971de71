extension EnvFile {
  /// Merges two changed versions of an env file variable by variable, those commented out included.
  ///
  /// What changed from `base` to `theirs` is written into the text of `ours`, whose order, comments and own variables
  /// stay. A variable that ours sets keeps its value when upstream changes a default that is commented out, and one that
  /// theirs renamed keeps what ours made of it under the new name.
  ///
  /// - Parameter renames: the new names of variables by those of the base: several for one that was split.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the three cannot be read, `unsupported` when the
  ///   changes cannot be told apart, or another one than ours is not in UTF-8. Lines can then be merged instead.
  package static func merge(
    _ subject: MergeSubject, base: SourceText, ours: SourceText, theirs: SourceText,
    renames: [String: [String]] = [:]
  ) throws(EditingError) -> StructuredMerge {
    for text in [base, theirs] {
      try MergeText.check(text)
      // Parts of these are written into ours as texts, in which other bytes would be replaced.
      guard String(validating: text.bytes, as: UTF8.self) != nil else {
        throw EditingError(.unsupported, "the file is not in UTF-8")
      }
    }
    guard theirs.byteOrderMarkLength <= ours.byteOrderMarkLength else {
      // Inside of ours it would be a part of a line.
      throw EditingError(.unsupported, "only the new version begins with a byte-order mark", at: 0)
    }
    let (base, theirs) = (try EnvFile(base), try EnvFile(theirs))
    let (merge, meant) = try EnvMerger.merge(
      subject, base: base, ours: ours, theirs: theirs, renames: renames)
    // A name may stand many times: what comes between two others is another one of that name.
    guard EnvMeaning(try EnvFile(SourceText(merge.bytes))) == meant else {
      throw EditingError(.unsupported, "the changes cannot be written as they are meant")
    }
    let (again, _) = try EnvMerger.merge(
      subject, base: base, ours: SourceText(merge.bytes), theirs: theirs, renames: renames)
    guard again.isLike(merge) else {
      throw EditingError(.unsupported, "the changes cannot be written as they are meant")
    }
    return merge
  }
}

/// Finds the edits that bring the changes of theirs into the text of ours.
struct EnvMerger {
  /// An entry by its name, and which of that name it is.
  typealias Named = (identity: String, entry: EnvEntry)

  private let subject: MergeSubject
  let base: EnvFile
  let ours: EnvFile
  let theirs: EnvFile
  /// The new names of variables that theirs renamed.
  let renames: [String: [String]]
  var edits: [Edit] = []
  private var notes: [MergeNote] = []
  private var conflicts: StructuredMerge.Unplaced = []
  /// Blank lines that go where no other edit takes them.
  var gaps: [Range<Int>] = []
  /// What the result is to say.
  var meant: EnvMeaning

  private init(
    _ subject: MergeSubject, base: EnvFile, ours: EnvFile, theirs: EnvFile,
    renames: [String: [String]]
  ) {
    self.renames = renames
    self.subject = subject
    self.base = base
    self.ours = ours
    self.theirs = theirs
    meant = EnvMeaning(ours)
  }

  static func merge(
    _ subject: MergeSubject, base: EnvFile, ours: SourceText, theirs: EnvFile,
    renames: [String: [String]]
  ) throws(EditingError) -> (merge: StructuredMerge, meant: EnvMeaning) {
    let text = try MergeText(ours)
    var merger = EnvMerger(
      subject, base: base, ours: try EnvFile(text.source), theirs: theirs, renames: renames)
    merger.run()
    let merge = try StructuredMerge(
      text.applying(merger.edits), merger.conflicts, after: merger.edits, merger.notes)
    return (merge, merger.meant)
  }

  private mutating func run() {
    let (olds, news) = (Self.named(base), Self.named(theirs))
    let mine = Dictionary(uniqueKeysWithValues: Self.named(ours).map { ($0.identity, $0.entry) })
    let old = Dictionary(uniqueKeysWithValues: olds.map { ($0.identity, $0.entry) })
    let new = Dictionary(uniqueKeysWithValues: news.map { ($0.identity, $0.entry) })
    var survivors = mine
    var kept: [(base: EnvEntry, ours: EnvEntry, theirs: EnvEntry)] = []
    var renaming = renaming(olds, news, mine)
    for (identity, entry) in olds {
      if rename(identity, entry, mine, &renaming) { continue }
      switch (mine[identity], new[identity]) {
      case (nil, nil): continue
      case (nil, let their?):
        if !their.says(entry) { note(.deletedLocally, identity) }
      case (let our?, nil):
        if our.says(entry) {
          remove(our, as: entry)
          meant.set(identity, to: nil)
          survivors[identity] = nil
        } else {
          conflict(.removedByTheirs, identity, entry, our, [])
        }
      case (let our?, let their?):
        change(identity, entry, our, their)
        kept.append((entry, our, their))
      }
    }
    for (identity, their) in news where old[identity] == nil {
      if let base = renaming.bases[identity] {
        if let our = renaming.renamed[identity] ?? mine[identity] {
          kept.append((base, our, their))
        }
        continue
      }
      guard let our = mine[identity], !our.says(their) else { continue }
      conflict(.bothAdded, identity, nil, our, [their])
    }
    let withheld = renaming.withheld
    insert(
      news, isNew: { old[$0] == nil && mine[$0] == nil && !withheld.contains($0) },
      survivors: survivors.merging(renaming.renamed) { own, _ in own },
      bases: old.merging(renaming.bases) { own, _ in own })
    removeGaps()
    for (old, our, their) in kept { changeComment(old, our, their) }
  }

  /// Brings a change of theirs into a variable that all have.
  ///
  /// - Parameter former: what the base calls it, where ours and theirs call it otherwise.
  mutating func change(
    _ identity: String, _ old: EnvEntry, _ our: EnvEntry, _ their: EnvEntry,
    formerly former: String? = nil
  ) {
    if their.says(old) || our.says(their) { return }
    if our.says(old) {
      edits.append(Edit(replacing: our.span, with: theirs.text.string(in: their.span)))
      meant.set(identity, to: their)
    } else if old.isCommentedOut, their.isCommentedOut, !our.isCommentedOut {
      note(.defaultChanged, identity)
    } else {
      conflict(
        .bothChanged, identity, old, our, [their], formerly: former,
        now: former == nil ? nil : identity)
    }
  }

  mutating func note(_ kind: MergeNote.Kind, _ identity: String, now names: [String] = []) {
    notes.append(MergeNote(kind, subject.file, node: identity).called(names))
  }

  /// Notes a conflict.
  ///
  /// - Parameters:
  ///   - theirs: what theirs has: several for a variable that it split.
  ///   - former: what the base calls it, where theirs renamed it.
  ///   - now: what theirs calls it then.
  mutating func conflict(
    _ kind: ConflictKind, _ identity: String, _ old: EnvEntry?, _ our: EnvEntry,
    _ their: [EnvEntry], formerly former: String? = nil, now: String? = nil
  ) {
    let texts = their.map { theirs.text.string(in: $0.span) }
    conflicts.append(
      (
        our.span,
        .unplaced(
          subject, kind, identity, base: old.map { base.text.string(in: $0.span) },
          theirs: texts.isEmpty ? nil : texts.joined(separator: ours.text.lineEnding)
        ).named(base: former, theirs: now)
      ))
  }

  /// The entries by names that are unique: the second of a name is another entry.
  static func named(_ file: EnvFile) -> [Named] {
    var seen: [String: Int] = [:]
    return file.entries.map { entry in
      let count = seen[entry.name, default: 0] + 1
      seen[entry.name] = count
      return (count == 1 ? entry.name : "\(entry.name) (\(count))", entry)
    }
  }
}

extension EnvEntry {
  /// Whether another entry sets the same in the same way.
  func says(_ other: EnvEntry) -> Bool {
    rawValue == other.rawValue && isCommentedOut == other.isCommentedOut
      && isExported == other.isExported
  }
}
