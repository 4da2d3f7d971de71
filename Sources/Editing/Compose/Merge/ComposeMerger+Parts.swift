/// Ports and mounts that theirs renamed, and ours changed another part of.
extension ComposeMerger {
  /// The edits that bring the parts that theirs changed into an item of ours; `nil` when both changed one, or the item has
  /// another form.
  func parts(of found: Found, in sides: Sides) -> [Edit]? {
    let kind = sides.ours.kind
    guard kind.isPorts || kind.isMounts, let old = found.base,
      found.isRenamedByTheirs || found.ours.otherName != nil,
      !found.ours.isInherited,
      !ours.isReferredTo(found.ours.node)
    else { return nil }
    if found.ours.node.pairs != nil { return longForm(old, found) }
    guard let text = found.ours.node.string, let before = old.node.string,
      let after = found.theirs.node.string, case .scalar(let scalar) = found.ours.node.content,
      found.ours.node.tag == nil,
      let base = kind.parts(of: before), let mine = kind.parts(of: text),
      let new = kind.parts(of: after)
    else { return nil }
    var merged: [String?] = []
    for index in base.indices {
      guard let part = Self.merge(base[index], mine[index], new[index]) else { return nil }
      merged.append(part)
    }
    let result = kind.text(of: merged)
    guard result != text else { return [] }
    let written = Self.written(result, like: scalar)
    return [Edit(replacing: found.ours.node.contentSpan, with: written)]
  }

  /// The same for an item that is a mapping: the values of its keys.
  private func longForm(_ old: ComposeTree.Entry, _ found: Found) -> [Edit]? {
    guard case .mapping(let before) = old.tree.value,
      case .mapping(let after) = found.theirs.tree.value
    else { return nil }
    var edits: [Edit] = []
    for key in Set((before + after).map(\.key)).sorted() {
      let (base, new) = (old.tree.value[key], found.theirs.tree.value[key])
      let mine = found.ours.tree.value[key]
      guard base != new, mine != new else { continue }
      guard mine == base, case .string(let text)? = new,
        let node = found.ours.node[key], case .scalar(let scalar) = node.content,
        node.tag == nil
      else { return nil }
      edits.append(Edit(replacing: node.contentSpan, with: Self.written(text, like: scalar)))
    }
    return edits
  }

  /// A value in the quotes of another; a number without quotes stays one.
  private static func written(_ text: String, like scalar: YAMLScalar) -> String {
    switch scalar.style {
    case .singleQuoted: YAMLText.singleQuoted(text)
    case .doubleQuoted: YAMLText.doubleQuoted(text)
    default: text.utf8.allSatisfy(ASCII.isDigit) ? text : YAMLText.quoted(text)
    }
  }

  /// - Returns: `nil` when both sides changed it, each in its own way.
  private static func merge(_ base: String?, _ ours: String?, _ theirs: String?) -> String?? {
    if ours == base { return .some(theirs) }
    return theirs == base || theirs == ours ? .some(ours) : nil
  }
}

extension ComposeMergeKind {
  var isPorts: Bool {
    if case .ports = self { return true }
    return false
  }

  var isMounts: Bool {
    if case .mounts = self { return true }
    return false
  }

  /// The parts of a short form; `nil` when it is none, or says several things.
  ///
  /// Of a port: address, port on the host, port in the container, protocol; of a mount: source, target, options.
  fileprivate func parts(of text: String) -> [String?]? {
    switch self {
    case .ports:
      guard longForm(ofPort: text) != nil,
        let fields = Interpolation.fields(of: text, between: ASCII.colon),
        let end = fields.last.flatMap({ Interpolation.fields(of: $0, between: ASCII.slash) })
      else { return nil }
      return [
        fields.count > 2 ? fields[0] : nil, fields.count > 1 ? fields[fields.count - 2] : nil,
        end[0], end.count > 1 ? end[1] : nil,
      ]
    case .mounts:
      guard let mount = ComposeMount(short: text, span: 0..<0) else { return nil }
      return [
        mount.source, mount.target,
        mount.options.isEmpty ? nil : mount.options.joined(separator: ","),
      ]
    default: return nil
    }
  }

  /// The short form of parts.
  fileprivate func text(of parts: [String?]) -> String {
    guard isPorts else { return parts.compactMap(\.self).joined(separator: ":") }
    let port = (parts[2] ?? "") + (parts[3].map { "/" + $0 } ?? "")
    return ((parts[0].map { [$0, parts[1] ?? ""] } ?? [parts[1]].compactMap(\.self)) + [port])
      .joined(separator: ":")
  }
}
