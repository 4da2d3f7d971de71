import Findings
import GitKit
import PatchKit

/// What the patches that were applied need in `.env`.
struct NeededVariables {
  private let patches: [(id: String, variables: [NeededVariable])]

  /// Takes what is declared with the variants that were used.
  init(_ outcomes: [PatchOutcome]) {
    patches = outcomes.compactMap { outcome in
      outcome.variant.map { variant in
        (outcome.patch.id, outcome.patch.environment + variant.environment)
      }
    }
  }

  /// The variables by name, each as the first patch that needs it has it.
  var byName: [String: NeededVariable] {
    Dictionary(
      patches.flatMap(\.variables).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What `.env` lacks of it, and the values that are of another kind.
  ///
  /// Variables that nothing is passed count for nothing: people may not run the service.
  func findings(in context: EnvironmentContext, _ model: DeploymentModel) -> [Finding] {
    patches.flatMap { patch in
      let used = patch.variables.filter { variable in
        model.services.contains { $0.model.variable(variable.name) != nil }
      }
      return missing(used, patch.id, context)
        + used.compactMap { finding(of: $0, patch.id, context) }
    }
  }

  private func missing(
    _ variables: [NeededVariable], _ patch: String, _ context: EnvironmentContext
  ) -> [Finding] {
    let needed = variables.filter { variable in
      context.values.values[variable.name]?.isEmpty != false
        && (variable.isRequired
          || variable.requiredWith.contains { Self.isOn(context.values.values[$0]) })
    }
    guard !needed.isEmpty else { return [] }
    let names = EnvironmentContext.list(needed.map { "`\($0.name)`" })
    let reasons = Set(
      needed.filter { !$0.isRequired }.flatMap(\.requiredWith)
        .filter { Self.isOn(context.values.values[$0]) }
    ).sorted()
    return [
      Finding(
        .neededVariableMissing,
        "patch `\(patch)` needs \(names), which \(needed.count == 1 ? "is" : "are") not set",
        places: [context.place(of: needed[0].name)] + needed.map(\.place.place),
        evidence: reasons.isEmpty
          ? []
          : [
            "needed while \(EnvironmentContext.list(reasons.map { "`\($0)`" })) is set and not off"
          ],
        advice: needed.compactMap { variable in
          variable.example.map { "`\(variable.name)=\($0)`, for example" }
        }
      ).about(needed.map(\.name))
    ]
  }

  private func finding(
    of variable: NeededVariable, _ patch: String, _ context: EnvironmentContext
  ) -> Finding? {
    guard let value = context.values.values[variable.name], !value.isEmpty else { return nil }
    // Whoever doesn't use what it is for may leave what he likes.
    let isInUse =
      variable.isRequired || variable.requiredWith.isEmpty
      || variable.requiredWith.contains { Self.isOn(context.values.values[$0]) }
    guard isInUse else { return nil }
    let names = value.split(separator: ",").map { $0.filter { $0 != " " } }
    let missing = variable.includes.filter { !names.contains($0) }
    let what: String
    if !variable.kind.accepts(value) {
      what = "it has to be \(variable.kind.phrase)"
    } else if !missing.isEmpty {
      what = "it lacks \(EnvironmentContext.list(missing.map { "`\($0)`" }))"
    } else {
      return nil
    }
    return Finding(
      .valueNotOfKind,
      "the value of `\(variable.name)` is none that patch `\(patch)` can use",
      places: [context.place(of: variable.name), variable.place.place],
      evidence: [what, "\(variable.name): \(variable.summary)"],
      advice: variable.example.map { ["write for example `\($0)`"] } ?? ["correct the value"]
    ).about([variable.name])
  }

  /// Whether a variable is set and not off.
  private static func isOn(_ value: String?) -> Bool {
    guard let value, !value.isEmpty else { return false }
    return !["0", "false", "no", "off"].contains(value.lowercased())
  }
}
