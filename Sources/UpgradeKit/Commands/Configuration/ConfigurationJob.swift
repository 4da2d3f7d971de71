import Findings
import GitKit
import PatchKit
import Reports

/// Works out what `config` was asked for.
///
/// It belongs to one thread, like the context.
final class ConfigurationJob {
  /// A state of a deployment, or of the files that are generated for one.
  private struct State {
    let state: DeployedState
    let generation: Generation?
    let release: Release
    /// Whether images of the last release count as those of a commit that has none yet.
    var isForecast = false
  }

  /// What it comes to.
  struct Outcome {
    let report: Report
    /// The last state that was looked at.
    let last: EffectiveConfiguration
  }

  private let options: ConfigurationSurvey.Options
  private let context: Context
  private let toolVersion: String
  private let directory: TreeFolder
  private var named: NamedEnvironment?

  init(_ options: ConfigurationSurvey.Options, _ context: Context, toolVersion: String) {
    (self.options, self.context, self.toolVersion) = (options, context, toolVersion)
    directory = context.lock?.generated.directory ?? context.patchSet.deployment.directory
  }

  func outcome(_ progress: (RunStage) -> Void) throws(UpgradeFailure) -> Outcome {
    progress(.upstream)
    try context.deployment.checkWhole()
    let locked = context.deployment.folder == nil ? nil : try context.lockedRelease
    let wanted = options.subject.wanted
    let isOfDeployment = options.subject == .deployment && locked != nil
    let upstream = try context.sources.openUpstream(
      wanting: wanted ?? (isOfDeployment ? locked?.reference : nil),
      isFresh: wanted == nil && !isOfDeployment)
    switch options.subject {
    case .deployment:
      guard let locked else { return try generated(upstream.release(.latest), progress) }
      return try listed(try deployed(locked, progress))
    case .upgrade(let name): return try upgrade(from: locked, to: upstream.release(name), progress)
    case .range(let from, let to):
      let last = try upstream.release(to ?? .latest)
      guard let from else { return try upgrade(from: locked, to: last, progress) }
      let first = try upstream.release(from)
      if let locked, locked.commit == first.commit {
        return try upgrade(from: locked, to: last, progress)
      }
      let variables = try readVariables(for: first, isGenerated: true)
      return try compared(
        try state(of: first), try state(of: last), variables, upstream, progress)
    }
  }

  // MARK: States

