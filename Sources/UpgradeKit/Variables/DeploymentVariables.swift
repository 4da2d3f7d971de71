package import Findings
import GitKit
import PatchKit

/// The variables of a deployment, held against what it runs.
package struct DeploymentVariables: Sendable {
  /// What was found.
  package private(set) var findings: [Finding]
  /// Whether it could be looked for.
  package let isChecked: Bool
  /// The variables of what runs; `nil` where that can't be known.
  let map: VariableMap?
  /// What became of names that nothing uses.
  private(set) var former: [String: EnvironmentCheck.FormerVariable] = [:]

  /// Looks at them.
  ///
  /// - Parameters:
  ///   - environment: the files of variables.
  ///   - files: the deployment's files.
  ///   - generated: what is generated at the release.
  ///   - values: what values are held against; `nil` to leave them.
  ///   - former: what became of names that nothing in the deployment uses.
  ///   - formerDefaults: which of some values their variables had for a default.
  init<Failure: Error>(
    _ environment: ProjectEnvironment, of model: DeploymentModel, in files: LocalFiles,
    generated: FileTree, upstream: FileTree, release: ReleaseName, readings: EnvironmentReadings,
    values: ValueCheck? = nil,
    former: ([String]) throws(Failure) -> [String: EnvironmentCheck.FormerVariable],
    formerDefaults: ([String: String]) throws(Failure) -> [String: ValueCheck.FormerDefault] = {
      _ in [:]
    }
  ) throws(Failure) {
    let sources = environment.sources
    let nothing = ComposeProblem(.absent, "no compose file is there")
    if model.main == nil {
      let problem = model.projects.first?.problem ?? nothing
      let map = VariableMap(
        of: generated, upstream: upstream, release: release, readings: readings)
      findings =
        EnvironmentCheck.valueFindings(in: sources, against: map)
        + [problem.finding(files, "variables of `.env` were not checked")]
      isChecked = false
      self.map = nil
      return
    }
    let map = VariableMap(
      of: model, in: files, generated: generated, upstream: upstream, release: release,
      readings: readings)
    let unknown = EnvironmentCheck.unknownNames(in: sources, against: map)
    self.former = try former(unknown)
    self.map = map
    findings = EnvironmentCheck.findings(in: sources, against: map, former: self.former)
    isChecked = true
    findings += model.projects.dropFirst().compactMap { $0.refusal(files) }
    if let values {
      findings += try values.findings(
        in: EnvironmentContext(sources, map: map),
        EnvironmentEffects.State(name: release, model: model), besides: findings,
        formerDefaults: formerDefaults)
    }
  }
}

extension DeploymentModel.Project {
  /// That Compose refuses a further file, with those that it is run with; `nil` when it does not.
  fileprivate func refusal(_ files: LocalFiles) -> Finding? {
    guard let problem, problem.kind == .refused, let last = self.files.last else { return nil }
    return Finding(
      .environmentNotChecked,
      "the services of \(last) were not checked: Compose refuses it: \(problem.message)",
      places: problem.finding(files, "").places,
      advice: [
        "correct that, if you run it; `docker compose config` shows what Compose makes of it"
      ])
  }
}

extension ComposeProblem {
  /// That something can't be looked at, and why.
  ///
  /// - Parameter consequence: what was not looked at.
  func finding(_ files: LocalFiles, _ consequence: String) -> Finding {
    var place = file.map { Place(.deployment, $0.text) }
    if let file, let offset, case .file(let found) = files[file] {
      place = Place(.deployment, file, found.content, at: offset)
    }
    let places = place.map { [$0] } ?? []
    return switch kind {
    case .refused:
      Finding(
        .composeRefuses, "Compose refuses the deployment's files: \(message)", places: places,
        evidence: [consequence],
        advice: ["correct that; `docker compose config` shows what Compose makes of the files"])
    case .absent, .unknown:
      Finding(.environmentNotChecked, "\(consequence): \(message)", places: places)
    }
  }
}
