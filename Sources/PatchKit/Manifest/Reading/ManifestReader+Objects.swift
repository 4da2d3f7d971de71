import Editing
import Findings

extension ManifestReader {
  /// Decodes a mapping whose keys are given; `nil`, and at least one finding, when anything in it is wrong.
  ///
  /// - Parameters:
  ///   - owner: what the mapping is, for headlines.
  ///   - start: where it begins for people.
  mutating func object(
    _ node: YAMLNode, fields: [ManifestField], owner: String, at start: ManifestPlace
  ) -> ManifestValues? {
    guard isPlainYAML(node) else { return nil }
    guard let pairs = node.pairs else {
      _ = wrongType(node, .object(ManifestObject("", summary: "", fields: [])), owner)
      return nil
    }
    let before = findings.count
    var values: [String: ManifestValues.Placed] = [:]
    // The keys that are there, and those that misspelt ones stand for.
    var names: Set<String> = []
    for pair in pairs {
      guard let name = key(of: pair, in: owner) else { continue }
      names.insert(name)
      guard let field = fields.first(where: { $0.name == name }) else {
        let meant = reportUnknown(name, at: place(of: pair.key), in: owner, fields: fields)
        if let meant { names.insert(meant) }
        continue
      }
      if let value = value(pair.value, as: field.type, label: "`\(name)`") {
        values[name] = ManifestValues.Placed(value: value, place: place(of: pair.value))
      }
    }
    for field in fields where field.isRequired && !names.contains(field.name) {
      report(
        .missingManifestKey, "\(owner) must have the key `\(field.name)`", at: start,
        evidence: ["`\(field.name)`: \(field.type.phrase). \(field.summary)"])
    }
    return findings.count == before ? ManifestValues(values, at: start) : nil
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
    _ name: String, at place: ManifestPlace, in owner: String, fields: [ManifestField]
  ) -> String? {
    let known = fields.map(\.name)
    let meant = Suggestion.nearest(to: name, in: known)
    report(
      .unknownManifestKey, "unknown key `\(name)` in \(owner)", at: place,
      evidence: (meant.map { ["did you mean: `\($0)`?"] } ?? [])
        + ["known keys: \(known.joined(separator: ", "))"])
    return meant
  }
}
