import Editing
import Findings

extension ManifestReader {
  /// Decodes an operation under its name.
  mutating func operation(_ node: YAMLNode) -> StatedOperation? {
    guard let item = named(node, as: .operation) else { return nil }
    guard let type = vocabulary.operations.first(where: { $0.definition.name == item.name }) else {
      return unknownKind(item, as: .operation)
    }
    let fields = CommonKeys.fields(of: type)
    guard let values = values(of: item, fields: fields) else { return nil }
    do {
      let operation = try type.init(values)
      return StatedOperation(
        name: item.name, operation: operation,
        expectation: type.defaultExpectation == nil
          ? nil : try values[CommonKeys.expect] ?? type.defaultExpectation,
        reason: try values[CommonKeys.reason], place: item.place)
    } catch {
      report(error)
      return nil
    }
  }

  /// Decodes a guarantee under its name.
  mutating func guarantee(_ node: YAMLNode) -> StatedGuarantee? {
    guard let item = named(node, as: .guarantee) else { return nil }
    guard let type = vocabulary.guarantees.first(where: { $0.definition.name == item.name }) else {
      return unknownKind(item, as: .guarantee)
    }
    guard let values = values(of: item, fields: CommonKeys.fields(of: type)) else { return nil }
    do {
      return StatedGuarantee(
        name: item.name, guarantee: try type.init(values),
        reason: try values[CommonKeys.reason], place: item.place)
    } catch {
      report(error)
      return nil
    }
  }

  private struct NamedItem {
    let name: String
    let place: ManifestPlace
    let value: YAMLNode
  }

  /// The one pair of an item.
  private mutating func named(_ node: YAMLNode, as role: Role) -> NamedItem? {
    guard isPlainYAML(node) else { return nil }
    guard let pairs = node.pairs else {
      if case .scalar(let scalar) = node.content, vocabulary.names(of: role).contains(scalar.value)
      {
        return NamedItem(name: scalar.value, place: place(of: node), value: node)
      }
      _ = wrongType(node, role.type, "an item of `\(role.listKey)`")
      return nil
    }
    guard let first = pairs.first, pairs.count == 1 else {
      let names = vocabulary.names(of: role)
      let isOutdented = pairs.first.map { $0.value.isNull && names.contains($0.key.string ?? "") }
      report(
        .wrongManifestType,
        "an item of `\(role.listKey)` must have one key, the name of \(role.phrase)",
        at: place(of: pairs.dropFirst().first?.key ?? node),
        evidence: ["found: \(pairs.count) keys"],
        advice: isOutdented == true ? ["indent the keys further than the name"] : [])
      return nil
    }
    guard let name = key(of: first, in: "`\(role.listKey)`") else { return nil }
    return NamedItem(name: name, place: place(of: first.key), value: first.value)
  }

  private mutating func values(of item: NamedItem, fields: [ManifestField]) -> ManifestValues? {
    // `- compose.pin-release:` and `- compose.pin-release` say the same as `{}`.
    let isBare = item.value.isNull || item.value.string == item.name
    let node =
      isBare && item.value.anchor == nil && item.value.tag == nil
      ? YAMLNode(.mapping([]), span: item.value.span) : item.value
    return object(node, fields: fields, owner: "`\(item.name)`", at: item.place)
  }

  private mutating func unknownKind<Stated>(_ item: NamedItem, as role: Role) -> Stated? {
    let names = vocabulary.names(of: role)
    let elsewhere = Role.allCases.first {
      $0 != role && vocabulary.names(of: $0).contains(item.name)
    }
    report(
      .unknownKind, "unknown \(role.word) `\(item.name)`", at: item.place,
      evidence: elsewhere.map { ["`\(item.name)` is \($0.phrase)"] }
        ?? Suggestion.evidence(for: item.name, in: names),
      advice: elsewhere.map { ["write it under `\($0.listKey)`"] } ?? [])
    return nil
  }
}
