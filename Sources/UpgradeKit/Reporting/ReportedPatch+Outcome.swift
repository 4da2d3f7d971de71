import Findings
import GitKit
import PatchKit
import Reports

extension ReportedPatch {
  /// What became of a patch, as a report has it.
  init(_ outcome: PatchOutcome, guarantees: [GuaranteeResult]) {
    let patch = outcome.patch
    self.init(
      id: patch.id, title: patch.title,
      variant: patch.variants.count > 1 ? outcome.variant?.name : nil,
      variantReasons: outcome.variant?.when.map(\.condition.statement) ?? [],
      operations: outcome.operations.flatMap { Self.operations($0) },
      guarantees: guarantees.filter { $0.patch == patch.id }.map { result in
        ReportedGuarantee(result)
      })
  }

  /// One row for each file that an operation looked into.
  private static func operations(_ result: OperationResult) -> [ReportedOperation] {
    let name = result.stated.name
    let effects = result.outcome.effects
    guard !effects.isEmpty else {
      let outcome: ReportedOperation.Outcome = result.outcome == .conflict ? .conflict : .already
      return [ReportedOperation(name: name, file: nil, outcome: outcome, places: 0)]
    }
    return effects.map { effect in
      let outcome: ReportedOperation.Outcome =
        effect.changed.isEmpty ? .already : effect.movedFrom == nil ? .applied : .moved
      let lines = (effect.changed + effect.already).sorted()
      return ReportedOperation(
        name: name, file: effect.file.text, movedFrom: effect.movedFrom?.text, outcome: outcome,
        places: lines.count, lines: lines)
    }
  }
}

extension ReportedGuarantee {
  /// What became of a guarantee, as a report has it.
  init(_ result: GuaranteeResult, at places: [Place] = []) {
    let check = result.check
    let (state, evidence): (State, [String]) =
      switch check.outcome {
      case .holds: (.holds, check.evidence)
      case .fails: (.fails, check.violations.map(\.text))
      case .unknown: (.unchecked, check.unknown)
      case .moot(let reason): (.moot, [reason])
      }
    self.init(
      kind: result.stated.name, text: result.stated.guarantee.statement, state: state,
      evidence: evidence, places: places)
  }
}
