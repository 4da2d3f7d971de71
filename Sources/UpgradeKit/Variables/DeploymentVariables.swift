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
      var refusal = problem.finding(
        files,
        "what becomes of the variables of `.env` is not known; only the file by itself was checked")
      if let place = environment.place(of: problem, in: model.directory) {
        refusal.places = [place]
      }
      let map = VariableMap(
        of: generated, upstream: upstream, release: release, readings: readings)
      findings =
        EnvironmentCheck.valueFindings(in: sources, against: map)
        + [refusal]
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
    findings += DeploymentModel.Project.refusals(Array(model.projects.dropFirst()), files)
    if let values {
      findings = try values.findings(
        in: EnvironmentContext(sources, map: map),
        EnvironmentEffects.State(name: release, model: model), besides: findings,
        formerDefaults: formerDefaults)
    }
  }
}

extension DeploymentModel.Project {
  /// That Compose refuses further files, with those that they are run with; those for one reason together.
  fileprivate static func refusals(
    _ projects: [DeploymentModel.Project], _ files: LocalFiles
  ) -> [Finding] {
    var groups: [(problem: ComposeProblem, paths: [TreePath])] = []
    for project in projects {
      guard let problem = project.problem, problem.kind == .refused, let last = project.files.last
      else { continue }
      if let index = groups.firstIndex(where: { $0.problem.message == problem.message }) {
        groups[index].paths.append(last)
      } else {
        groups.append((problem, [last]))
      }
    }
    return groups.map { problem, paths in
      let shown = EnvironmentContext.list(paths.map(\.text))
      return Finding(
        .environmentNotChecked,
        "the services of \(shown) were not checked: Compose refuses \(paths.count == 1 ? "it" : "each of them"): \(problem.message)",
        places: problem.finding(files, "").places,
        advice: [
          "correct that, if you run \(paths.count == 1 ? "it" : "them"); `docker compose config` shows what Compose makes of \(paths.count == 1 ? "it" : "them")"
        ])
    }
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
