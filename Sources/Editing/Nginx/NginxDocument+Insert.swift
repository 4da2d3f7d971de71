extension NginxDocument {
  /// Inserts directives and blocks at the end of each block of a path, or of the document, indented like what is there.
  ///
  /// They are there already when each stands in the block, in the same template branches as the text puts it in.
  ///
  /// - Parameters:
  ///   - fragment: one or several lines, without the indentation of the place; template lines can be among them.
  ///   - path: the block: `server` or `location = /config.js`; empty for the top.
  /// - Throws: ``EditingError``: no such block; a text that is no configuration of its own, or of which a part is there;
  ///   template actions that would make something else of it.
  package func insert(
    _ fragment: String, into path: BracePath
  ) throws(EditingError) -> EditOutcome {
    let fragment = try NginxFragment(fragment)
    let targets = try targets(at: path)
    var outcome = EditOutcome()
    for target in targets {
      if let there = try fragment.presence(in: self, target) {
        outcome.already.append(there)
      } else {
        let edit = edit(inserting: fragment, into: target)
        outcome.edits.append(edit)
        outcome.changed.append(edit.range)
      }
    }
    guard let first = outcome.edits.first else { return outcome }
    guard try isMeant(outcome.edits, of: fragment, at: path) else {
      throw EditingError(
        .unsupported, "what stands beside the place would make something else of the text",
        at: first.range.lowerBound)
    }
    return outcome
  }

  /// The blocks of a path, or the document.
  private func targets(at path: BracePath) throws(EditingError) -> [Target] {
    guard !path.components.isEmpty else { return [Target(body: 0..<text.bytes.count)] }
    let found = blocks(at: path)
    guard found.isEmpty else {
      return found.compactMap { block in
        block.body.map { Target(block: block, body: $0) }
      }
    }
    let depth = path.components.indices.first {
      blocks(at: BracePath(components: Array(path.components[...$0]))).isEmpty
    }
    let around = blocks(at: BracePath(components: Array(path.components[..<(depth ?? 0)])))
    let parents = around.isEmpty ? [-1] : around.compactMap { $0.body?.lowerBound }
    let names = parents.flatMap { children(of: $0) }.filter { $0.body != nil }.map(\.words)
    let meant = depth.flatMap { Suggestion.nearest(to: path.components[$0], in: names) }
    throw EditingError(
      .notFound,
      "there is no block `\(path)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""),
      at: around.first?.span.lowerBound)
  }

  /// A block that a text goes into, or the document.
  struct Target {
    var block: NginxStatement?
    let body: Range<Int>
  }

  private func edit(inserting fragment: NginxFragment, into target: Target) -> Edit {
    let ending = text.lineEnding
    guard let block = target.block else {
      let lines = fragment.lines(indentedBy: "", ending)
      let end = text.bytes.count
      guard end > text.byteOrderMarkLength, text.bytes.last != ASCII.lineFeed else {
        return Edit(inserting: lines, at: end)
      }
      // The last line stays without a line ending.
      return Edit(
        inserting: ending + String(lines.unicodeScalars.dropLast(ending.unicodeScalars.count)),
        at: end)
    }
    let outer = text.indentation(at: block.span.lowerBound)
    let child = children(of: target.body.lowerBound).first {
      text.isFirstOnLine($0.span.lowerBound)
    }
    let inner = child.map { text.indentation(at: $0.span.lowerBound) } ?? outer + unit
    let lines = fragment.lines(indentedBy: inner, ending)
    if text.isFirstOnLine(target.body.upperBound) {
      return Edit(
        inserting: lines, at: text.lineStarts[text.lineIndex(at: target.body.upperBound)])
    }
    // On one line with the brace, which gets a line of its own.
    let inside = text.trimmingBlanks(target.body)
    let start = inside.isEmpty ? target.body.lowerBound : inside.upperBound
    return Edit(replacing: start..<target.body.upperBound, with: ending + lines + outer)
  }

  /// What one level of indentation adds, from the first block that shows it.
  private var unit: String {
    for block in statements {
      guard let body = block.body,
        let child = children(of: body.lowerBound).first(where: {
          text.isFirstOnLine($0.span.lowerBound)
        })
      else { continue }
      let (outer, inner) = (
        text.indentation(at: block.span.lowerBound), text.indentation(at: child.span.lowerBound)
      )
      if inner.hasPrefix(outer), inner.utf8.count > outer.utf8.count {
        return String(inner.dropFirst(outer.count))
      }
    }
    return "    "
  }

  /// Whether edits bring the fragment and nothing else, in lines of its own.
  private func isMeant(
    _ edits: [Edit], of fragment: NginxFragment, at path: BracePath
  ) throws(EditingError) -> Bool {
    let result: NginxDocument
    do throws(EditingError) {
      result = try NginxDocument(text.applying(edits))
    } catch {
      return false
    }
    let targets = try result.targets(at: path)
    for target in targets where try fragment.presence(in: result, target) == nil { return false }
    guard result.statements.count == statements.count + edits.count * fragment.count else {
      return false
    }
    var growth = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let start = edit.range.lowerBound + growth
      let inserted = start..<start + edit.replacement.count
      let lines = LineJoining(
        result.template, body: 0..<result.text.bytes.count, inserted: inserted)
      guard lines.keepsLines() else { return false }
      growth += edit.replacement.count - edit.range.count
    }
    return true
  }
}

/// A text to insert, read as the configuration that it is.
struct NginxFragment {
  private let lines: [String]
  private let document: NginxDocument

  /// How many directives and blocks it has.
  var count: Int { document.statements.count }

  init(_ fragment: String) throws(EditingError) {
    let source = SourceText(fragment.utf8.filter { $0 != ASCII.carriageReturn })
    var lines = (0..<source.lineStarts.count).map { source.line($0) }[...]
    let isBlank = { (line: String) in line.utf8.allSatisfy(ASCII.isBlank) }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    self.lines = Array(lines)
    do throws(EditingError) {
      document = try NginxDocument(source)
    } catch {
      let line = source.lineIndex(at: error.offset ?? 0) + 1
      throw EditingError(
        .unsupported, "the text to insert cannot be read, line \(line): \(error.message)")
    }
    guard !document.statements.isEmpty else {
      throw EditingError(.unsupported, "the text to insert has no directive")
    }
  }

  func lines(indentedBy indentation: String, _ ending: String) -> String {
    lines.map { ($0.isEmpty ? "" : indentation + $0) + ending }.joined()
  }

  /// Where the fragment stands in a block already; `nil` when nothing of it does.
  ///
  /// - Throws: ``EditingError`` when only a part does.
  func presence(
    in other: NginxDocument, _ target: NginxDocument.Target
  ) throws(EditingError) -> Range<Int>? {
    let guards = target.block?.guards.count ?? 0
    let candidates = other.children(of: target.block == nil ? -1 : target.body.lowerBound)
    let wanted = document.children(of: -1)
    let found = wanted.compactMap { statement in
      candidates.first { candidate in
        candidate.guards.dropFirst(guards).map(\.text) == statement.guards.map(\.text)
          && folded(candidate, in: other) == folded(statement, in: document)
      }?.span
    }
    guard let first = found.first, let last = found.last else { return nil }
    guard found.count == wanted.count else {
      throw EditingError(
        .ambiguous, "a part of the text is there already", at: first.lowerBound)
    }
    return first.lowerBound..<max(first.upperBound, last.upperBound)
  }

  private func folded(_ statement: NginxStatement, in document: NginxDocument) -> String {
    foldingWhitespace(document.text.bytes[statement.span])
  }
}
