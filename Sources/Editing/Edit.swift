/// One replacement in a text: the only way in which a document is changed.
package struct Edit: Sendable, Hashable {
  /// The bytes that go; empty for an insertion.
  package let range: Range<Int>
  /// The bytes that come.
  package let replacement: [UInt8]

  /// Makes an edit that replaces a range.
  package init(replacing range: Range<Int>, with replacement: String) {
    self.range = range
    self.replacement = Array(replacement.utf8)
  }

  /// Makes an edit that inserts before an offset.
  package init(inserting text: String, at offset: Int) {
    self.init(replacing: offset..<offset, with: text)
  }
}

extension SourceText {
  /// The text with edits made; every byte outside their ranges stays.
  ///
  /// - Parameter edits: in any order; their ranges must not overlap. Insertions at one offset keep their order.
  package func applying(_ edits: [Edit]) -> SourceText {
    guard !edits.isEmpty else { return self }
    let sorted = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
    var done = 0
    for (_, edit) in sorted {
      precondition(edit.range.lowerBound >= done, "edits overlap")
      result.append(contentsOf: bytes[done..<edit.range.lowerBound])
      result.append(contentsOf: edit.replacement)
      done = edit.range.upperBound
    }
    result.append(contentsOf: bytes[done...])
    return SourceText(result)
  }
}

/// What an edit of a document amounts to.
package struct EditOutcome: Sendable, Hashable {
  /// The edits to make, none when everything is as wanted.
  package var edits: [Edit]
  /// The places that were changed, as ranges of the text before.
  package var changed: [Range<Int>]
  /// The places that were as wanted already.
  package var already: [Range<Int>]

  /// Makes an outcome.
  package init(edits: [Edit] = [], changed: [Range<Int>] = [], already: [Range<Int>] = []) {
    self.edits = edits
    self.changed = changed
    self.already = already
  }
}

extension Edit {
  /// The one edit that makes a text of another: what is between their common beginning and end.
  init(from old: [UInt8], to new: [UInt8]) {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let rest = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
    self.init(
      replacing: start..<old.count - end, with: Array(new[start..<new.count - end]))
  }
}
