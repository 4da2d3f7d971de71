import Editing
import Findings

extension Vocabulary {
  /// An operation under its name.
  var operation: ValueKind<StatedOperation> {
    named(.operation, operations, keys: \.keys) { kind, mapping, reader in
      let expectation = CommonKeys.expect.read(mapping[CommonKeys.expect.name], &reader)
      let reason = CommonKeys.reason.read(mapping[CommonKeys.reason.name], &reader)
      guard let operation = kind.mapping.make(mapping, &reader), let expectation, let reason
      else { return nil }
      return StatedOperation(
        name: kind.name, operation: operation, expectation: expectation ?? kind.expectation,
        reason: reason, place: mapping.place)
    }
  }

  /// A guarantee under its name.
  var guarantee: ValueKind<StatedGuarantee> {
    named(.guarantee, guarantees, keys: \.keys) { kind, mapping, reader in
      let reason = CommonKeys.reason.read(mapping[CommonKeys.reason.name], &reader)
      guard let guarantee = kind.mapping.make(mapping, &reader), let reason else { return nil }
      return StatedGuarantee(
        name: kind.name, guarantee: guarantee, reason: reason, place: mapping.place)
    }
  }

  /// An item that is a mapping with one key, the name of its kind.
  ///
  /// - Parameters:
  ///   - keys: the keys that may stand under a kind's name.
  ///   - state: makes what the manifest states; reads all keys, so that one run shows all that is wrong.
  private func named<Item, Stated: Sendable>(
    _ role: Role, _ kinds: [Kind<Item>],
    keys: @escaping @Sendable (Kind<Item>) -> [KeyDescription],
    _ state: @escaping @Sendable (Kind<Item>, OpenMapping, inout ManifestReader) -> Stated?
  ) -> ValueKind<Stated> {
    let describe: @Sendable () -> ValueDescription = {
      ValueDescription(
        phrase: role.phrase,
        schema: .shared(role.word, schema(of: kinds.map { ($0, keys($0)) }, role)))
    }
    return ValueKind(describe) { node, _, reader in
      guard let item = named(node, as: role, describe, &reader) else { return nil }
      guard let kind = kinds.first(where: { $0.name == item.name }) else {
        reportUnknown(item, as: role, &reader)
        return nil
      }
      guard
        let mapping = reader.open(
          item.body, keys(kind), owner: "`\(kind.name)`", at: item.place)
      else { return nil }
      return state(kind, mapping, &reader)
    }
  }

  private struct NamedItem {
    let name: String
    let place: ManifestPlace
    /// `- compose.pin-release:` and `- compose.pin-release` say the same as `{}`.
    let body: YAMLNode

    init(_ name: String, at place: ManifestPlace, _ value: YAMLNode) {
      let isBare = value.isNull || value.string == name
      (self.name, self.place) = (name, place)
      body =
        isBare && value.anchor == nil && value.tag == nil
        ? YAMLNode(.mapping([]), span: value.span) : value
    }
  }

  /// The one pair of an item.
  private func named(
    _ node: YAMLNode, as role: Role, _ describe: () -> ValueDescription,
    _ reader: inout ManifestReader
  ) -> NamedItem? {
    guard let pairs = node.pairs else {
      if case .scalar(let scalar) = node.content, names(of: role).contains(scalar.value) {
        return NamedItem(scalar.value, at: reader.place(of: node), node)
      }
      reader.reportType(node, "an item of `\(role.listKey)`", describe())
      return nil
    }
    guard let first = pairs.first, pairs.count == 1 else {
      let names = names(of: role)
      let isOutdented = pairs.first.map { $0.value.isNull && names.contains($0.key.string ?? "") }
      reader.report(
        .wrongManifestType,
        "an item of `\(role.listKey)` must have one key, the name of \(role.phrase)",
        at: reader.place(of: pairs.dropFirst().first?.key ?? node),
        evidence: ["found: \(pairs.count) keys"],
        advice: isOutdented == true ? ["indent the keys further than the name"] : [])
      return nil
    }
    guard let name = reader.key(of: first, in: "`\(role.listKey)`") else { return nil }
    return NamedItem(name, at: reader.place(of: first.key), first.value)
  }

  private func reportUnknown(_ item: NamedItem, as role: Role, _ reader: inout ManifestReader) {
    let elsewhere = Role.allCases.first { $0 != role && names(of: $0).contains(item.name) }
    reader.report(
      .unknownKind, "unknown \(role.word) `\(item.name)`", at: item.place,
      evidence: elsewhere.map { ["`\(item.name)` is \($0.phrase)"] }
        ?? Suggestion.evidence(for: item.name, in: names(of: role)),
      advice: elsewhere.map { ["write it under `\($0.listKey)`"] } ?? [])
  }
}
