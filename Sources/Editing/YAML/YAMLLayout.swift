/// Writes into a document in the style of what stands around.
struct YAMLLayout {
  let document: YAMLDocument

  var text: SourceText { document.text }

  /// How far from the start of its line an offset is, in characters.
  func column(_ offset: Int) -> Int {
    text.position(at: offset).column - 1
  }

  /// Inserts lines behind the line that an offset is in.
  ///
  /// - Throws: ``EditingError`` where the line feed that this takes would become part of a value.
  func inserting(_ lines: [String], behind offset: Int) throws(EditingError) -> Edit {
    let ending = text.lineEnding
    guard let feed = text.bytes[offset...].firstIndex(of: 0x0A) else {
      guard !document.endsInOpenBlockScalar else {
        throw EditingError(
          .unsupported, "the file ends in a block of text without a line feed: end it with one",
          at: offset)
      }
      return Edit(inserting: lines.map { ending + $0 }.joined(), at: text.bytes.count)
    }
    return Edit(inserting: lines.map { $0 + ending }.joined(), at: feed + 1)
  }

  /// Inserts an entry into a collection.
  ///
  /// - Parameters:
  ///   - entry: its lines as in a block collection, the first without indentation, and as in a flow collection.
  ///   - collection: a mapping or a sequence that is no alias.
  ///   - index: the number of entries that stay before it.
  /// - Throws: as ``inserting(_:behind:)``.
  func inserting(
    _ entry: YAMLEntry, into collection: YAMLNode, at index: Int
  ) throws(EditingError) -> Edit {
    let children = collection.items?.map(\.span) ?? collection.pairs?.map(\.span) ?? []
    guard collection.style == .block else {
      if index > 0 {
        let end = children[index - 1].upperBound
        // A comma right behind the colon of an empty value would be part of the key.
        let gap = text.bytes[end - 1] == UInt8(ascii: ":") ? " " : ""
        return Edit(inserting: "\(gap), \(entry.flow)", at: end)
      }
      let separator = children.isEmpty ? "" : ", "
      return Edit(inserting: entry.flow + separator, at: collection.contentSpan.lowerBound + 1)
    }
    let start = collection.contentSpan.lowerBound
    let indent = String(repeating: " ", count: column(start))
    guard index > 0 else {
      let ending = text.lineEnding + indent
      return Edit(inserting: entry.block.map { $0 + ending }.joined(), at: start)
    }
    return try inserting(entry.block.map { indent + $0 }, behind: children[index - 1].upperBound)
  }

  /// Writes another value in the place of a scalar, in its style of quotes where the value allows it.
  func rewriting(_ node: YAMLNode, as value: String, inFlow: Bool) -> Edit {
    guard case .scalar(let scalar) = node.content, !node.contentSpan.isEmpty else {
      return Edit(inserting: " " + YAMLText.quoted(value, inFlow: inFlow), at: node.span.upperBound)
    }
    let written =
      switch scalar.style {
      case .singleQuoted: YAMLText.singleQuoted(value)
      case .doubleQuoted: YAMLText.doubleQuoted(value)
      case .plain, .literal, .folded: YAMLText.quoted(value, inFlow: inFlow)
      }
    return Edit(replacing: node.contentSpan, with: written)
  }

  /// Takes a pair out of a mapping: its lines, or in a flow mapping its text with one comma.
  ///
  /// - Returns: `nil` when the pair shares its first line with something else, such as the dash of an item.
  func removing(pairAt index: Int, from mapping: YAMLNode) -> Edit? {
    guard let pairs = mapping.pairs, pairs.indices.contains(index) else { return nil }
    let span = pairs[index].span
    if mapping.style == .flow {
      if index + 1 < pairs.count {
        return Edit(replacing: span.lowerBound..<pairs[index + 1].span.lowerBound, with: "")
      }
      let start = index > 0 ? pairs[index - 1].span.upperBound : span.lowerBound
      return Edit(replacing: start..<span.upperBound, with: "")
    }
    var start = text.lineRange(text.lineIndex(at: span.lowerBound)).lowerBound
    guard text.bytes[start..<span.lowerBound].allSatisfy({ $0 == 0x20 }) else { return nil }
    if let feed = text.bytes[span.upperBound...].firstIndex(of: 0x0A) {
      return Edit(replacing: start..<feed + 1, with: "")
    }
    // The last line has no line feed: the line before it takes over that.
    start -= min(start, text.lineEnding.utf8.count)
    return Edit(replacing: start..<text.bytes.count, with: "")
  }
}

/// An entry to insert into a collection, in both styles.
struct YAMLEntry {
  /// The lines in a block collection; the first without indentation, the others relative to it.
  let block: [String]
  /// The text in a flow collection.
  let flow: String
}

extension YAMLPair {
  /// The bytes of the pair: from the key's first to behind the value's last.
  var span: Range<Int> { key.span.lowerBound..<max(key.span.upperBound, value.span.upperBound) }
}
