import Editing
import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether the variables of the deployment go where they are meant to; not checked when there is no file of them.
  func environmentCheck() throws(UpgradeFailure) -> DriftResult.Check {
    let target = try target()
    let named = try options.environmentFiles.read(
      at: context.places, in: lock.generated.directory, tree: .patchSet)
    let deployed = try context.deployed(
      folder, in: lock.generated.directory, generated: Array(lock.generated.files.keys),
      release: target.release, named: named)
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try deployed.environment(named, in: lock.generated.directory)
    } catch {
      return DriftResult.Check(kind: .environment, findings: [error.finding])
    }
    guard !environment.sources.isEmpty else {
      return DriftResult.Check(kind: .environment, isChecked: false)
    }
    let variables = try DeploymentVariables(
      environment, of: deployed.model, in: deployed.files, generated: target.generation.tree,
      upstream: try files(), release: target.release.name,
      readings: EnvironmentReadings(readings)
    ) { (names) throws(UpgradeFailure) in
      try formerNames(names)
    }
    return DriftResult.Check(
      kind: .environment, findings: variables.findings, isChecked: variables.isChecked)
  }

  /// What became of names that the locked release does not know; older releases are read only when there are such.
  private func formerNames(
    _ names: [String]
  ) throws(UpgradeFailure) -> [String: EnvironmentCheck.FormerVariable] {
    guard !names.isEmpty, let release = context.lockedRelease else { return [:] }
    let cancellation = context.places.connection.cancellation
    let survey = ReleaseSurvey(try upstream(), readings: EnvironmentReadings(readings)) {
      cancellation.isCancelled
    }
    return try survey.former(names, before: release)
  }
}
