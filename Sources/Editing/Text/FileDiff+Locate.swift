extension FileDiff {
  /// The edits that the diff makes in a text whose other lines may have changed: the old lines of each hunk have to stand
  /// there once, to the letter, or its new ones already.
  ///
  /// - Throws: ``EditingError``: `notFound` or `ambiguous`, with the hunk.
  package func edits(whereverIn text: SourceText) throws(EditingError) -> EditOutcome {
    var outcome = EditOutcome()
    var next = 0
    for (index, hunk) in hunks.enumerated() {
      let name = "hunk \(index + 1) (line \(hunk.lineNumber) of the diff)"
      guard hunk.lines.contains(where: { $0.kind != .added }) else {
        throw EditingError(.notFound, "\(name) has no line by which its place is known")
      }
      let places = hunk.places(of: .removed, in: text).filter { $0.lowerBound >= next }
      // What is inserted may stand there already, and the lines around it as well.
      let done = hunk.places(of: .added, in: text).filter { $0.lowerBound >= next }
      if places.isEmpty, done.count == 1 {
        outcome.already.append(done[0])
        next = done[0].upperBound
        continue
      }
      guard let place = places.first else {
        throw EditingError(.notFound, "the lines of \(name) are not there")
      }
      guard places.count == 1 else {
        throw EditingError(
          .ambiguous, "the lines of \(name) are there \(places.count) times",
          at: place.lowerBound)
      }
      outcome.edits.append(Edit(replacing: place, with: hunk.replacement(in: text)))
      outcome.changed.append(place)
      next = place.upperBound
    }
    return outcome
  }
}

extension DiffHunk {
  /// Where the context stands in a text, together with the lines that are removed or added.
  fileprivate func places(of kind: Line.Kind, in text: SourceText) -> [Range<Int>] {
    let wanted = lines.filter { $0.kind == .context || $0.kind == kind }
      .map { bytes(of: $0, in: text) }
    guard let first = wanted.first else { return [] }
    let count = text.bytes.isEmpty ? 0 : text.lineStarts.count
    return (0..<max(0, count - wanted.count + 1)).compactMap { line in
      guard text.bytes[text.lineRange(line)].elementsEqual(first),
        wanted.indices.allSatisfy({
          text.bytes[text.lineRange(line + $0)].elementsEqual(wanted[$0])
        })
      else { return nil }
      return text.range(ofLines: line..<line + wanted.count)
    }
  }
}
