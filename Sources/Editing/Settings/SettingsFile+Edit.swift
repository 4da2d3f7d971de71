/// Where in a block a text goes, beside what stands there.
package enum SettingsPlace: Sendable, Hashable {
  /// Above a statement, and above the comment on it.
  case before(String)
  /// Below a statement.
  case after(String)

  /// The statement, by its text or its first words.
  package var anchor: String {
    switch self {
    case .before(let text), .after(let text): text
    }
  }
}

extension SettingsFile {
  /// Inserts a text beside a statement of a block, indented like it.
  ///
  /// It is there already when each of its statements stands in the block.
  ///
  /// - Parameters:
  ///   - path: the block; empty for the file.
  ///   - sign: what the block, or one around it, has to have.
  /// - Throws: ``EditingError``: no such block or statement, several; a text that is no configuration of its own.
  package func insert(
    _ fragment: String, _ place: SettingsPlace, in path: BracePath, having sign: String? = nil
  ) throws(EditingError) -> EditOutcome {
    let new = try Self.fragment(fragment, isNginx: isNginx)
    let containers = containers(at: path, having: sign)
    if let there = presence(of: new, in: containers) { return EditOutcome(already: [there]) }
    let anchors = containers.flatMap { children(of: $0) }.filter { $0.matches(place.anchor) }
    let anchor = try only(anchors, "`\(place.anchor)` in \(shown(path))")
    let lines = lines(of: new, indentedBy: text.indentation(at: anchor.span.lowerBound))
    let edit: Edit
    switch place {
    case .before: edit = Edit(inserting: lines, at: try start(of: anchor))
    case .after: edit = try self.edit(inserting: lines, behind: anchor)
    }
    return try checked(edit, adding: new.statements.map(\.words))
  }

  /// Inserts a text at the end of one block among several.
  ///
  /// - Parameter sign: what the block, or one around it, has to have.
  package func append(
    _ fragment: String, to path: BracePath, having sign: String
  ) throws(EditingError) -> EditOutcome {
    let new = try Self.fragment(fragment, isNginx: isNginx)
    let containers = containers(at: path, having: sign)
    if let there = presence(of: new, in: containers) { return EditOutcome(already: [there]) }
    let block = try only(containers.compactMap(\.block), "\(shown(path)) that has `\(sign)`")
    guard let container = containers.first(where: { $0.block == block }),
      text.isFirstOnLine(container.body.upperBound)
    else {
      throw EditingError(
        .unsupported, "the block's end stands on a line with something else",
        at: block.span.lowerBound)
    }
    let sibling = children(of: container).first { text.isFirstOnLine($0.span.lowerBound) }
    let indentation =
      sibling.map { text.indentation(at: $0.span.lowerBound) }
      ?? text.indentation(at: block.span.lowerBound) + "    "
    let line = text.lineIndex(at: container.body.upperBound)
    return try checked(
      Edit(
        inserting: lines(of: new, indentedBy: indentation), at: text.lineStarts[line]),
      adding: new.statements.map(\.words))
  }

  private func lines(of fragment: SettingsFile, indentedBy indentation: String) -> String {
    fragment.text.lineStarts.indices.map(fragment.text.line).map {
      ($0.isEmpty ? "" : indentation + $0) + text.lineEnding
    }.joined()
  }

  /// Gives a setting, or a directive known by its first words, another value.
  ///
  /// - Parameters:
  ///   - path: the block, and its name.
  ///   - old: the value that it has to have; `nil` for any.
  ///   - sign: what the block, or one around it, has to have.
  package func set(
    _ path: BracePath, to value: String, replacing old: String? = nil, having sign: String? = nil
  ) throws(EditingError) -> EditOutcome {
    let value = foldingWhitespace(value.utf8)
    let found = try settings(at: path, having: sign)
    let values = found.map { ($0, valueSpan(of: $0, named: path.components.last ?? "")) }
    if values.count == 1, foldingWhitespace(text.bytes[values[0].1]) == value {
      return EditOutcome(already: [values[0].1])
    }
    let wanted = values.filter {
      old == nil || foldingWhitespace(text.bytes[$0.1]) == old.map { foldingWhitespace($0.utf8) }
    }
    if wanted.isEmpty,
      let there = values.first(where: {
        foldingWhitespace(text.bytes[$0.1]) == value
      })
    {
      return EditOutcome(already: [there.1])
    }
    guard let first = values.first else { throw notFound(shown(path)) }
    guard !wanted.isEmpty else {
      throw EditingError(
        .ambiguous,
        "\(shown(path)) is `\(foldingWhitespace(text.bytes[first.1]))`, and was to be `\(old ?? "")`",
        at: first.1.lowerBound)
    }
    let setting = try only(wanted.map(\.0), shown(path))
    guard let span = wanted.first(where: { $0.0 == setting })?.1 else {
      throw notFound(shown(path))
    }
    let edit = Edit(replacing: span, with: value)
    return try checked(edit, adding: [])
  }

