/// How a document is laid out, to write more into it in the same way.
struct BraceLayout {
  private let document: BraceDocument
  private var text: SourceText { document.text }

  init(_ document: BraceDocument) {
    self.document = document
  }

  /// What one level of indentation adds, from the first block that shows it; two spaces when none does.
  static func unit(of document: BraceDocument) -> String {
    let layout = BraceLayout(document)
    for block in document.blocks {
      let outer = document.text.indentation(at: block.span.lowerBound)
      if let inner = layout.childIndentation(of: block.body.lowerBound), inner.hasPrefix(outer),
        inner.utf8.count > outer.utf8.count
      {
        return String(inner.dropFirst(outer.count))
      }
    }
    return "  "
  }

  /// The edit that puts lines into a block.
  func edit(
    inserting fragment: BraceFragment, into block: BraceBlock, position: BlockPosition
  ) -> Edit {
    let ending = text.lineEnding
    let outer = text.indentation(at: block.span.lowerBound)
    let inner = childIndentation(of: block.body.lowerBound) ?? outer + Self.unit(of: document)
    let lines = indented(fragment, by: inner)
    let body = block.body
    if position == .start, text.bytes[body].contains(ASCII.lineFeed) {
      let line = text.lineIndex(at: body.lowerBound)
      let rest = text.contentRange(ofLine: line).clamped(to: body)
      if isBlankOrComment(rest) {
        return Edit(inserting: lines, at: text.lineStarts[line + 1])
      }
      let blanks = body.lowerBound..<text.trimmingBlanks(rest).lowerBound
      return Edit(replacing: blanks, with: ending + lines + inner)
    }
    if position == .end, text.isFirstOnLine(body.upperBound) {
      let line = text.lineIndex(at: body.upperBound)
      return Edit(inserting: lines, at: text.lineStarts[line])
    }
    // On one line with a brace, which gets a line of its own.
    let inside = text.trimmingBlanks(body)
    if position == .start, !inside.isEmpty {
      return Edit(replacing: body.lowerBound..<inside.lowerBound, with: ending + lines + inner)
    }
    let start = inside.isEmpty ? body.lowerBound : inside.upperBound
    return Edit(replacing: start..<body.upperBound, with: ending + lines + outer)
  }

  /// The edit that puts lines behind the last block or setting at the top of the document.
  func edit(appending fragment: BraceFragment) -> Edit {
    let ending = text.lineEnding
    let lines = indented(fragment, by: "")
    let ends =
      document.blocks.filter { $0.parent == -1 && $0.guards.isEmpty }.map(\.span.upperBound)
      + document.settings.filter { $0.parent == -1 && $0.guards.isEmpty }.map(\.span.upperBound)
    let last = ends.max() ?? text.bytes.count
    let line = text.lineIndex(at: last)
    guard line + 1 < text.lineStarts.count else {
      let end = text.bytes.count
      guard end > 0, text.bytes[end - 1] != ASCII.lineFeed else {
        return Edit(inserting: lines, at: end)
      }
      // The last line stays without a line ending.
      let unicode = lines.unicodeScalars.dropLast(ending.unicodeScalars.count)
      return Edit(inserting: ending + String(unicode), at: end)
    }
    return Edit(inserting: lines, at: text.lineStarts[line + 1])
  }

  private func indented(_ fragment: BraceFragment, by indentation: String) -> String {
    fragment.lines.map { ($0.isEmpty ? "" : indentation + $0) + text.lineEnding }.joined()
  }

  /// The indentation of the first block or setting on a line of its own in a body.
  private func childIndentation(of body: Int) -> String? {
    let block = document.blocks.first {
      $0.parent == body && text.isFirstOnLine($0.span.lowerBound)
    }
    let setting = document.settings.first {
      $0.parent == body && text.isFirstOnLine($0.span.lowerBound)
    }
    let starts = [block?.span.lowerBound, setting?.span.lowerBound].compactMap(\.self)
    return starts.min().map { text.indentation(at: $0) }
  }

  private func isBlankOrComment(_ range: Range<Int>) -> Bool {
    let rest = text.bytes[text.trimmingBlanks(range)]
    return rest.isEmpty || rest.first == ASCII.hash || rest.starts(with: "//".utf8)
  }
}
