import Editing
import Findings

extension ManifestReader {
  /// Decodes a condition, which is recognised by one of its keys.
  mutating func condition(_ node: YAMLNode, isAssumption: Bool) -> StatedCondition? {
    guard isPlainYAML(node) else { return nil }
    let listKey = isAssumption ? "assumes" : "when"
    guard let pairs = node.pairs else {
      _ = wrongType(node, isAssumption ? .assumption : .condition, "an item of `\(listKey)`")
      return nil
    }
    let start = place(of: node)
    guard let type = kind(of: pairs.compactMap(\.key.string), at: start) else { return nil }
    let name = type.definition.name
    let fields = CommonKeys.fields(of: type, isAssumption: isAssumption)
    let owner = isAssumption ? "the assumption `\(name)`" : "the condition `\(name)`"
    guard let values = object(node, fields: fields, owner: owner, at: start) else { return nil }
    do {
      return StatedCondition(
        name: name, condition: try type.init(values),
        because: try values[CommonKeys.because.optional], place: start)
    } catch {
      report(error)
      return nil
    }
  }

  /// The one kind whose name is among the keys.
  private mutating func kind(
    of keys: [String], at start: ManifestPlace
  ) -> (any Condition.Type)? {
    let named = vocabulary.conditions.filter { keys.contains($0.definition.name) }
    // A kind's name may also be a key of another kind, to which it then belongs.
    let kinds = named.filter { kind in
      !named.contains { other in
        other != kind && other.definition.fields.contains { $0.name == kind.definition.name }
      }
    }
    if kinds.count == 1 { return kinds[0] }
    let names = vocabulary.names(of: .condition)
    guard kinds.isEmpty else {
      let found = kinds.map { "`\($0.definition.name)`" }.joined(separator: " and ")
      report(
        .invalidManifestValue, "a condition must have one kind, and has \(found)", at: start,
        advice: ["make an item of each: all of them have to hold"])
      return nil
    }
    let common = Set(vocabulary.conditions.flatMap { $0.definition.fields.map(\.name) })
      .union([CommonKeys.because.field.name])
    let unknown = keys.filter { !common.contains($0) }
    let nearest = unknown.compactMap { Suggestion.nearest(to: $0, in: names) }.first
    report(
      .unknownKind, "a condition must have one of the keys \(Self.list(names))", at: start,
      evidence: nearest.map { ["did you mean: `\($0)`?"] } ?? [])
    return nil
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
