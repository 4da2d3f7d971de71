/// How an entry of theirs is written in ours.
extension ComposeMerger {
  /// Lines, of which the first few are blank.
  struct Block {
    let lines: [String]
    let blank: Int
  }

  /// The lines of an entry of theirs with the comments above it, in the form and the indentation of a collection.
  func block(
    _ entry: ComposeTree.Entry, _ sides: Sides, column: Int, withLead: Bool = true
  ) throws(EditingError) -> Block {
    guard !theirs.isSharing(entry.node) else { throw Self.shared(entry) }
    let indent = String(repeating: " ", count: column)
    guard let start = theirs.start(of: entry), sides.theirs.node.style == .block else {
      return Block(lines: [indent + (try line(entry, isList: sides.ours.isList))], blank: 0)
    }
    let lead = theirs.lead(of: entry)
    let blank = withLead ? lead.blank.count : 0
    guard sides.ours.isList == sides.theirs.isList else {
      let comments = withLead ? theirs.comments(of: entry) : []
      let lines = comments + [try line(entry, isList: sides.ours.isList)]
      return Block(
        lines: Array(repeating: "", count: blank) + lines.map { indent + $0 }, blank: blank)
    }
    let style = ours.indentation(near: sides.ours.node)
    var transplant = YAMLTransplant(
      from: theirs.document, step: style.step, dashStep: style.dashStep)
    let whole = theirs.lines(of: entry)
    let first = withLead ? lead.blank.lowerBound : whole.lowerBound
    return Block(
      lines: transplant.lines(
        of: entry, start: start, lines: first..<whole.upperBound, to: column), blank: blank)
  }

  /// An entry on one line of a block collection, without indentation.
  private func line(_ entry: ComposeTree.Entry, isList: Bool) throws(EditingError) -> String {
    let text = try flow(entry, isList: isList)
    return isList ? "- " + text : text
  }

  /// An entry in a flow collection.
  func flow(_ entry: ComposeTree.Entry, isList: Bool) throws(EditingError) -> String {
    guard !theirs.isSharing(entry.node) else { throw Self.shared(entry) }
    if isList, entry.key == nil { return FlowText.text(of: entry.node, in: theirs.text) }
    if !isList, let key = entry.key {
      let value = entry.node.isNull ? "" : " " + FlowText.text(of: entry.node, in: theirs.text)
      return FlowText.text(of: key, in: theirs.text) + ":" + value
    }
    // The other form: a list of names with values, or a mapping of names.
    if isList {
      switch entry.tree.value {
      case .null: return YAMLText.quoted(entry.identity)
      case .string(let value): return YAMLText.quoted("\(entry.identity)=\(value)")
      default: break
      }
    } else {
      switch entry.tree.value {
      case .null: return YAMLText.quoted(entry.identity) + ":"
      case .string(let value):
        return "\(YAMLText.quoted(entry.identity)): \(YAMLText.doubleQuoted(value))"
      default: break
      }
    }
    throw EditingError(
      .unsupported, "`\(entry.identity)` has no place in the other form", at: entry.span.lowerBound)
  }
}

/// Writes nodes on one line.
enum FlowText {
  /// A node as it can stand between brackets.
  static func text(of node: YAMLNode, in text: SourceText) -> String {
    let tag = node.tag.map { $0.hasPrefix("!") ? $0 + " " : "" } ?? ""
    if let items = node.items {
      return tag + "[" + items.map { self.text(of: $0, in: text) }.joined(separator: ", ") + "]"
    }
    if let pairs = node.pairs {
      let entries = pairs.map { pair in
        self.text(of: pair.key, in: text) + ": " + self.text(of: pair.value, in: text)
      }
      return tag + "{" + entries.joined(separator: ", ") + "}"
    }
    guard case .scalar(let scalar) = node.content else { return "null" }
    let written = text.string(in: node.contentSpan)
    switch scalar.style {
    case .plain where scalar.isNull: return tag + "null"
    case .literal, .folded: return tag + YAMLText.doubleQuoted(scalar.value)
    case .plain where written.utf8.contains(where: { ",[]{}".utf8.contains($0) }):
      return tag + YAMLText.quoted(scalar.value)
    default:
      // Quotes may hold line feeds.
      return tag
        + (written.utf8.contains(ASCII.lineFeed) ? YAMLText.doubleQuoted(scalar.value) : written)
    }
  }
}