  /// Removes a setting or a block, with the comment on it.
  ///
  /// It is removed already when the block around it is there and has none.
  package func remove(
    _ path: BracePath, replacing old: String? = nil, having sign: String? = nil
  ) throws(EditingError) -> EditOutcome {
    let name = path.components.last ?? ""
    let around = BracePath(components: path.components.dropLast())
    let containers = containers(at: around, having: sign)
    // HOCON's keys may have several names: `a.b = 1`.
    let dotted = isNginx ? [] : statements.filter { $0.path == path.components }
    guard containers.first != nil || !dotted.isEmpty else { throw notFound(shown(around)) }
    let inBlock = containers.flatMap { children(of: $0) }.filter { $0.matches(name) }
    let found = (inBlock.isEmpty ? dotted : inBlock).filter { statement in
      guard let old else { return true }
      return foldingWhitespace(old.utf8)
        == foldingWhitespace(text.bytes[valueSpan(of: statement, named: name)])
    }
    guard !found.isEmpty else {
      return EditOutcome(already: [containers.first?.body ?? 0..<0])
    }
    let statement = try only(found, shown(path))
    let start = try start(of: statement)
    let end = try lineEnd(behind: statement)
    return try checked(
      Edit(replacing: start..<end, with: ""), adding: [],
      removing: statements.count { statement.span.contains($0.span.lowerBound) })
  }

  // MARK: - Finding

  private func settings(
    at path: BracePath, having sign: String?
  ) throws(EditingError) -> [SettingsStatement] {
    let name = path.components.last ?? ""
    let around = BracePath(components: path.components.dropLast())
    let inBlock = containers(at: around, having: sign).flatMap { children(of: $0) }
      .filter { $0.body == nil && $0.matches(name) }
    guard inBlock.isEmpty, !isNginx else { return inBlock }
    // HOCON's keys may have several names: `a.b = 1`.
    return statements.filter { $0.body == nil && $0.path == path.components }
  }

  /// The value: behind HOCON's key, or behind the words that nginx's directive is known by.
  private func valueSpan(of statement: SettingsStatement, named name: String) -> Range<Int> {
    if let value = statement.value { return value }
    if statement.body != nil { return statement.span }
    var count = foldingWhitespace(name.utf8).split(separator: " ").count
    var index = statement.span.lowerBound
    let end =
      text.bytes[statement.span].last == ASCII.semicolon
      ? statement.span.upperBound - 1 : statement.span.upperBound
    while count > 0, index < end {
      while index < end, !ASCII.isWhitespace(text.bytes[index]) { index += 1 }
      while index < end, ASCII.isWhitespace(text.bytes[index]) { index += 1 }
      count -= 1
    }
    return index..<end
  }

  private func only(
    _ found: [SettingsStatement], _ what: String
  ) throws(EditingError) -> SettingsStatement {
    guard let first = found.first else { throw notFound(what) }
    guard found.count == 1 else {
      let lines = text.lineNumbers(of: found.map(\.span.lowerBound))
      throw EditingError(
        .ambiguous, "\(what) is there \(found.count) times, on lines \(lines)",
        at: first.span.lowerBound)
    }
    return first
  }

  private func notFound(_ what: String) -> EditingError {
    EditingError(.notFound, "there is no \(what)")
  }

  private func shown(_ path: BracePath) -> String {
    path.components.isEmpty ? "the file" : "`\(path)`"
  }

  // MARK: - Lines

  /// Where the lines of a statement begin: those of the comment on it come before its own.
  private func start(of statement: SettingsStatement) throws(EditingError) -> Int {
    guard text.isFirstOnLine(statement.span.lowerBound) else {
      throw EditingError(
        .unsupported, "something stands on the line before it", at: statement.span.lowerBound)
    }
    var line = text.lineIndex(at: statement.span.lowerBound)
    while line > 0, isComment(line - 1) { line -= 1 }
    return text.lineStarts[line]
  }

