extension EnvFile {
  /// Removes a variable, wherever it stands, commented out or not; with the comment right above that is about nothing
  /// else, and one of two blank lines around it.
  ///
  /// - Throws: ``EditingError``: `notFound` without the variable, `unsupported` when what stands beside it would be read
  ///   differently.
  package func remove(_ name: String) throws(EditingError) -> EditOutcome {
    let found = entries(named: name)
    guard !found.isEmpty else {
      let meant = Suggestion.nearest(to: name, in: entries.map(\.name))
      throw EditingError(
        .notFound,
        "there is no variable `\(name)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
    }
    let edits = lines(of: found).map { Edit(replacing: text.bytes(ofLines: $0), with: "") }
    let others = entries.filter { $0.name != name }
    let rest = (try? EnvFile(text.applying(edits)))?.entries ?? []
    guard others.elementsEqual(rest, by: { $0.name == $1.name && $0.says($1) }) else {
      throw EditingError(
        .unsupported, "`\(name)` cannot be removed without changing what stands beside it",
        at: found[0].span.lowerBound)
    }
    return EditOutcome(edits: edits, changed: found.map(\.span))
  }

  /// The lines that go with variables, apart from each other.
  private func lines(of found: [EnvEntry]) -> [Range<Int>] {
    var all: [Range<Int>] = []
    for entry in found {
      var lines = entry.lines(in: text)
      if isAlone(entry, in: lines) {
        lines = text.lineIndex(at: entry.commentSpan.lowerBound)..<lines.upperBound
      }
      let floor = all.last?.upperBound ?? 0
      let isBlankAbove = lines.lowerBound > floor && text.isBlankLine(lines.lowerBound - 1)
      let isEnd = lines.upperBound >= text.lineStarts.count
      if isBlankAbove, isEnd || text.isBlankLine(lines.upperBound) {
        lines = lines.lowerBound - 1..<lines.upperBound
      }
      all.append(lines)
    }
    return all
  }

  /// Whether the comment above an entry is about it alone: no variable follows right below, and it is no heading.
  private func isAlone(_ entry: EnvEntry, in lines: Range<Int>) -> Bool {
    guard !entry.commentSpan.isEmpty else { return false }
    let isFollowed = entries.contains { other in
      other.name != entry.name && other.commentSpan.isEmpty
        && text.lineIndex(at: other.span.lowerBound) == lines.upperBound
    }
    return !isFollowed
      && !sections.contains { entry.commentSpan.contains($0.span.lowerBound) }
  }
}
