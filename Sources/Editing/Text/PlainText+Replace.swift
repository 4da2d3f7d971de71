extension PlainText {
  /// Replaces every occurrence of a string.
  ///
  /// An occurrence that is a part of the replacement is there already; so is the replacement where the string is not
  /// found any more. Nothing tells whether a string was removed before: that is not found.
  ///
  /// - Parameter count: how many places there have to be; `nil` for one or more.
  /// - Throws: ``EditingError``: not found; or found another number of times, with the lines.
  package func replace(
    _ string: String, with replacement: String, count: Int? = 1
  ) throws(EditingError) -> EditOutcome {
    guard !string.isEmpty else {
      throw EditingError(.unsupported, "the text to replace is empty")
    }
    let found = occurrences(of: string)
    let results = occurrences(of: replacement)
    // Both lists are in order and without overlaps: one walk tells which occurrences are inside of a result.
    var rest = results[...]
    var already: [Range<Int>] = []
    var pending: [Range<Int>] = []
    for place in found {
      while let first = rest.first, first.upperBound <= place.lowerBound { rest.removeFirst() }
      if let first = rest.first, first.lowerBound <= place.lowerBound,
        place.upperBound <= first.upperBound
      {
        already.append(first)
      } else {
        pending.append(place)
      }
    }
    if pending.isEmpty, !results.isEmpty, count == nil || results.count == count {
      return EditOutcome(already: results)
    }
    let total = pending.count + Set(already).count
    guard total > 0 else {
      throw EditingError(.notFound, "the text to replace is not there")
    }
    if let count, total != count {
      let lines = text.lineNumbers(of: found.map(\.lowerBound))
      throw EditingError(
        .ambiguous, "the text to replace is there \(total) times, not \(count): lines \(lines)",
        at: found.first?.lowerBound)
    }
    let new = withLineEndings(replacement)
    return EditOutcome(
      edits: pending.map { Edit(replacing: $0, with: new) }, changed: pending, already: already)
  }
}