  private func isComment(_ line: Int) -> Bool {
    let range = text.trimmingBlanks(text.contentRange(ofLine: line))
    let rest = text.bytes[range]
    return rest.first == ASCII.hash || rest.starts(with: "//".utf8)
  }

  /// Where the line behind a statement begins.
  private func lineEnd(behind statement: SettingsStatement) throws(EditingError) -> Int {
    let line = text.lineIndex(at: max(statement.span.lowerBound, statement.span.upperBound - 1))
    let rest = text.trimmingBlanks(
      statement.span
        .upperBound..<max(
          statement.span.upperBound, text.contentRange(ofLine: line).upperBound))
    let bytes = text.bytes[rest]
    guard bytes.isEmpty || bytes.first == ASCII.hash || bytes.first == ASCII.comma else {
      throw EditingError(
        .unsupported, "something else stands on its line", at: statement.span.lowerBound)
    }
    return text.lineRange(line).upperBound
  }

  private func edit(
    inserting lines: String, behind statement: SettingsStatement
  ) throws(EditingError) -> Edit {
    let end = try lineEnd(behind: statement)
    guard end == text.bytes.count, text.bytes.last != ASCII.lineFeed else {
      return Edit(inserting: lines, at: end)
    }
    // The last line stays without a line ending.
    let ending = text.lineEnding
    return Edit(
      inserting: ending
        + String(lines.unicodeScalars.dropLast(ending.unicodeScalars.count)), at: end)
  }

  // MARK: - The result

  private static func fragment(
    _ text: String, isNginx: Bool
  ) throws(EditingError) -> SettingsFile {
    let lines = text.utf8.filter { $0 != ASCII.carriageReturn }
      .split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    let isBlank = { (line: ArraySlice<UInt8>) in line.allSatisfy(ASCII.isBlank) }
    let front = lines.map { ArraySlice($0) }.drop(while: isBlank)
    let kept = front.reversed().drop(while: isBlank).reversed()
    let source = SourceText(Array(kept.joined(separator: [ASCII.lineFeed])))
    let fragment = try SettingsFile(source, isNginx: isNginx)
    guard !fragment.statements.isEmpty else {
      throw EditingError(.unsupported, "the text to insert has no setting")
    }
    return fragment
  }

  /// Where a text's statements stand in a block, when all do.
  private func presence(
    of fragment: SettingsFile, in containers: [SettingsContainer]
  ) -> Range<Int>? {
    let top = fragment.statements.filter { $0.parent == -1 }
    func folded(_ statement: SettingsStatement, _ file: SettingsFile) -> String {
      foldingWhitespace(file.text.bytes[statement.span])
    }
    for container in containers {
      let there = children(of: container)
      let found = top.compactMap { wanted in
        there.first { folded($0, self) == folded(wanted, fragment) }?.span
      }
      guard found.count == top.count, let first = found.first, let last = found.last else {
        continue
      }
      return first.lowerBound..<max(first.upperBound, last.upperBound)
    }
    return nil
  }

  /// The outcome of an edit, after a look at the result: what was there has stayed, and lines are lines.
  private func checked(
    _ edit: Edit, adding new: [String], removing gone: Int = 0
  ) throws(EditingError) -> EditOutcome {
    let refusal = EditingError(
      .unsupported, "what stands beside the place would make something else of the text",
      at: edit.range.lowerBound)
    let result: SettingsFile
    do throws(EditingError) {
      result = try SettingsFile(text.applying([edit]), isNginx: isNginx)
    } catch {
      throw refusal
    }
    let inserted = edit.range.lowerBound..<edit.range.lowerBound + edit.replacement.count
    let words = result.statements.filter { inserted.contains($0.span.lowerBound) }.map(\.words)
    guard new.isEmpty || words == new,
      result.statements.count == statements.count + new.count - gone
    else { throw refusal }
    if !new.isEmpty {
      let lines = LineJoining(
        result.template, body: 0..<result.text.bytes.count, inserted: inserted)
      guard lines.keepsLines() else { throw refusal }
    }
    return EditOutcome(edits: [edit], changed: [edit.range])
  }
}