  private func upgrade(
    from locked: Release?, to release: Release, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> Outcome {
    guard let locked else { return try generated(release, progress) }
    let upstream = try context.sources.openUpstream(wanting: release.reference)
    progress(.generate)
    let target = try context.sources.inputs(for: release)
    guard target.generation.conflicts.isEmpty else {
      throw UpgradeFailure(target.generation.conflicts)
    }
    let (before, variables) = try deployed(locked, progress)
    let plan = try UpgradePlan(target, in: context, files: context.deployment.folder)
    guard !plan.hasConflicts else { return conflicts(before, release) }
    let after = try context.state(
      of: DeployedFiles(context.deployment.folder, changes: plan.deployed), in: directory,
      generated: target.generation.tree.paths.sorted(), release: release, named: named,
      isForecast: true)
    return try compared(
      before,
      State(
        state: after, generation: target.generation, release: release,
        isForecast: !release.name.isRelease), variables, upstream, progress)
  }

  /// The deployment as it is, and where its variables come from.
  private func deployed(
    _ locked: Release, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> (State, variables: String) {
    progress(.compare)
    let variables = try readVariables(for: locked, isGenerated: false)
    guard let folder = context.deployment.folder,
      let state = try context.lockedState(of: folder, named: named)
    else {
      throw UpgradeFailure(
        .lockedCommitGone, "upstream no longer has the locked commit of \(locked.name)",
        advice: ["name a copy of upstream that still has it with `--upstream PATH`"])
    }
    let generation = try context.sources.inputs(for: locked).generation
    return (
      State(
        state: state, generation: generation.conflicts.isEmpty ? generation : nil, release: locked),
      variables
    )
  }

  private func generated(
    _ release: Release, _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> Outcome {
    progress(.generate)
    let variables = try readVariables(for: release, isGenerated: true)
    return try listed((try state(of: release), variables))
  }

  /// What a release is generated as; upstream's own files where the patch set does not apply.
  private func state(of release: Release) throws(UpgradeFailure) -> State {
    let generation = try context.sources.inputs(for: release).generation
    let tree = generation.conflicts.isEmpty ? generation.tree : generation.upstream
    return State(
      state: try context.state(of: tree, at: release, in: directory, named: named),
      generation: generation, release: release, isForecast: !release.name.isRelease)
  }

  /// Reads the variables.
  ///
  /// - Returns: where they come from.
  private func readVariables(
    for release: Release, isGenerated: Bool
  ) throws(UpgradeFailure) -> String {
    let variables = try ConfigurationVariables.read(
      options.environmentFiles, in: directory, for: release, context, isElsewhere: isGenerated)
    named = variables.named
    return variables.source
  }

  // MARK: Outcomes

  private var viewOptions: ConfigurationView.Options {
    ConfigurationView.Options(
      disclosure: options.showsValues ? .plain : .given, wantsContents: options.wantsContents,
      services: options.services)
  }

  private func listed(
    _ found: (state: State, variables: String)
  ) throws(UpgradeFailure) -> Outcome {
    let view = ConfigurationView(of: found.state.state, found.state.generation, viewOptions)
    try found.state.state.checkRead()
    try checkRuns(found.state)
    try checkServices([view], in: [found.state])
    var report = report(
      nil, found.state,
      refusals(in: found.state) + ConfigurationFindings.all(of: view.configuration))
    report.configuration = view.reported(variables: found.variables)
    report.configuration?.images = Self.images(of: [found.state])
    return Outcome(report: report, last: view.configuration)
  }

  private func compared(
    _ before: State, _ after: State, _ variables: String, _ upstream: Upstream,
    _ progress: (RunStage) -> Void
  ) throws(UpgradeFailure) -> Outcome {
    let old = ConfigurationView(of: before.state, before.generation, viewOptions)
    let new = ConfigurationView(of: after.state, after.generation, viewOptions)
    try before.state.checkRead()
    try after.state.checkRead()
    for state in [before, after] { try checkRuns(state) }
    try checkServices([old, new], in: [before, after])
    progress(.causes)
    let (change, problem) = try ConfigurationChange(
      before: old, after: new, releases: (before.release, after.release),
      generations: [before.generation, after.generation].compactMap(\.self), directory: directory
    ).reported(variables: variables, upstream)
    var report = report(
      before, after,
      refusals(in: after) + ConfigurationFindings.all(of: new.configuration)
        + [problem].compactMap(\.self))
    report.configuration = change
    report.configuration?.images = Self.images(of: [before, after])
    return Outcome(report: report, last: new.configuration)
  }

  private func conflicts(_ before: State, _ release: Release) -> Outcome {
    let finding = Finding(
      .upgradeWouldStop,
      "an upgrade to \(release.name) would stop with conflicts: what its services read can't be known",
      advice: ["see them: `confomeet-upgrade \(release.reference) --dry-run`"])
    let report = Report(
      toolVersion: toolVersion, command: "config", verdict: .conflicts,
      upstream: context.sources.upstreamAddress, deployment: context.places.deployment,
      from: ReportedRelease(before.release), to: ReportedRelease(release), findings: [finding],
      policy: SeverityPolicy.standard.with([.upgradeWouldStop: .conflict]))
    return Outcome(
      report: report, last: EffectiveConfiguration(of: before.state.model, only: options.services))
  }

  private func report(_ before: State?, _ after: State, _ findings: [Finding]) -> Report {
    let sorted = context.acceptances.accept(findings)
    var report = Report(
      toolVersion: toolVersion, command: "config", verdict: .shown,
      upstream: context.sources.upstreamAddress, deployment: context.places.deployment,
      from: before.map { ReportedRelease($0.release) }, to: ReportedRelease(after.release),
      findings: sorted.rest)
    report.accepted = sorted.accepted.reported()
    return report
  }

  /// Makes sure that Compose runs the files at all.
  private func checkRuns(_ state: State) throws(UpgradeFailure) {
    let model = state.state.model
    guard model.main == nil else { return }
    let problem =
      model.projects.first?.problem ?? ComposeProblem(.absent, "no compose file is there")
    throw UpgradeFailure([Self.finding(of: problem, state)])
  }

  private static func finding(of problem: ComposeProblem, _ state: State) -> Finding {
    problem.finding(state.state.files, "what services read is not known")
  }

  /// The further compose files that Compose does not run together with the others, so that their services are not known.
  private func refusals(in state: State) -> [Finding] {
    let model = state.state.model
    let main = Set(model.main?.files ?? [])
    return model.projects.compactMap { project in
      project.problem.map { problem in
        let own = project.files.filter { !main.contains($0) }.map { "`\($0)`" }
        return problem.finding(
          state.state.files,
          "what services of \(own.isEmpty ? "these files" : own.joined(separator: ", ")) read is not known"
        )
      }
    }
  }

  /// Which images count that are none yet.
  private static func images(of states: [State]) -> String? {
    let names = states.filter(\.isForecast).map(\.release.name)
    guard !names.isEmpty else { return nil }
    return names.map { "those of \($0.tag) stand for what \($0.reference) will have" }
      .joined(separator: "; ")
  }

  /// Makes sure that services that are asked for are there.
  private func checkServices(
    _ views: [ConfigurationView], in states: [State]
  ) throws(UpgradeFailure) {
    let known = Set(views.flatMap { $0.configuration.services.map(\.name) })
    guard let name = options.services.subtracting(known).min() else { return }
    // It may be one of files that Compose refuses.
    let refused = states.flatMap(refusals)
    throw UpgradeFailure(
      [
        Finding(
          .serviceNotRun, "there is no service `\(name)`",
          advice: ["see which there are: `confomeet-upgrade config`"])
      ] + refused.prefix(3))
  }
}
