/// What is to become of variables of an env file, wherever they stand in it.
package struct EnvAmendment: Sendable, Hashable {
  /// A variable that is written at the end of the file, without a value.
  package struct Addition: Sendable, Hashable {
    /// The variable.
    package let name: String
    /// What is written above it, in one line without `#`.
    package let comment: String

    /// Makes an addition.
    package init(_ name: String, comment: String) {
      (self.name, self.comment) = (name, comment)
    }
  }

  /// The new names of variables: one line each, with the value of the old one.
  package var renamed: [String: [String]] = [:]
  /// The variables whose lines are commented out.
  package var commentedOut: Set<String> = []
  /// The variables that come.
  package var added: [Addition] = []

  /// Changes nothing.
  package init() {}

  /// Whether it changes nothing.
  package var isEmpty: Bool { renamed.isEmpty && commentedOut.isEmpty && added.isEmpty }
}

extension EnvFile {
  /// The text with variables renamed, commented out and added. All other bytes stay, and so do values with what stands
  /// behind them.
  ///
  /// - Throws: ``EditingError``, which holds no value: the file is not UTF-8, Compose refuses a line, something else stands
  ///   in a line that would be commented out, or another variable would be read differently.
  package func amended(_ amendment: EnvAmendment) throws(EditingError) -> SourceText {
    if let offset = Self.invalidOffset(text.bytes) {
      throw EditingError(.malformed, "it is not UTF-8: save it as that", at: offset)
    }
    if let refused {
      throw EditingError(.malformed, "Compose can't read the line", at: refused.lowerBound)
    }
    var edits: [Edit] = []
    for entry in entries where !entry.isCommentedOut {
      if let names = amendment.renamed[entry.name] {
        edits += renaming(entry, to: names)
      } else if amendment.commentedOut.contains(entry.name) {
        edits += try commentingOut(entry)
      }
    }
    let lines = Array(
      amendment.added.map { ["# " + $0.comment, $0.name + "="] }.joined(separator: [""]))
    if !lines.isEmpty { edits.append(try insertion(of: lines, hasComment: true, place: .end)) }
    let result = text.applying(edits)
    try check(result, amendment)
    return result
  }

  private func renaming(_ entry: EnvEntry, to names: [String]) -> [Edit] {
    guard let first = names.first else { return [] }
    var start = entry.span.lowerBound
    while ASCII.isBlank(text.bytes[start]) { start += 1 }
    if entry.isExported {
      start += "export ".utf8.count
      while ASCII.isBlank(text.bytes[start]) { start += 1 }
    }
    let end = start + entry.name.utf8.count
    let line = text.lineIndex(at: max(entry.span.upperBound - 1, entry.span.lowerBound))
    let lineEnd = text.contentRange(ofLine: line).upperBound
    let head = text.string(in: entry.span.lowerBound..<start)
    let rest = text.string(in: end..<lineEnd)
    let others = names.dropFirst().map { text.lineEnding + head + $0 + rest }
    return [Edit(replacing: start..<end, with: first)]
      + (others.isEmpty ? [] : [Edit(inserting: others.joined(), at: lineEnd)])
  }

  private func commentingOut(_ entry: EnvEntry) throws(EditingError) -> [Edit] {
    let first = text.lineIndex(at: entry.span.lowerBound)
    let last = text.lineIndex(at: max(entry.span.upperBound - 1, entry.span.lowerBound))
    let end = text.contentRange(ofLine: last).upperBound
    let rest = text.trimmingBlanks(entry.span.upperBound..<max(entry.span.upperBound, end))
    guard rest.first.map({ text.bytes[$0] == ASCII.hash }) ?? true else {
      throw EditingError(
        .unsupported, "something else stands behind the value of `\(entry.name)`", at: rest.first)
    }
    return (first...last).map { line in
      let start = text.lineStarts[line]
      return Edit(inserting: "#", at: line == 0 ? max(start, text.byteOrderMarkLength) : start)
    }
  }

  /// Refuses a text in which other variables have other values than was meant.
  private func check(_ result: SourceText, _ amendment: EnvAmendment) throws(EditingError) {
    var expected = entries.filter { !$0.isCommentedOut }.flatMap { entry in
      if let names = amendment.renamed[entry.name] { return names.map { ($0, entry.rawValue) } }
      return amendment.commentedOut.contains(entry.name) ? [] : [(entry.name, entry.rawValue)]
    }
    expected += amendment.added.map { ($0.name, "") }
    let file = try EnvFile(result)
    let found = file.entries.filter { !$0.isCommentedOut }
    guard file.refused == nil,
      found.elementsEqual(expected, by: { $0.name == $1.0 && $0.rawValue == $1.1 })
    else {
      throw EditingError(.unsupported, "a variable can't be changed without another one")
    }
  }

  /// Where a text ceases to be UTF-8; `nil` when it does not.
  private static func invalidOffset(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return offset
      }
    }
  }
}
