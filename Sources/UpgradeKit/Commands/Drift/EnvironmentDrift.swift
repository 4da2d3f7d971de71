import Editing
import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// Whether the variables of the deployment go where they are meant to; `nil` when there is no file of them to look at.
  func environmentFindings() throws(UpgradeFailure) -> [Finding]? {
    let (variables, problem) = try variables(in: lock.generated.directory.text)
    if let problem { return [problem] }
    guard let file = variables.file else { return nil }
    let generation = try generation()
    let map = VariableMap(
      of: generation.tree, upstream: try files(), release: generation.release)
    let unknown = EnvironmentCheck.unknownNames(in: file, against: map)
    let former = try formerNames(unknown)
    let findings = EnvironmentCheck.findings(
      in: file, at: variables.path, against: map, former: former)
    return findings.map { finding in
      var finding = finding
      // A file that a person named is not the deployment's.
      for index in finding.places.indices where finding.places[index].tree == .deployment {
        finding.places[index].tree = variables.tree
      }
      return finding
    }
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
