import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// The variables of a deployment, or of files that a person names, held against a release.
struct EnvironmentFileCheck {
  let context: Context
  let files: EnvironmentFiles
  /// The release before, where two are looked at.
  let first: Release?
  let target: UpgradeInputs
  let survey: ReleaseSurvey
  /// Files of variables with other bytes than on disk.
  var edited: [TreePath: FileTree.File] = [:]

  /// What was checked, and what was found; nothing where there are no variables.
  struct Result {
    var checked: EnvironmentReport.Checked?
    var findings: [Finding] = []
    /// What can be edited by what was found; `nil` where the variables were not held against what runs.
    var subject: EnvironmentSubject?
    /// Why nothing can be edited, where that is so.
    var obstacle = EnvironmentObstacle.notRead
  }

  /// Checks.
  func result() throws(UpgradeFailure) -> Result {
    let directory = context.lock?.generated.directory ?? context.patchSet.deployment.directory
    let named = try files.read(
      at: context.places, in: directory, tree: .deployment, edited: edited)
    guard let lock = context.lock, let folder = context.deployment.folder,
      context.deployment.interruption != .found, target.generation.conflicts.isEmpty
    else {
      var result =
        try named.map { (named) throws(UpgradeFailure) in try generated(named) } ?? Result()
      result.obstacle =
        context.lock == nil || context.deployment.folder == nil ? .noDeployment : .notGenerated
      if context.deployment.interruption == .found {
        result.obstacle = .interrupted
        result.findings.append(
          Finding(
            .environmentNotChecked,
            "variables were not held against the deployment: a run on it was interrupted",
            advice: ["run the interrupted command again: it first undoes what was half done"]))
      }
      return result
    }
    var changes: [TreePath: FileTree.File?] = [:]
    let isUpgrade = lock.upstream.commit != target.release.commit
    if lock.upstream.commit != target.release.commit {
      let plan = try UpgradePlan(target, in: context, files: folder)
      guard !plan.hasConflicts else { return try conflicts(named) }
      changes = plan.deployed
    }
    for (path, file) in edited { changes[path] = file }
    let deployed = try context.state(
      of: DeployedFiles(folder, changes: changes), in: directory,
      generated: target.generation.tree.paths.sorted(), release: target.release, named: named)
    let before = !isUpgrade ? nil : try context.lockedState(of: folder, named: named)
    return try check(deployed, before, named)
  }

