/// Where a variable goes that is not in an env file yet.
package enum EnvPlace: Sendable, Hashable {
  /// At the end of the file.
  case end
  /// Behind a variable.
  case after(String)
  /// At the end of the section of this title, which is written at the end of the file when there is none.
  case section(String)
}

extension EnvFile {
  /// Sets a variable, or writes it down commented out.
  ///
  /// One that is there in another form gets the value, and keeps the comments around it. No error holds a value.
  ///
  /// - Parameters:
  ///   - name: the variable.
  ///   - value: what is to stand behind `=`, quotes included where it needs them.
  ///   - comment: what is written above a new variable, without `#`, in one or several lines.
  ///   - commentedOut: whether the line is to be commented out.
  ///   - place: where a new variable goes.
  /// - Throws: ``EditingError``: the variable is there several times; there is no variable to go behind; or the name,
  ///   value or comment would not be read back as it is, for example because something stands behind the old value's
  ///   quotes.
  package func set(
    _ name: String, to value: String, comment: String? = nil, commentedOut: Bool = false,
    place: EnvPlace = .end
  ) throws(EditingError) -> EditOutcome {
    let assignment = try Self.checked(name, value, commentedOut: commentedOut)
    let active = entries(named: name).filter { !$0.isCommentedOut }
    let candidates = commentedOut || active.isEmpty ? entries(named: name) : active
    guard candidates.count <= 1 else {
      let lines = text.lineNumbers(of: candidates.map(\.span.lowerBound))
      throw EditingError(
        .ambiguous, "`\(name)` is there \(candidates.count) times, on lines \(lines)",
        at: candidates[0].span.lowerBound)
    }
    let outcome: EditOutcome
    if let entry = candidates.first {
      outcome = replace(entry, value: value, commentedOut: commentedOut)
    } else {
      let lines = try Self.checkedComment(comment) + [assignment]
      let edit = try insertion(of: lines, hasComment: comment != nil, place: place)
      outcome = EditOutcome(edits: [edit], changed: [edit.range])
    }
    try check(outcome, sets: name, to: value, commentedOut: commentedOut)
    return outcome
  }

  private func replace(_ entry: EnvEntry, value: String, commentedOut: Bool) -> EditOutcome {
    if entry.isCommentedOut == commentedOut {
      guard entry.rawValue != value else { return EditOutcome(already: [entry.span]) }
      let edit = Edit(replacing: entry.valueSpan, with: value)
      return EditOutcome(edits: [edit], changed: [entry.span])
    }
    let line = (commentedOut ? "#" : "") + (entry.isExported ? "export " : "")
    let edit = Edit(replacing: entry.span, with: line + entry.name + "=" + value)
    return EditOutcome(edits: [edit], changed: [entry.span])
  }

  /// Refuses an outcome after which the variable is not read as it was set, or another one not as before: what stands
  /// behind the old value, or before the new line, has become a part of it.
  ///
  /// Only the lines that change are read again, with those of the values that reach into them.
  private func check(
    _ outcome: EditOutcome, sets name: String, to value: String, commentedOut: Bool
  ) throws(EditingError) {
    guard let edit = outcome.edits.first else { return }
    let lines = lines(touchedBy: edit)
    let range = text.range(ofLines: lines)
    let before = entries.filter { range.contains($0.span.lowerBound) }
    let result: [EnvEntry]
    do throws(EditingError) {
      result = try Self.entries(of: text.applying(outcome.edits), lines, before: text)
    } catch {
      result = []
    }
    let isSet = result.contains {
      $0.name == name && $0.rawValue == value && $0.isCommentedOut == commentedOut
    }
    let others = (before.filter { $0.name != name }, result.filter { $0.name != name })
    guard isSet,
      others.0.elementsEqual(others.1, by: { $0.name == $1.name && $0.says($1) })
    else {
      throw EditingError(
        .unsupported, "`\(name)` cannot be set without changing what stands beside it",
        at: outcome.changed.first?.lowerBound)
    }
  }

  /// The lines that an edit changes, and those of the values that begin or end in them.
  private func lines(touchedBy edit: Edit) -> Range<Int> {
    var first = text.lineIndex(at: edit.range.lowerBound)
    var end = text.lineIndex(at: edit.range.upperBound) + 1
    let range = text.range(ofLines: first..<end)
    for entry in entries where entry.span.overlaps(range) {
      first = min(first, text.lineIndex(at: entry.span.lowerBound))
      end = max(end, text.lineIndex(at: entry.span.upperBound - 1) + 1)
    }
    return first..<end
  }

  /// The entries of a text in the place of lines of another one, when these are all that differs.
  ///
  /// - Throws: ``EditingError`` when a value goes on behind them, too.
  private static func entries(
    of text: SourceText, _ lines: Range<Int>, before old: SourceText
  ) throws(EditingError) -> [EnvEntry] {
    try check(text)
    var reader = EnvReader(text)
    let end = lines.upperBound + text.lineStarts.count - old.lineStarts.count
    guard try reader.read(from: lines.lowerBound, to: end) else {
      throw EditingError(.malformed, "a value goes on behind the lines that change")
    }
    return reader.entries
  }

  /// The line of a variable, when a reader reads in it what was meant.
  private static func checked(
    _ name: String, _ value: String, commentedOut: Bool
  ) throws(EditingError) -> String {
    let line = (commentedOut ? "#" : "") + name + "=" + value
    var isRead = false
    if let file = try? EnvFile(SourceText("NAME=" + value + "\n")), let entry = file.entries.first,
      !value.utf8.contains(0)
    {
      isRead =
        file.entries.count == 1 && entry.rawValue == value && !value.hasPrefix("#")
        && entry.span.upperBound == value.utf8.count + 5
    }
    guard isRead else {
      throw EditingError(
        .unsupported, "the value of `\(name)` would be read differently: quote it, on one line")
    }
    guard let entry = try EnvFile(SourceText(line)).entries.first, entry.name == name,
      entry.rawValue == value, name.utf8.first.map(ASCII.isNameStart) == true,
      name.utf8.allSatisfy(ASCII.isNamePart)
    else {
      throw EditingError(.unsupported, "`\(name)` cannot be a variable with such a value")
    }
    return line
  }

  private static func checkedComment(_ comment: String?) throws(EditingError) -> [String] {
    guard let comment else { return [] }
    let source = SourceText(comment)
    let lines = (0..<source.lineStarts.count).map { index in
      let line = source.line(index)
      return line.isEmpty ? "#" : "# " + line
    }
    guard try EnvFile(SourceText(lines.joined(separator: "\n"))).entries.isEmpty else {
      throw EditingError(.unsupported, "a line of the comment would be read as a variable")
    }
    return lines
  }
}
