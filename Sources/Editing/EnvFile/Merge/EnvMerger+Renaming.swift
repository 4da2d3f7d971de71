/// Variables that theirs calls otherwise than the base.
extension EnvMerger {
  /// What became of the names that theirs renamed.
  struct Renaming {
    /// The new entries by the old identity: several for a variable that was split.
    fileprivate(set) var news: [String: [Named]] = [:]
    /// The new names that ours has already, by the old identity, where theirs has that one still.
    fileprivate(set) var held: [String: String] = [:]
    /// The new names that ours doesn't get by themselves: it has them under the old name, or deleted that.
    fileprivate(set) var withheld: Set<String> = []
    /// The entries of the base by the new name, where ours has that already.
    fileprivate(set) var bases: [String: EnvEntry] = [:]
    /// Those of ours by the new name: what is new in theirs comes behind them.
    fileprivate(set) var renamed: [String: EnvEntry] = [:]
  }

  /// Finds what theirs renamed: it has the new names and not the old one, and the base none of them.
  func renaming(
    _ olds: [Named], _ news: [Named], _ mine: [String: EnvEntry]
  ) -> Renaming {
    var renaming = Renaming()
    guard !renames.isEmpty else { return renaming }
    let (old, new) = (
      Set(olds.map(\.identity)),
      Dictionary(uniqueKeysWithValues: news.map { ($0.identity, $0) })
    )
    var taken: Set<String> = []
    for (identity, _) in olds {
      guard let names = renames[identity], !names.isEmpty, old.isDisjoint(with: names),
        taken.isDisjoint(with: names)
      else { continue }
      guard new[identity] == nil else {
        if names.count == 1, new[names[0]] == nil, mine[identity] == nil, mine[names[0]] != nil {
          taken.insert(names[0])
          renaming.held[identity] = names[0]
        }
        continue
      }
      let entries = names.compactMap { new[$0] }
      guard entries.count == names.count else { continue }
      taken.formUnion(names)
      renaming.news[identity] = entries
    }
    return renaming
  }

  /// Brings the new names of a variable into ours.
  ///
  /// - Returns: `false` where ours has the variable under both names: they are two things in it.
  mutating func rename(
    _ identity: String, _ old: EnvEntry, _ mine: [String: EnvEntry], _ renaming: inout Renaming
  ) -> Bool {
    if let name = renaming.held[identity], let our = mine[name],
      let their = theirs.entries.first(where: { $0.name == identity })
    {
      keep(name, old, our, their)
      return true
    }
    guard let news = renaming.news[identity] else { return false }
    let present = news.filter { mine[$0.identity] != nil }
    guard let our = mine[identity] else {
      if present.isEmpty {
        renaming.withheld.formUnion(news.map(\.identity))
        note(.deletedLocally, identity, now: news.map(\.identity))
      } else if news.count == 1, let new = news.first, let our = mine[new.identity] {
        renaming.bases[new.identity] = old
        change(new.identity, old, our, new.entry, formerly: identity)
      }
      return true
    }
    guard present.isEmpty else { return false }
    // Nobody changed it: what it was split into comes as it is in theirs.
    if news.count > 1, our.says(old) { return false }
    renaming.withheld.formUnion(news.map(\.identity))
    for new in news { renaming.renamed[new.identity] = our }
    guard news.count == 1, let new = news.first, follow(identity, our, old, new)
    else {
      conflict(
        .bothChanged, identity, old, our, news.map(\.entry), formerly: identity,
        now: news.first?.identity)
      return true
    }
    renaming.bases[new.identity] = old
    return true
  }

  /// Brings a change of theirs into a variable that only ours has under its new name, which stays.
  private mutating func keep(
    _ identity: String, _ old: EnvEntry, _ our: EnvEntry, _ their: EnvEntry
  ) {
    if their.says(old) || our.says(their) { return }
    if our.says(old) {
      guard let place = nameSpan(of: their, in: theirs.text) else { return }
      let text = theirs.text
      edits.append(
        Edit(
          replacing: our.span,
          with: text.string(in: their.span.lowerBound..<place.lowerBound) + our.name
            + text.string(in: place.upperBound..<their.span.upperBound)))
      meant.set(identity, to: their)
    } else if old.isCommentedOut, their.isCommentedOut, !our.isCommentedOut {
      note(.defaultChanged, identity)
    } else {
      conflict(
        .bothChanged, identity, old, our, [their], formerly: old.name, now: their.name)
    }
  }

  /// Writes the new name in the place of the old one, where theirs changed nothing else that ours would miss.
  ///
  /// - Returns: whether it did.
  private mutating func follow(
    _ identity: String, _ our: EnvEntry, _ old: EnvEntry, _ new: Named
  ) -> Bool {
    if our.says(old) {
      edits.append(Edit(replacing: our.span, with: theirs.text.string(in: new.entry.span)))
      meant.rename(identity, to: new.identity, saying: new.entry)
      return true
    }
    let isDefault = old.isCommentedOut && new.entry.isCommentedOut && !our.isCommentedOut
    let isSame = new.entry.says(old) || our.says(new.entry)
    guard isSame || isDefault, let place = nameSpan(of: our, in: ours.text) else {
      return false
    }
    edits.append(Edit(replacing: place, with: new.entry.name))
    meant.rename(identity, to: new.identity, saying: our)
    if !isSame { note(.defaultChanged, new.identity) }
    return true
  }

  /// Where the name of an entry stands.
  private func nameSpan(of entry: EnvEntry, in text: SourceText) -> Range<Int>? {
    let name = Array(entry.name.utf8)
    let end = max(entry.span.lowerBound, min(entry.valueSpan.lowerBound, entry.span.upperBound))
    var start = end - name.count
    while start >= entry.span.lowerBound {
      if text.bytes[start..<start + name.count].elementsEqual(name) {
        return start..<start + name.count
      }
      start -= 1
    }
    return nil
  }
}

extension EnvFile {
  /// Whether ours deleted or changed a variable that theirs no longer has under its name.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when one of the three cannot be read.
  package static func isLosingEdits(
    base: SourceText, ours: SourceText, theirs: SourceText
  ) throws(EditingError) -> Bool {
    let names = Set(EnvMerger.named(try EnvFile(theirs)).map(\.identity))
    let gone = EnvMerger.named(try EnvFile(base)).filter { !names.contains($0.identity) }
    guard !gone.isEmpty else { return false }
    let mine = Dictionary(
      uniqueKeysWithValues: EnvMerger.named(try EnvFile(ours)).map { ($0.identity, $0.entry) })
    return gone.contains { old in mine[old.identity].map { !$0.says(old.entry) } ?? true }
  }
}