  private func check(
    _ deployed: DeployedState, _ before: DeployedState?, _ named: NamedEnvironment?
  ) throws(UpgradeFailure) -> Result {
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try deployed.environment(named)
    } catch {
      return Result(findings: [error.finding])
    }
    guard !environment.sources.isEmpty else {
      let path = deployed.model.directory.entry(".env")?.text ?? ".env"
      return Result(obstacle: .noFile(path))
    }
    let variables = try DeploymentVariables(
      environment, of: deployed.model, in: deployed.files, generated: target.generation.tree,
      upstream: target.generation.upstream, release: target.release.name,
      readings: survey.readings, values: try values(before)
    ) { (names) throws(UpgradeFailure) in
      try survey.former(names, before: target.release)
    } formerDefaults: { (values) throws(UpgradeFailure) in
      try survey.formerDefaults(values, before: target.release)
    }
    let pinned = PinnedImages(in: deployed.model, of: target.release.name)
    let own = try deployed.ownFiles(besides: target.generation.tree)
    return Result(
      checked: variables.isChecked ? environment.checked(against: .deployment) : nil,
      findings: used(
        try told(variables.findings, environment.sources, variables.former), by: own)
        + pinned.findings(in: environment),
      subject: variables.map.map {
        EnvironmentSubject(
          context: EnvironmentContext(environment.sources, map: $0), former: variables.former,
          model: deployed.model, own: own)
      })
  }

  /// What is found of names that nothing runs with, with the file of people's own that names them.
  private func used(_ findings: [Finding], by own: [OwnFile]) -> [Finding] {
    let dead: Set<FindingCode> = [.variableUnknown, .variableNotRead, .variableNotPassed]
    return findings.map { finding in
      guard dead.contains(finding.code), let name = finding.variables.first,
        let file = own.first(where: { $0.names(name) })
      else { return finding }
      var finding = finding
      finding.evidence.append("`\(file.path)` names it")
      guard finding.code != .variableNotPassed else { return finding }
      finding.advice = ["see whether \(file.path) needs it, before you take it out"]
      return finding
    }
  }

  /// What values are held against.
  ///
  /// - Parameter before: what runs now; `nil` when it is nothing else.
  private func values(_ before: DeployedState?) throws(UpgradeFailure) -> ValueCheck {
    let release = try context.lockedRelease ?? first
    return ValueCheck(
      patches: NeededVariables(target.generation.patches),
      before: before.flatMap { state in
        release.map { EnvironmentEffects.State(name: $0.name, model: state.model) }
      })
  }

  /// Whatever the deployment comes to, a person has to decide about it first.
  private func conflicts(_ named: NamedEnvironment?) throws(UpgradeFailure) -> Result {
    var result =
      try named.map { (named) throws(UpgradeFailure) in try generated(named) }
      ?? Result()
    result.obstacle = .conflicts
    result.findings.append(
      Finding(
        .environmentNotChecked,
        "variables were not held against the deployment: an upgrade to \(target.release.name) would stop with conflicts",
        advice: ["see them: `confomeet-upgrade \(target.release.name) --dry-run`"]))
    return result
  }

  /// Checks files against what is generated; against what upstream has when that can't be generated.
  private func generated(
    _ named: NamedEnvironment
  ) throws(UpgradeFailure) -> Result {
    let environment = named.environment
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
    let findings = EnvironmentCheck.findings(in: sources, against: map, former: former)
    let after = try state(of: target, named)
    let pinned = PinnedImages(in: after.model, of: target.release.name)
    return Result(
      checked: environment.checked(against: isGenerated ? .generated : .upstream),
      findings: try told(
        try valueFindings(named, map, after, besides: findings), sources, former)
        + pinned.findings(in: environment))
  }

  /// What was found, renames with whether the new names do the same.
  private func told(
    _ findings: [Finding], _ sources: [EnvironmentSource],
    _ former: [String: EnvironmentCheck.FormerVariable]
  ) throws(UpgradeFailure) -> [Finding] {
    let probes = ReleaseProbes(survey, target: target.release, sources: sources)
    var told: [Finding] = []
    for var finding in findings {
      if finding.code == .variableRenamed, let name = finding.variables.first,
        let former = former[name], let isSame = try probes.doTheSame(name, former)
      {
        let isOne = former.newNames.count == 1
        finding.evidence.append(
          isSame
            ? "\(isOne ? "the new name does" : "the new names do") in \(former.changedIn) what the old one did in \(former.lastRelease)"
            : "what the old name did in \(former.lastRelease) the new \(isOne ? "one does" : "ones do") not with every value"
        )
      }
      told.append(finding)
    }
    return told
  }

  /// What is wrong with values, where what is generated runs.
  private func valueFindings(
    _ named: NamedEnvironment, _ map: VariableMap, _ after: DeployedState,
    besides found: [Finding]
  ) throws(UpgradeFailure) -> [Finding] {
    guard after.model.main != nil else {
      guard let problem = after.model.projects.first?.problem, problem.kind == .refused else {
        return found
      }
      return found + [refusal(problem, named, after)]
    }
    var before: EnvironmentEffects.State?
    if let first, first.commit != target.release.commit {
      let state = try state(of: context.sources.inputs(for: first), named)
      before = EnvironmentEffects.State(name: first.name, model: state.model)
    }
    return try ValueCheck(
      patches: NeededVariables(target.generation.patches), before: before
    ).findings(
      in: EnvironmentContext(named.environment.sources, map: map),
      EnvironmentEffects.State(name: target.release.name, model: after.model), besides: found
    ) { (values) throws(UpgradeFailure) in
      try survey.formerDefaults(values, before: target.release)
    }
  }

  /// That Compose refuses what is generated, and why, with files that a person named.
  private func refusal(
    _ problem: ComposeProblem, _ named: NamedEnvironment, _ after: DeployedState
  ) -> Finding {
    var finding = problem.finding(
      after.files, "only the file of variables by itself was checked, not what becomes of values")
    finding.headline =
      "Compose refuses the release's files with these variables: \(problem.message)"
    finding.advice = ["correct that; `docker compose --env-file FILE config` shows it, too"]
    let directory = after.model.directory
    if let place = named.environment.place(of: problem, in: directory) {
      finding.places = [place]
    } else if let file = problem.file, target.generation.tree[file.below(directory)] == nil {
      // Its name is part of a value.
      finding.headline =
        "Compose refuses the release's files with these variables: `COMPOSE_FILE` names a file that is not generated"
      finding.places = named.environment.place(of: "COMPOSE_FILE").map { [$0] } ?? []
    } else if let file = problem.file, let place = finding.places.first {
      finding.places = [
        Place(
          .generated, file.below(directory).text, release: target.release.name.reference,
          line: place.line, column: place.column)
      ]
    }
    return finding
  }

  private func state(
    of inputs: UpgradeInputs, _ named: NamedEnvironment
  ) throws(UpgradeFailure) -> DeployedState {
    let generation = inputs.generation
    return try context.state(
      of: generation.conflicts.isEmpty ? generation.tree : generation.upstream,
      at: inputs.release,
      in: context.lock?.generated.directory ?? context.patchSet.deployment.directory, named: named)
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
