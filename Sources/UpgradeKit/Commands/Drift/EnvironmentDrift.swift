import Editing
import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether the variables of the deployment go where they are meant to; not checked when there is no file of them.
  func environmentCheck() throws(UpgradeFailure) -> DriftResult.Check {
    let target = try target()
    let named = try named()
    let deployed = try deployed()
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try deployed.environment(named)
    } catch {
      return DriftResult.Check(kind: .environment, findings: [error.finding])
    }
    guard !environment.sources.isEmpty else {
      return DriftResult.Check(kind: .environment, isChecked: false)
    }
    let variables = try DeploymentVariables(
      environment, of: deployed.model, in: deployed.files, generated: target.generation.tree,
      upstream: try files(), release: target.release.name,
      readings: EnvironmentReadings(readings),
      values: ValueCheck(patches: NeededVariables(target.generation.patches))
    ) { (names) throws(UpgradeFailure) in
      try formerNames(names)
    } formerDefaults: { (values) throws(UpgradeFailure) in
      try formerDefaults(values)
    }
    return DriftResult.Check(
      kind: .environment, findings: variables.findings, isChecked: variables.isChecked)
  }

  /// Which of some values their variables had for a default; older releases are read only when there are such.
  private func formerDefaults(
    _ values: [String: String]
  ) throws(UpgradeFailure) -> [String: ValueCheck.FormerDefault] {
    guard let release = try context.lockedRelease else { return [:] }
    return try survey().formerDefaults(values, before: release)
  }

  private func survey() throws(UpgradeFailure) -> ReleaseSurvey {
    let cancellation = context.places.connection.cancellation
    return ReleaseSurvey(try upstream(), readings: EnvironmentReadings(readings)) {
      cancellation.isCancelled
    }
  }

  /// What became of names that the locked release does not know; older releases are read only when there are such.
  private func formerNames(
    _ names: [String]
  ) throws(UpgradeFailure) -> [String: EnvironmentCheck.FormerVariable] {
    guard !names.isEmpty, let release = try context.lockedRelease else { return [:] }
    return try survey().former(names, before: release)
  }
}
