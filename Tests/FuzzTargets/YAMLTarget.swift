import Editing

/// YAML documents: places of nodes, texts that are written and read, and an edit at a node's place.
enum YAMLTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    try checkAll(in: text)
    let document: YAMLDocument
    do throws(EditingError) {
      document = try YAMLDocument(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    try checkPlaces(document.root, within: 0..<bytes.count)
    try checkFlow(of: document.root, isInFlow: false, in: document)
    try checkEnd(of: document)
    if let value = try? document.value() {
      try require(
        (try? document.value()) == value, "a document says something else the second time")
      var other = value
      other["a"] = value["b"] == nil ? .null : nil
    }
    let all = nodes(of: document.root)
    for node in all {
      _ = (document.resolved(node), document.isShared(node), try? document.mergedPairs(of: node))
      if let value = node.string { try checkWriting(value) }
    }
    try checkEdit(all, of: document)
  }

  /// Documents lie one behind the other, and a text with one says the same read either way.
  private static func checkAll(in text: SourceText) throws(FuzzFailure) {
    let documents: [YAMLDocument]
    do throws(EditingError) {
      documents = try YAMLDocument.all(in: text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    var end = 0
    for document in documents {
      try checkPlaces(document.root, within: 0..<text.bytes.count)
      let own = nodes(of: document.root).filter { !$0.span.isEmpty }
      try require(own.allSatisfy { $0.span.lowerBound >= end }, "documents lie in one another")
      end = own.map(\.span.upperBound).max() ?? end
    }
    if documents.count == 1, let only = try? YAMLDocument(text) {
      try require(
        nodes(of: documents[0].root).map(says) == nodes(of: only.root).map(says),
        "the only document says something else among all")
    }
  }

  /// A scalar is in a flow collection where one of the nodes around it is one.
  private static func checkFlow(
    of node: YAMLNode, isInFlow: Bool, in document: YAMLDocument
  ) throws(FuzzFailure) {
    let children = children(of: node)
    if children.isEmpty, !node.contentSpan.isEmpty, node.items == nil, node.pairs == nil {
      try require(
        document.isInFlow(node.contentSpan.lowerBound) == isInFlow,
        "a scalar at \(node.contentSpan) is \(isInFlow ? "" : "not ")between brackets")
    }
    for child in children {
      try checkFlow(of: child, isInFlow: isInFlow || node.style == .flow, in: document)
    }
  }

  /// A line feed at the end is a part of no value, unless the text ends in an open block scalar.
  private static func checkEnd(of document: YAMLDocument) throws(FuzzFailure) {
    guard !document.endsInOpenBlockScalar, document.text.bytes.count < 1000 else { return }
    let longer: YAMLDocument
    do throws(EditingError) {
      longer = try YAMLDocument(SourceText(document.text.bytes + [0x0A]))
    } catch {
      throw FuzzFailure(description: "with a line feed at the end it can't be read: \(error)")
    }
    try require(
      nodes(of: longer.root).map(says) == nodes(of: document.root).map(says),
      "a line feed at the end is a part of a value")
  }

  /// Nodes lie in one another, and one behind the other.
  private static func checkPlaces(
    _ node: YAMLNode, within outer: Range<Int>
  ) throws(FuzzFailure) {
    try require(
      outer.lowerBound <= node.span.lowerBound && node.span.upperBound <= outer.upperBound
        && node.span.lowerBound <= node.contentSpan.lowerBound
        && node.contentSpan.upperBound <= node.span.upperBound,
      "a node at \(node.span), \(node.contentSpan) is not within \(outer)")
    var end = node.span.lowerBound
    for child in children(of: node) {
      try require(child.span.lowerBound >= end, "a node at \(child.span) begins before \(end)")
      try checkPlaces(child, within: node.span)
      end = child.span.upperBound
    }
  }

  private static func children(of node: YAMLNode) -> [YAMLNode] {
    node.items ?? node.pairs?.flatMap { [$0.key, $0.value] } ?? []
  }

  private static func nodes(of node: YAMLNode) -> [YAMLNode] {
    [node] + children(of: node).flatMap(nodes)
  }

  /// A text is read as what was written.
  private static func checkWriting(_ value: String) throws(FuzzFailure) {
    for written in [
      "k: " + YAMLText.quoted(value, inFlow: false), "k: " + YAMLText.doubleQuoted(value),
      "{k: " + YAMLText.quoted(value) + "}", "[" + YAMLText.quoted(value) + ": 1]",
      "k: " + YAMLText.portable(value), "{k: " + YAMLText.portable(value) + ", j: 1}",
      "k: " + YAMLText.block(value, indentedBy: 2) + "\n",
      "k: " + YAMLText.block(value, indentedBy: 2) + "\nj: 1\n",
    ] where written.utf8.count < 1000 {
      do throws(EditingError) {
        let root = try YAMLDocument(SourceText(written)).root
        let read = root["k"]?.string ?? root.items?.first?.pairs?.first?.key.string
        try requireSame(read, value)
      } catch {
        throw FuzzFailure(description: "a text is not read as it was written: \(written): \(error)")
      }
    }
  }

  private static func requireSame(_ read: String?, _ value: String) throws(EditingError) {
    guard read.map({ Array($0.utf8) }) == Array(value.utf8) else {
      throw EditingError(.malformed, "`\(read ?? "nil")`")
    }
  }

  /// A scalar that is replaced at its place changes nothing else.
  private static func checkEdit(
    _ all: [YAMLNode], of document: YAMLDocument
  ) throws(FuzzFailure) {
    let text = document.text
    let mark = "fuzzed"
    let indices = all.indices.filter { canBeQuoted(all[$0], in: text) }
    guard !indices.isEmpty, text.bytes.count < 1000, !text.string.contains(mark) else { return }
    let index = indices[text.bytes.count % indices.count]
    let edit = Edit(replacing: all[index].contentSpan, with: "\"\(mark)\"")
    let result = text.applying([edit])
    do throws(EditingError) {
      var expected = all.map(says)
      expected[index] = tagged(all[index]) + "=" + mark
      let found = try nodes(of: YAMLDocument(result).root).map(says)
      if found != expected { throw EditingError(.malformed, "\(found)") }
    } catch {
      throw FuzzFailure(
        description: "a scalar at \(edit.range) can't be replaced: \(error)\n\(result.string)")
    }
  }

  /// Whether a scalar is there, and can stand in quotes: a block scalar on a line of its own may stand further to the
  /// left, and behind a plain one libyaml passes over lines of tabs.
  private static func canBeQuoted(_ node: YAMLNode, in text: SourceText) -> Bool {
    guard case .scalar(let scalar) = node.content, !node.contentSpan.isEmpty else { return false }
    let start = node.contentSpan.lowerBound
    let line = text.bytes[text.lineStarts[text.lineIndex(at: start)]..<start]
    switch scalar.style {
    case .plain: return !text.bytes.contains(0x09)
    case .literal, .folded: return line.contains { $0 != 0x20 && $0 != 0x09 }
    case .singleQuoted, .doubleQuoted: return true
    }
  }

  private static func tagged(_ node: YAMLNode) -> String {
    "\(node.anchor ?? "") \(node.tag ?? "") "
  }

  private static func says(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): tagged(node) + "=" + scalar.value
    case .alias(let name): tagged(node) + "*" + name
    case .mapping(let pairs): tagged(node) + "{\(pairs.count)}"
    case .sequence(let items): tagged(node) + "[\(items.count)]"
    }
  }
}
