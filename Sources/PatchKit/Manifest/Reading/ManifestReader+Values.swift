import Editing
import Findings

extension ManifestReader {
  /// Decodes a node; `nil`, and at least one finding, when it is not of the type.
  ///
  /// - Parameter label: what the value is, for headlines: `` `service` ``.
  mutating func value(
    _ node: YAMLNode, as type: ManifestType, label: String
  ) -> ManifestValue? {
    guard isPlainYAML(node) else { return nil }
    switch type {
    case .list(let item), .nonEmptyList(let item):
      guard let items = node.items else { return wrongType(node, type, label) }
      if case .nonEmptyList = type, items.isEmpty {
        report(.invalidManifestValue, "\(label) must not be empty", at: place(of: node))
        return nil
      }
      return list(items, of: item, label: label)
    case .oneOrMany(let item):
      guard node.pairs == nil else { return wrongType(node, type, label) }
      guard node.items != nil else {
        return value(node, as: item, label: label).map { .list([$0]) }
      }
      return value(node, as: .nonEmptyList(item), label: label)
    case .map(let item): return map(node, of: item, label: label)
    case .object(let object):
      return self.object(node, fields: object.fields, owner: label, at: place(of: node))
        .map { .object($0) }
    case .operation: return operation(node).map { .operation($0) }
    case .guarantee: return guarantee(node).map { .guarantee($0) }
    case .condition: return condition(node, isAssumption: false).map { .condition($0) }
    case .assumption: return condition(node, isAssumption: true).map { .condition($0) }
    case .text, .multilineText, .boolean, .integer, .path, .patchFile, .patchFolder, .glob,
      .pattern, .choice, .identifier, .url, .mode, .release, .objectID, .expectation:
      guard case .scalar(let scalar) = node.content else { return wrongType(node, type, label) }
      return self.scalar(scalar, at: node, as: type, label: label)
    }
  }

  /// Whether a node is without anchors, aliases and tags, which manifests don't have.
  mutating func isPlainYAML(_ node: YAMLNode) -> Bool {
    let obstacle: String? =
      if case .alias(let name) = node.content {
        "an alias must not stand in a manifest: `*\(name)`"
      } else if let anchor = node.anchor {
        "an anchor must not stand in a manifest: `&\(anchor)`"
      } else if let tag = node.tag {
        "a tag must not stand in a manifest: `\(tag)`"
      } else {
        nil
      }
    guard let obstacle else { return true }
    report(.unreadableManifest, obstacle, at: place(of: node), advice: ["write the value itself"])
    return false
  }

  /// Reports that a node is of another type.
  mutating func wrongType(
    _ node: YAMLNode, _ type: ManifestType, _ label: String
  ) -> ManifestValue? {
    var advice: [String] = []
    let found: String
    switch node.content {
    case .scalar(let scalar):
      found = scalar.kind.phrase
      if type.isText {
        switch scalar.kind {
        case .boolean, .integer, .decimal: advice = ["write it in quotes: `\"\(scalar.value)\"`"]
        case .null: advice = ["write a value, or take the key out"]
        case .text: break
        }
      }
    case .mapping: found = "a mapping"
    case .sequence: found = "a list"
    case .alias: found = "an alias"
    }
    report(
      .wrongManifestType, "\(label) must be \(type.phrase), and is \(found)", at: place(of: node),
      advice: advice)
    return nil
  }

  private mutating func list(
    _ items: [YAMLNode], of type: ManifestType, label: String
  ) -> ManifestValue? {
    let values = items.map { value($0, as: type, label: "an item of \(label)") }
    let found = values.compactMap { $0 }
    return found.count == values.count ? .list(found) : nil
  }

  private mutating func map(
    _ node: YAMLNode, of type: ManifestType, label: String
  ) -> ManifestValue? {
    guard let pairs = node.pairs else { return wrongType(node, .map(type), label) }
    var entries: [ManifestEntry<ManifestValue>] = []
    for pair in pairs {
      guard let name = key(of: pair, in: label) else { continue }
      guard let value = value(pair.value, as: type, label: "`\(name)` in \(label)") else {
        continue
      }
      entries.append(ManifestEntry(name: name, value: value, place: place(of: pair.key)))
    }
    return entries.count == pairs.count ? .map(entries) : nil
  }
}

extension ManifestType {
  /// Whether a value of the type is a text, so that quotes would make one.
  var isText: Bool {
    switch self {
    case .text, .multilineText, .path, .patchFile, .patchFolder, .glob, .pattern, .choice,
      .identifier, .url, .mode, .release, .objectID:
      true
    case .boolean, .integer, .expectation, .operation, .guarantee, .condition, .assumption, .list,
      .nonEmptyList, .oneOrMany, .map, .object:
      false
    }
  }
}
