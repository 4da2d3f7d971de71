import Editing
import Findings

extension ValueKind where Value == YAMLSnippet {
  /// Any value of a compose file, in which variables can stand, with the comments in it.
  static let composeSnippet = ValueKind({
    ValueDescription(
      phrase: "a value that Compose can read",
      schema: [:])
  }) { node, label, reader in
    guard reader.isPlainThroughout(node) else { return nil }
    let source = reader.source.text
    let place = reader.place(of: node)
    do throws(EditingError) {
      let snippet = try YAMLSnippet(node, in: YAMLDocument(source))
      try snippet.value.checkVariables()
      return snippet
    } catch {
      reader.report(
        .invalidManifestValue, "\(label) must be a value that Compose can read: \(error.message)",
        at: place)
      return nil
    }
  }
}

extension ManifestReader {
  /// Whether nothing in a node has an anchor, an alias or a tag.
  fileprivate mutating func isPlainThroughout(_ node: YAMLNode) -> Bool {
    guard isPlainYAML(node) else { return false }
    for item in node.items ?? [] where !isPlainThroughout(item) { return false }
    for pair in node.pairs ?? [] {
      guard isPlainThroughout(pair.key), isPlainThroughout(pair.value) else { return false }
    }
    return true
  }
}

extension YAMLValue {
  /// Refuses texts that Compose could not interpolate.
  fileprivate func checkVariables() throws(EditingError) {
    switch self {
    case .null: return
    case .string(let text): _ = try Interpolation.variables(in: text)
    case .sequence(let items): for item in items { try item.checkVariables() }
    case .mapping(let entries): for entry in entries { try entry.value.checkVariables() }
    case .tagged(_, let value): try value.checkVariables()
    }
  }
}
