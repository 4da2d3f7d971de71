/// One of the three documents of a merge, with what stands around its entries.
struct ComposeSide {
  let document: YAMLDocument
  let tree: ComposeTree

  var text: SourceText { document.text }

  /// Makes a side of a tree that was read from the document.
  init(_ document: YAMLDocument, _ tree: ComposeTree) {
    (self.document, self.tree) = (document, tree)
  }

  init(_ text: SourceText) throws(EditingError) {
    try self.init(YAMLDocument(text, keepingDuplicates: true))
  }

  init(_ document: YAMLDocument) throws(EditingError) {
    self.document = document
    guard ComposeFile.isCompose(document) else {
      throw EditingError(.malformed, "a compose file has `services:` with a mapping", at: 0)
    }
    var reader = ComposeTreeReader(document)
    tree = try reader.tree(document.root, .root)
  }

  /// Where an entry of a block collection starts, its dash included, when it is the first on its line.
  func start(of entry: ComposeTree.Entry) -> Int? {
    let offset = entry.span.lowerBound
    let start = entry.key == nil ? text.dash(before: offset) : offset
    guard let start, text.isFirstOnLine(max(start, text.byteOrderMarkLength)) else { return nil }
    return start
  }

  /// Where a place is, or the nearest around it that is there; `nil` when none is.
  func offset(of place: ComposePlace) -> Int? {
    var (tree, offset): (ComposeTree?, Int?) = (tree, nil)
    for part in place.parts {
      guard let entry = tree?.byIdentity[part] else { break }
      (tree, offset) = (entry.tree, entry.span.lowerBound)
    }
    return offset
  }

  /// How far an offset is from the start of its line.
  func column(_ offset: Int) -> Int {
    text.position(at: offset).column - 1
  }

  /// The lines of an entry.
  func lines(of entry: ComposeTree.Entry) -> Range<Int> {
    // A dash may stand on a line of its own.
    let first = text.lineIndex(at: start(of: entry) ?? entry.span.lowerBound)
    let last = text.lineIndex(at: max(entry.span.lowerBound, entry.span.upperBound - 1))
    return first..<last + 1
  }

  /// The lines of an entry and of the comments behind it that are indented below it.
  func linesWithTail(of entry: ComposeTree.Entry) -> Range<Int> {
    let lines = lines(of: entry)
    let column = start(of: entry).map(column) ?? 0
    var end = lines.upperBound
    var line = end
    while line < text.lineStarts.count {
      if let comment = text.commentColumn(ofLine: line), comment > column {
        end = line + 1
      } else if !text.isBlankLine(line) {
        break
      }
      line += 1
    }
    return lines.lowerBound..<end
  }

  /// The comments that stand right above an entry, and the blank lines above those.
  func lead(of entry: ComposeTree.Entry) -> Lead {
    guard let start = start(of: entry) else { return Lead(blank: 0..<0, comments: 0..<0) }
    let first = text.lineIndex(at: start)
    let column = column(start)
    var top = first
    while top > 0, let comment = text.commentColumn(ofLine: top - 1), comment <= column { top -= 1 }
    var blank = top
    while blank > 0, text.isBlankLine(blank - 1) { blank -= 1 }
    return Lead(blank: blank..<top, comments: top..<first)
  }

  /// What stands above an entry, as ranges of lines.
  struct Lead {
    let blank: Range<Int>
    let comments: Range<Int>
  }

  /// The texts of an entry's comments, without indentation.
  func comments(of entry: ComposeTree.Entry) -> [String] {
    lead(of: entry).comments.map { line in
      text.string(in: text.trimmingBlanks(text.contentRange(ofLine: line)))
    }
  }

  /// Whether a node has an anchor or an alias in it.
  func isSharing(_ node: YAMLNode) -> Bool {
    isAny(of: node) { $0.anchor != nil || $0.aliasName != nil }
  }

  /// Whether a node has something in it that an alias refers to.
  func isReferredTo(_ node: YAMLNode) -> Bool {
    isAny(of: node, document.isShared)
  }

  private func isAny(of node: YAMLNode, _ condition: (YAMLNode) -> Bool) -> Bool {
    if condition(node) { return true }
    if let items = node.items { return items.contains { isAny(of: $0, condition) } }
    return node.pairs?.contains {
      isAny(of: $0.key, condition) || isAny(of: $0.value, condition)
    } ?? false
  }
}
