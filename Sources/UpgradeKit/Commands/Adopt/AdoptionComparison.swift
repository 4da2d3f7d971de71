import Findings
import GitKit
import PatchKit
import Reports

/// A deployment made by hand, compared with what is generated for a release.
struct AdoptionComparison {
  /// Where its files come from, and what people made of them.
  let adoption: ReportedAdoption
  /// What a person has to decide, or should know.
  let findings: [Finding]

  init(
    _ origins: Origins, _ bases: AdoptedBases, _ moving: MoveCommands, _ target: UpgradeInputs
  ) throws(UpgradeFailure) {
    let deployment = moving.deployment
    let generation = target.generation
    adoption = ReportedAdoption(
      files: origins.reported(
        bases, deployment, generated: generation.tree, upstream: generation.upstream,
        directory: target.patchSet.deployment.directory), ownFiles: origins.ownCount)
    findings =
      try AdoptionFindings(origins, bases, moving, target.patchSet, target.release.name).findings
      + CustomisationFindings(adoption, bases, generation).findings
  }
}
