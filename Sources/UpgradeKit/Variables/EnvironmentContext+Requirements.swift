import Editing
import Findings
import GitKit

extension EnvironmentContext {
  /// What has to be set, or set to something else, before services start.
  var requirementFindings: [Finding] {
    scriptFindings + composeFindings
  }

  private var scriptFindings: [Finding] {
    var missing: [String: [MissedRequirement]] = [:]
    for missed in missed {
      for case .value(let name) in missed.demands { missing[name, default: []].append(missed) }
    }
    return missing.keys.sorted().map { name in
      let services = Set((missing[name] ?? []).map(\.service.name)).sorted()
      return missingFinding(name, missing[name] ?? []).about([name], of: services)
    }
      + refused.keys.sorted().map { refusedFinding($0, refused[$0] ?? []).about([$0]) }
  }

  /// The variables whose value a script refuses, with where.
  var refused: [String: [MissedRequirement]] {
    var refused: [String: [MissedRequirement]] = [:]
    for missed in missed {
      for case .otherValue(let name) in missed.demands { refused[name, default: []].append(missed) }
    }
    return refused
  }

  private func missingFinding(_ name: String, _ missed: [MissedRequirement]) -> Finding {
    let certain = missed.filter { isInUse($0.service.file) }
    let shown = certain.isEmpty ? missed : certain
    let services = Self.list(Set(shown.map(\.service.name)).sorted())
    let places = [place(of: name)] + Set(shown.map(\.place)).sorted().map(place)
    // Passed with a value of its own, a variable is set elsewhere.
    let isPassed = shown.contains { $0.service.gets(name) }
    let advice =
      isPassed
      ? "set it" + (Self.isSecret(name) ? "; `gen-passwords.sh` makes passwords" : "")
      : "no compose file passes it on: add it with a patch, `compose.add-environment`"
    guard certain.isEmpty else {
      return Finding(
        .requiredVariableMissing, "`\(name)` has to be set: \(services) will not start without it",
        places: places, advice: [advice])
    }
    let files = Self.list(Set(missed.map(\.service.file.text)).sorted())
    return Finding(
      .optionalServiceNotReady, "`\(name)` has to be set if you run \(services)", places: places,
      evidence: ["\(services): \(files)"], advice: [advice])
  }

  private func refusedFinding(_ name: String, _ missed: [MissedRequirement]) -> Finding {
    let services = Self.list(Set(missed.map(\.service.name)).sorted())
    return Finding(
      .weakValue, "the value of `\(name)` is one that \(services) will not start with",
      places: [place(of: name)] + Set(missed.map(\.place)).sorted().map(place),
      advice: [
        "set another one" + (Self.isSecret(name) ? "; `gen-passwords.sh` makes passwords" : "")
      ])
  }

  /// Variables that Compose itself needs.
  private var composeFindings: [Finding] {
    map.variables.keys.sorted().compactMap { name in composeFinding(name)?.about([name]) }
  }

  private func composeFinding(_ name: String) -> Finding? {
    let value = values.values[name]
    guard let variable = map[name], value == nil || value?.isEmpty == true else { return nil }
    let uses = variable.interpolations.filter { isInUse($0.place.path) }
    if let use = uses.first(where: \.isRequired) {
      return Finding(
        .requiredVariableMissing, "`\(name)` has to be set: Compose does not work without it",
        places: [place(of: name), place(use.place)], advice: ["set it"])
    }
    // A container's own variable may well be empty; what people wrote themselves they wrote to be replaced.
    let use = uses.first { use in
      use.defaultText == nil && (use.key != "environment" || use.isOwn && value == nil)
    }
    guard let use else { return nil }
    let isShown = variable.declarations.contains { !$0.value.isEmpty }
    return Finding(
      .variableWithoutValue,
      "`\(name)` has to be set: \(use.place.path) uses it without a default",
      places: [place(of: name), place(use.place)],
      advice: [
        isShown
          ? "set it; env.example has a value" : "set it, or write a default: `${\(name):-…}`"
      ])
  }
}
