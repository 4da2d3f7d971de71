extension ComposeMerger {
  /// Writes their value in the place of ours.
  mutating func replace(_ found: Found, in sides: Sides) throws(EditingError) {
    if let text = rewriting(found, in: sides) {
      edits.append(
        Edit(
          replacing: found.ours.node.contentSpan,
          with: sides.ours.isList ? try named(text, like: found) : text))
      return
    }
    edits.append(
      Edit(
        replacing: wholeSpan(of: found.ours, in: sides.ours),
        with: try named(text(of: found.theirs, inPlaceOf: found.ours, sides), like: found)))
  }

  /// Their text with the name that ours has for it, where ours alone gave it another one.
  private func named(_ text: String, like found: Found) throws(EditingError) -> String {
    guard !found.isRenamedByTheirs, found.ours.name != found.theirs.name else { return text }
    let start = (text.hasPrefix("- ") ? text.dropFirst(2) : text[...])
      .drop { $0 == "\"" || $0 == "'" }
    guard start.hasPrefix(found.theirs.name) else {
      throw EditingError(
        .unsupported, "`\(found.theirs.name)` cannot be called `\(found.ours.name)`",
        at: found.ours.span.lowerBound)
    }
    return text[..<start.startIndex] + found.ours.name + start.dropFirst(found.theirs.name.count)
  }

  /// The bytes of an entry of ours: from its key or dash.
  func wholeSpan(of our: ComposeTree.Entry, in collection: ComposeTree) -> Range<Int> {
    guard !collection.isFlow, let start = ours.start(of: our) else { return our.span }
    return start..<max(start + 1, our.span.upperBound)
  }

  /// The text of an entry of theirs, to stand in the place of one of ours, whose trailing comment stays.
  func text(
    of their: ComposeTree.Entry, inPlaceOf our: ComposeTree.Entry, _ sides: Sides
  ) throws(EditingError) -> String {
    guard !sides.ours.isFlow, let start = ours.start(of: our) else {
      return try inline(their, sides)
    }
    let column = ours.column(start)
    let block = try block(their, sides, column: column, withLead: false)
    let text = String(block.lines.joined(separator: ours.text.lineEnding).dropFirst(column))
    guard let comment = theirs.trailingComment(of: their), text.hasSuffix(comment.text),
      their.node.style != .block || ours.trailingComment(of: our) != nil
    else { return text }
    return String(text.unicodeScalars.dropLast(comment.text.unicodeScalars.count))
  }

  /// Replaces nothing but a scalar, when both are one, in our style of quotes.
  private func rewriting(_ found: Found, in sides: Sides) -> String? {
    guard sides.ours.isList == sides.theirs.isList, sides.ours.isList || !found.isRenamed,
      case .scalar(let our) = found.ours.node.content,
      case .scalar(let their) = found.theirs.node.content,
      !found.ours.node.contentSpan.isEmpty, !found.theirs.node.contentSpan.isEmpty,
      found.ours.node.tag == nil, found.theirs.node.tag == nil,
      ours.lines(of: found.ours).count == 1, theirs.lines(of: found.theirs).count == 1
    else { return nil }
    let inFlow = sides.ours.isFlow
    let written = theirs.text.string(in: found.theirs.node.contentSpan)
    var style = our.style
    if case .scalar(let old) = found.base?.node.content, old.style == our.style {
      style = their.style
    }
    let isOnlyPlain = their.style == .plain && !YAMLText.isPlain(their.value, inFlow: false)
    return switch style {
    case .singleQuoted where !isOnlyPlain && their.style != .singleQuoted:
      YAMLText.singleQuoted(their.value)
    case .doubleQuoted where !isOnlyPlain && their.style != .doubleQuoted:
      YAMLText.doubleQuoted(their.value)
    default:
      inFlow ? try? FlowText.text(of: found.theirs.node, in: theirs.document) : written
    }
  }
}
