import Editing
import Findings

extension ManifestReader {
  /// The value of a mapping whose keys are given; `nil`, and at least one finding, when anything in it is wrong.
  ///
  /// - Parameters:
  ///   - owner: what the mapping is, for headlines.
  ///   - start: where it begins for people.
  mutating func object<Value>(
    _ node: YAMLNode, _ mapping: Mapping<Value>, owner: String, at start: ManifestPlace
  ) -> Value? {
    open(node, mapping.keys, owner: owner, at: start).flatMap { mapping.make($0, &self) }
  }

  /// Opens a mapping, and reports keys that it must not have, and those that it must have and has not.
  mutating func open(
    _ node: YAMLNode, _ keys: [KeyDescription], owner: String, at start: ManifestPlace
  ) -> OpenMapping? {
    guard isPlainYAML(node) else { return nil }
    guard let pairs = node.pairs else {
      reportType(node, owner, ValueDescription(phrase: "a mapping", schema: [:]))
      return nil
    }
    let before = findings.count
    // The keys that are there, and those that misspelt ones stand for.
    var names: Set<String> = []
    for pair in pairs {
      guard let name = key(of: pair, in: owner) else { continue }
      names.insert(name)
      if !keys.contains(where: { $0.name == name }),
        let meant = reportUnknown(name, at: place(of: pair.key), in: owner, keys)
      {
        names.insert(meant)
      }
    }
    for key in keys where key.isRequired && !names.contains(key.name) {
      report(
        .missingManifestKey, "\(owner) must have the key `\(key.name)`", at: start,
        evidence: ["`\(key.name)`: \(key.value().phrase). \(key.summary)"])
    }
    return OpenMapping(pairs: pairs, owner: owner, place: start, findingsBefore: before)
  }

  /// The key of a pair; `nil`, and a finding, when it is not a plain text.
  mutating func key(of pair: YAMLPair, in owner: String) -> String? {
    guard isPlainYAML(pair.key) else { return nil }
    guard let name = pair.key.string, !pair.key.isNull else {
      report(.wrongManifestType, "a key in \(owner) must be a text", at: place(of: pair.key))
      return nil
    }
    return name
  }

  /// Reports an unknown key; gives the one that was probably meant.
  private mutating func reportUnknown(
    _ name: String, at place: ManifestPlace, in owner: String, _ keys: [KeyDescription]
  ) -> String? {
    let known = keys.map(\.name)
    let meant = Suggestion.nearest(to: name, in: known)
    report(
      .unknownManifestKey, "unknown key `\(name)` in \(owner)", at: place,
      evidence: (meant.map { ["did you mean: `\($0)`?"] } ?? [])
        + ["known keys: \(known.joined(separator: ", "))"])
    return meant
  }
}
