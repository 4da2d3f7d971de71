extension EnvFile {
  /// The edit that writes lines at a place.
  func insertion(
    of lines: [String], hasComment: Bool, place: EnvPlace
  ) throws(EditingError) -> Edit {
    switch place {
    case .end:
      return insertion(of: [""] + lines, behind: text.bytes.count)
    case .after(let name):
      guard let entry = entries.last(where: { $0.name == name }) else {
        throw noVariable(name)
      }
      // A comment of its own asks for an empty line above.
      let line = text.lineIndex(at: max(entry.span.upperBound - 1, entry.span.lowerBound))
      let end = text.contentRange(ofLine: line).upperBound
      return insertion(of: (hasComment ? [""] : []) + lines, behind: end)
    case .section(let title):
      let wanted = foldingWhitespace(title.utf8)
      if let section = sections.last(where: { $0.title == wanted }) {
        return insertion(of: [""] + lines, behind: section.span.upperBound)
      }
      return insertion(of: ["", "#", "# " + wanted, "#", ""] + lines, behind: text.bytes.count)
    }
  }

  /// Writes lines behind the last line before an offset that is not empty.
  private func insertion(of lines: [String], behind offset: Int) -> Edit {
    var end = offset
    while end > 0, ASCII.isWhitespace(text.bytes[end - 1]) { end -= 1 }
    let ending = text.lineEnding
    guard end > text.byteOrderMarkLength else {
      let rest = lines.drop(while: \.isEmpty)
      return Edit(inserting: rest.map { $0 + ending }.joined(), at: text.byteOrderMarkLength)
    }
    // Trailing blanks of that line stay where they are.
    end = text.contentRange(ofLine: text.lineIndex(at: end - 1)).upperBound
    return Edit(inserting: lines.map { ending + $0 }.joined(), at: end)
  }

  private func noVariable(_ name: String) -> EditingError {
    let meant = Suggestion.nearest(to: name, in: entries.map(\.name))
    let hint = meant.map { "; did you mean `\($0)`?" } ?? ""
    return EditingError(.notFound, "there is no variable `\(name)`\(hint)")
  }
}
