import Editing
import Findings
import PatchKit
import Reports

/// What upstream's history tells of an upgrade: the causes of what was found, why variants changed, and, when it is
/// wanted, all that upstream changed.
struct Explanation {
  /// What was found when the release was generated, with causes.
  let findings: [Finding]
  /// The patches, with why their variants changed.
  let patches: [ReportedPatch]
  /// What upstream changed; `nil` when it is not wanted, or there is nothing to compare with.
  let upstreamChanges: UpstreamChanges?
  /// Where the new release's side of each conflict comes from; `nil` when the history cannot tell.
  let origins: [ConflictOrigin]?
  /// That the history could not be read; `nil` when it could, or nobody asked.
  let problem: Finding?

  /// Asks.
  init(
    of history: Investigation, conflicts: [Conflict<[UInt8]>], wantsUpstreamChanges isWanted: Bool
  ) {
    let generation = history.inputs.generation
    findings = history.explained(generation.conflicts + generation.notes)
    patches = generation.patches.map { outcome in
      var patch = ReportedPatch(outcome, guarantees: generation.guarantees)
      patch.variantChange = history.variantChange(of: outcome, isExplained: isWanted)
      if isWanted { patch.retirement = history.retirement(of: outcome) }
      return patch
    }
    upstreamChanges = isWanted ? history.upstreamChanges() : nil
    origins = history.origins(of: conflicts)
    problem = history.problem
  }
}
