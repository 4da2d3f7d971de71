/// Where lines go, relative to a line that is named by its text, blanks around it aside.
package enum LinePlace: Sendable, Hashable {
  /// Directly above the line.
  case before(String)
  /// Directly under the line.
  case after(String)

  /// The text of the line.
  var anchor: String {
    switch self {
    case .before(let anchor), .after(let anchor): anchor
    }
  }
}

extension PlainText {
  /// Inserts lines above or under a line.
  ///
  /// - Parameter string: one or several lines as they are to stand, indentation included.
  /// - Throws: ``EditingError``: there is no such line, or several (with their numbers); or it ends with a carriage
  ///   return, of which a line feed behind it would make a line ending.
  package func insert(_ string: String, _ place: LinePlace) throws(EditingError) -> EditOutcome {
    let new = Self.lines(of: string)
    guard !new.isEmpty else { throw EditingError(.unsupported, "the text to insert is empty") }
    let line = try line(of: place.anchor)
    let isAbove = if case .before = place { true } else { false }
    let neighbours = isAbove ? line - new.count..<line : line + 1..<line + 1 + new.count
    if neighbours.lowerBound >= 0, neighbours.upperBound <= text.lineStarts.count,
      neighbours.map(text.line) == new
    {
      let start = text.lineRange(neighbours.lowerBound).lowerBound
      return EditOutcome(already: [start..<text.lineRange(neighbours.upperBound - 1).upperBound])
    }
    let content = text.contentRange(ofLine: line)
    guard isAbove || text.bytes[content].last != ASCII.carriageReturn else {
      throw EditingError(
        .unsupported, "the line has a carriage return at its end that belongs to no line ending",
        at: content.upperBound - 1)
    }
    let ending = text.lineEnding
    let edit =
      if isAbove {
        Edit(inserting: new.map { $0 + ending }.joined(), at: text.lineStarts[line])
      } else {
        // Before the line's own ending, so that a missing one at the end of the text stays missing.
        Edit(
          inserting: new.map { ending + $0 }.joined(),
          at: content.upperBound)
      }
    return EditOutcome(edits: [edit], changed: [edit.range])
  }

  private func line(of anchor: String) throws(EditingError) -> Int {
    let wanted = SourceText(anchor)
    let content = wanted.bytes[wanted.trimmingBlanks(wanted.contentRange(ofLine: 0))]
    let found = text.lineStarts.indices.filter { index in
      let range = text.trimmingBlanks(text.contentRange(ofLine: index))
      return !range.isEmpty && text.bytes[range].elementsEqual(content)
    }
    guard let only = found.first else {
      throw EditingError(.notFound, "there is no line `\(anchor)`")
    }
    guard found.count == 1, wanted.lineStarts.count == 1 else {
      let lines = text.lineNumbers(of: found.map { text.lineStarts[$0] })
      throw EditingError(
        .ambiguous, "the line `\(anchor)` is there \(found.count) times: lines \(lines)",
        at: text.lineStarts[only])
    }
    return only
  }

  private static func lines(of string: String) -> [String] {
    let source = SourceText(string)
    return string.isEmpty ? [] : (0..<source.lineStarts.count).map(source.line)
  }
}
