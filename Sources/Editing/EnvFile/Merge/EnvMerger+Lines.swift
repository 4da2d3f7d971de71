/// The lines around variables.
extension EnvMerger {
  /// Takes a variable out of ours, with its comment when that is upstream's, and one of two blank lines around it.
  mutating func remove(_ our: EnvEntry, as old: EnvEntry) {
    let text = ours.text
    var lines = our.lines(in: text)
    if our.comment == old.comment, !our.commentSpan.isEmpty {
      lines = text.lineIndex(at: our.commentSpan.lowerBound)..<lines.upperBound
    }
    let isBlankAbove = lines.lowerBound > 0 && text.isBlankLine(lines.lowerBound - 1)
    let isEnd = lines.upperBound >= text.lineStarts.count
    if isBlankAbove, isEnd || text.isBlankLine(lines.upperBound) {
      lines = lines.lowerBound - 1..<lines.upperBound
    }
    edits.append(Edit(replacing: bytes(of: lines), with: ""))
  }

  /// Writes upstream's new comment above a variable whose comment is upstream's old one.
  mutating func changeComment(_ old: EnvEntry, _ our: EnvEntry, _ their: EnvEntry) {
    guard their.comment != old.comment, our.comment == old.comment else { return }
    let range = theirs.text.lineIndex(at: their.commentSpan.lowerBound)
    let end = theirs.text.lineIndex(at: their.span.lowerBound)
    let text = (range..<end).map { line(theirs.text, $0) + ours.text.lineEnding }.joined()
    let start = max(our.commentSpan.lowerBound, ours.text.byteOrderMarkLength)
    edits.append(
      Edit(replacing: start..<max(start, our.commentSpan.upperBound), with: text))
  }

  /// Inserts the variables that are new in theirs, each behind what it stands behind there.
  mutating func insert(
    _ news: [Named], isNew: (String) -> Bool, survivors: [String: EnvEntry],
    bases: [String: EnvEntry]
  ) {
    let following = survivorsBehind(news, survivors)
    let known = Set((0..<base.text.lineStarts.count).map { trimmed(base.text, $0) })
    let text = ours.text
    var anchor: EnvEntry?
    var origin: EnvEntry?
    var closed: Int?
    for (index, new) in news.enumerated() {
      if let survivor = survivors[new.identity] {
        anchor = survivor
        origin = bases[new.identity]
      } else if isNew(new.identity) {
        var written = lead(of: index, news, known: known)
        written += new.entry.lines(in: theirs.text).map { line(theirs.text, $0) }
        let next = following[index]
        let offset: Int
        if let anchor {
          let end = anchor.lines(in: text).upperBound
          offset = bytes(of: end..<end).lowerBound
        } else if let next {
          offset = max(next.commentSpan.lowerBound, text.byteOrderMarkLength)
          written = written.drop(while: \.isEmpty) + [""]
        } else {
          offset = text.bytes.count
        }
        edits.append(
          Edit(inserting: written.map { $0 + text.lineEnding }.joined(), at: offset))
        meant.set(new.identity, to: new.entry)
        let isLast = index + 1 == news.count || !isNew(news[index + 1].identity)
        if isLast, let anchor, let origin, closed != anchor.span.lowerBound {
          closed = anchor.span.lowerBound
          closeGap(behind: anchor, of: origin, as: new.entry)
        }
      }
    }
  }

  /// For each entry of theirs the first one at it or behind it that stays in ours.
  private func survivorsBehind(
    _ news: [Named], _ survivors: [String: EnvEntry]
  ) -> [EnvEntry?] {
    var next: EnvEntry?
    let reversed = news.reversed().map { new in
      next = survivors[new.identity] ?? next
      return next
    }
    return reversed.reversed()
  }

  /// Leaves as many blank lines behind what was inserted as there are in theirs, where ours has as many as the base.
  private mutating func closeGap(
    behind anchor: EnvEntry, of base: EnvEntry, as new: EnvEntry
  ) {
    let gap = self.gap(behind: anchor, in: ours.text)
    let wanted = self.gap(behind: new, in: theirs.text).count
    guard wanted < gap.count, self.gap(behind: base, in: self.base.text).count == gap.count
    else { return }
    gaps.append(bytes(of: gap.lowerBound..<gap.upperBound - wanted))
  }

  /// Takes out the blank lines that ``closeGap(behind:of:as:)`` found, where no other edit takes them.
  mutating func removeGaps() {
    let taken = edits.map(\.range).filter { !$0.isEmpty }
      .sorted { $0.lowerBound < $1.lowerBound }
    for gap in gaps {
      let next = taken.firstSorted { $0.upperBound > gap.lowerBound }
      if next.map({ $0.lowerBound < gap.upperBound }) == true { continue }
      edits.append(Edit(replacing: gap, with: ""))
    }
  }

  /// The blank lines behind an entry.
  private func gap(behind entry: EnvEntry, in text: SourceText) -> Range<Int> {
    let start = entry.lines(in: text).upperBound
    var end = start
    while end < text.lineStarts.count, text.isBlankLine(end) { end += 1 }
    return start..<end
  }

  /// What stands above a new variable of theirs and came with it: blank lines, headings and comments.
  private func lead(of index: Int, _ news: [Named], known: Set<String>) -> [String] {
    let text = theirs.text
    let first = text.lineIndex(at: news[index].entry.span.lowerBound)
    let top = index > 0 ? news[index - 1].entry.lines(in: text).upperBound : 0
    var start = first
    while start > top {
      let content = trimmed(text, start - 1)
      // The bars of a heading are on many lines.
      if !content.isEmpty, content != "#", known.contains(content) { break }
      start -= 1
    }
    var result = (start..<first).map { line(text, $0) }
    guard start > top else { return result }
    // Behind a line that was there before, what is left of its heading or paragraph is not new.
    let blank = result.firstIndex { $0.utf8.allSatisfy(ASCII.isBlank) }
    if let blank {
      result.removeFirst(blank)
    } else {
      result.removeAll { $0 == "#" }
    }
    return result
  }

  /// The bytes of lines of ours.
  private func bytes(of lines: Range<Int>) -> Range<Int> {
    ours.text.bytes(ofLines: lines)
  }

  private func line(_ text: SourceText, _ index: Int) -> String {
    text.string(in: text.contentRange(ofLine: index))
  }

  private func trimmed(_ text: SourceText, _ index: Int) -> String {
    text.string(in: text.trimmingBlanks(text.contentRange(ofLine: index)))
  }
}
