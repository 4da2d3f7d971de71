import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// The variables of a deployment, or of files that a person names, held against a release.
struct EnvironmentFileCheck {
  let context: Context
  let files: EnvironmentFiles
  let target: UpgradeInputs
  let survey: ReleaseSurvey

  /// What was checked, and what was found; nothing where there are no variables.
  struct Result {
    var checked: EnvironmentReport.Checked?
    var findings: [Finding] = []
  }

  /// Checks.
  func result() throws(UpgradeFailure) -> Result {
    let directory = context.lock?.generated.directory ?? context.patchSet.deployment.directory
    let named = try files.read(at: context.places, in: directory, tree: .deployment)
    guard let lock = context.lock, let folder = context.deployment.folder,
      context.deployment.interruption != .found, target.generation.conflicts.isEmpty
    else {
      return try named.map { (named) throws(UpgradeFailure) in
        try generated(named.environment)
      } ?? Result()
    }
    var changes: [TreePath: FileTree.File?] = [:]
    if lock.upstream.commit != target.release.commit {
      let plan = try UpgradePlan(target, in: context, files: folder)
      guard !plan.hasConflicts else { return try conflicts(named) }
      changes = plan.deployed
    }
    let deployed = try context.state(
      of: DeployedFiles(folder, changes: changes), in: directory,
      generated: target.generation.tree.paths.sorted(), release: target.release, named: named)
    return try check(deployed, named)
  }

  private func check(
    _ deployed: DeployedState, _ named: NamedEnvironment?
  ) throws(UpgradeFailure) -> Result {
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try deployed.environment(named)
    } catch {
      return Result(findings: [error.finding])
    }
    guard !environment.sources.isEmpty else { return Result() }
    let variables = try DeploymentVariables(
      environment, of: deployed.model, in: deployed.files, generated: target.generation.tree,
      upstream: target.generation.upstream, release: target.release.name,
      readings: survey.readings
    ) { (names) throws(UpgradeFailure) in
      try survey.former(names, before: target.release)
    }
    return Result(
      checked: variables.isChecked ? environment.checked(against: .deployment) : nil,
      findings: variables.findings)
  }

  /// Whatever the deployment comes to, a person has to decide about it first.
  private func conflicts(_ named: NamedEnvironment?) throws(UpgradeFailure) -> Result {
    var result =
      try named.map { (named) throws(UpgradeFailure) in try generated(named.environment) }
      ?? Result()
    result.findings.append(
      Finding(
        .environmentNotChecked,
        "variables were not held against the deployment: an upgrade to \(target.release.name) would stop with conflicts",
        advice: ["see them: `confomeet-upgrade \(target.release.name) --dry-run`"]))
    return result
  }

  /// Checks files against what is generated; against what upstream has when that can't be generated.
  private func generated(
    _ environment: ProjectEnvironment
  ) throws(UpgradeFailure) -> Result {
    let generation = target.generation
    let isGenerated = generation.conflicts.isEmpty
    let map =
      isGenerated
      ? VariableMap(
        of: generation.tree, upstream: generation.upstream, release: target.release.name,
        readings: survey.readings)
      : try survey.map(of: target.release)
    let sources = environment.sources
    let former = try survey.former(
      EnvironmentCheck.unknownNames(in: sources, against: map), before: target.release)
    return Result(
      checked: environment.checked(against: isGenerated ? .generated : .upstream),
      findings: EnvironmentCheck.findings(in: sources, against: map, former: former))
  }
}

extension ProjectEnvironment {
  fileprivate func checked(against basis: EnvironmentReport.Basis) -> EnvironmentReport.Checked {
    let names = sources.flatMap { source in
      source.file.entries.filter { !$0.isCommentedOut }.map(\.name)
    }
    return EnvironmentReport.Checked(
      file: sources.map(\.path).joined(separator: ", "), basis: basis, count: Set(names).count)
  }
}
