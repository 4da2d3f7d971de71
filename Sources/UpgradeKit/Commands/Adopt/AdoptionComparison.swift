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

  /// - Parameter isRepository: whether the deployment lies in a git repository.
  init(
    _ origins: Origins, _ deployment: DeploymentFiles, _ target: UpgradeInputs, isRepository: Bool
  ) {
    let (generation, release) = (target.generation, target.release.name)
    adoption = ReportedAdoption(
      files: origins.reported(
        deployment, generated: generation.tree, upstream: generation.upstream,
        directory: target.patchSet.deployment.directory), ownFiles: origins.ownCount)
    findings =
      AdoptionFindings(
        origins, deployment, target.patchSet, release, isRepository: isRepository
      ).findings
      + AdoptionFindings.withoutPatches(
        adoption.files(.upstream),
        generation.patches.map { ReportedPatch($0, guarantees: []) }, release)
  }
}
