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
    let indent = String(repeating: " ", count: column)
    let lead = theirs.lead(of: entry)
    let blank = withLead ? lead.blank.count : 0
    guard let start = theirs.start(of: entry), !sides.theirs.isFlow,
      sides.isList == sides.theirs.isList, !theirs.isSharing(entry.node)
    else {
      let comments = withLead ? theirs.comments(of: entry) : []
      let lines = comments + (try lines(of: entry, sides))
      return Block(
        lines: Array(repeating: "", count: blank) + lines.map { indent + $0 }, blank: blank)
    }
    let whole = theirs.lines(of: entry)
    let first = withLead ? lead.blank.lowerBound : whole.lowerBound
    var transplant = transplant(from: theirs, into: sides.ours)
    return Block(
      lines: transplant.lines(
        of: entry, start: start, lines: first..<whole.upperBound, to: column), blank: blank)
  }

  /// The lines of a key that ours has elsewhere.
  func copy(of our: ComposeTree.Entry, into collection: ComposeTree, column: Int)
    throws(EditingError)
    -> [String]
  {
    guard let start = ours.start(of: our) else {
      let value = try FlowText.text(of: our.node, in: ours.document)
      return [
        String(repeating: " ", count: column) + YAMLText.quoted(our.name) + ": " + value
      ]
    }
    var transplant = transplant(from: ours, into: collection)
    return transplant.lines(of: our, start: start, lines: ours.lines(of: our), to: column)
  }

  private func transplant(from side: ComposeSide, into collection: ComposeTree) -> YAMLTransplant {
    let style = ours.indentation(near: collection.node)
    return YAMLTransplant(from: side.document, step: style.step, dashStep: style.dashStep)
  }

  /// An entry in a block collection of another form or layout, without indentation.
  private func lines(
    of entry: ComposeTree.Entry, _ sides: Sides
  ) throws(EditingError) -> [String] {
    if !sides.isList, sides.theirs.isList, case .dependencies = sides.theirs.kind {
      try checkName(of: entry)
      let step = ours.indentation(near: sides.ours.node).step
      return [
        YAMLText.quoted(entry.name) + ":",
        String(repeating: " ", count: step) + "condition: service_started",
      ]
    }
    let text = try inline(entry, sides)
    return [sides.isList ? "- " + text : text]
  }

  /// Refuses an entry that is known by its name and a number: no other form has a second one of a name.
  private func checkName(of entry: ComposeTree.Entry) throws(EditingError) {
    guard entry.isRepeated else { return }
    throw EditingError(
      .unsupported, "`\(entry.identity)` is there more than once", at: entry.span.lowerBound)
  }

  /// An entry on one line, as it can stand between brackets.
  func inline(_ entry: ComposeTree.Entry, _ sides: Sides) throws(EditingError) -> String {
    let isList = sides.isList
    // Between brackets a bracket or a comma behind the colon would be part of the key.
    let nothing = sides.ours.isFlow ? ": null" : ":"
    if isList, entry.key == nil { return try FlowText.text(of: entry.node, in: theirs.document) }
    if !isList, let key = entry.key {
      let name = try FlowText.text(of: key, in: theirs.document)
      if entry.node.isNull { return name + nothing }
      return try name + ": " + FlowText.text(of: entry.node, in: theirs.document)
    }
    // The other form: a list of names with values, or a mapping of names. The second of a name has no place in it.
    try checkName(of: entry)
    if isList {
      switch entry.tree.value {
      case .null: return YAMLText.quoted(entry.name)
      case .string(let value): return YAMLText.quoted("\(entry.name)=\(value)")
      default: break
      }
    } else {
      switch entry.tree.value {
      case .null:
        if case .dependencies = sides.theirs.kind {
          return YAMLText.quoted(entry.name) + ": {condition: service_started}"
        }
        return YAMLText.quoted(entry.name) + nothing
      case .string(let value):
        return "\(YAMLText.quoted(entry.name)): \(YAMLText.doubleQuoted(value))"
      default: break
      }
    }
    throw EditingError(
      .unsupported, "`\(entry.identity)` has no place in the other form", at: entry.span.lowerBound)
  }
}
