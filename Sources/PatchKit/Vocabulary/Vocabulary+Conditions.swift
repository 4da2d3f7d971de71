import Editing
import Findings

extension Vocabulary {
  /// A condition, which is recognised by one of its keys.
  var condition: ValueKind<StatedCondition> { condition(isAssumption: false) }

  /// A condition that a patch relies on, with the reason.
  var assumption: ValueKind<StatedCondition> { condition(isAssumption: true) }

  private func condition(isAssumption: Bool) -> ValueKind<StatedCondition> {
    let name = isAssumption ? "assumption" : "condition"
    let describe: @Sendable () -> ValueDescription = {
      ValueDescription(
        phrase: isAssumption ? "a condition with `because`" : "a condition",
        schema: .shared(name, schemaOfConditions(areAssumptions: isAssumption)))
    }
    return ValueKind(describe) { node, _, reader in
      guard let pairs = node.pairs else {
        reader.reportType(node, "an item of `\(isAssumption ? "assumes" : "when")`", describe())
        return nil
      }
      let start = reader.place(of: node)
      guard let kind = kind(of: pairs.compactMap(\.key.string), at: start, &reader),
        let mapping = reader.open(
          node, kind.keys(ofAssumption: isAssumption), owner: "the \(name) `\(kind.name)`",
          at: start)
      else { return nil }
      // That an assumption has a reason was seen to when it was opened.
      let because = CommonKeys.because.optional
      let reason = because.read(mapping[because.name], &reader)
      guard let condition = kind.mapping.make(mapping, &reader), let reason else { return nil }
      return StatedCondition(
        name: kind.name, condition: condition, because: reason, place: start)
    }
  }

  /// The one kind whose name is among the keys.
  private func kind(
    of keys: [String], at start: ManifestPlace, _ reader: inout ManifestReader
  ) -> Kind<any Condition>? {
    let named = conditions.filter { keys.contains($0.name) }
    // A kind's name may also be a key of another kind, to which it then belongs.
    let kinds = named.filter { kind in
      !named.contains { other in
        other.name != kind.name && other.mapping.keys.contains { $0.name == kind.name }
      }
    }
    if kinds.count == 1 { return kinds[0] }
    let names = names(of: .condition)
    guard kinds.isEmpty else {
      let found = kinds.map { "`\($0.name)`" }.joined(separator: " and ")
      reader.report(
        .invalidManifestValue, "a condition must have one kind, and has \(found)", at: start,
        advice: ["make an item of each: all of them have to hold"])
      return nil
    }
    let common = Set(conditions.flatMap { $0.mapping.keys.map(\.name) })
      .union([CommonKeys.because.name])
    let unknown = keys.filter { !common.contains($0) }
    let nearest = unknown.compactMap { Suggestion.nearest(to: $0, in: names) }.first
    reader.report(
      .unknownKind,
      "a condition must have one of the keys \(names.map { "`\($0)`" }.joined(separator: ", "))",
      at: start, evidence: nearest.map { ["did you mean: `\($0)`?"] } ?? [])
    return nil
  }
}
