import Findings
import GitKit
import PatchKit

extension Upgrade.Job {
  /// The deployment before and after, each worked out once, when somebody asks.
  ///
  /// It belongs to one thread, like the context.
  final class States {
    /// The deployment's files as they are, wherever they are read from; `nil` when it is not there yet.
    let files: (any FileSource)?
    private let job: Upgrade.Job
    private let changes: [TreePath: FileTree.File?]?
    private let named: NamedEnvironment?
    private let former: [TreePath: FileTree.File?]
    private var known: (before: DeployedState??, after: DeployedState?)

    /// - Parameters:
    ///   - changes: what a run writes, `nil` for what it removes; none when a person has to decide first.
    ///   - isKnownBefore: whether the files are still as they were before the upgrade, or it is known how they were.
    ///   - former: the files that were otherwise before the upgrade, `nil` for those that were not there.
    ///   - named: the variables that count; those that a person named where nothing else is said.
    init(
      _ job: Upgrade.Job, _ files: (any FileSource)?, changes: [TreePath: FileTree.File?]?,
      isKnownBefore: Bool = true, former: [TreePath: FileTree.File?] = [:],
      named: NamedEnvironment? = nil
    ) {
      (self.job, self.files, self.changes, self.former) = (job, files, changes, former)
      self.named = named ?? job.named.environment
      known = (isKnownBefore ? nil : .some(nil), nil)
    }

    /// What runs before; `nil` without a deployment, and when upstream no longer has the locked release.
    func before() throws(UpgradeFailure) -> DeployedState? {
      if let known = known.before { return known }
      let state = try files.flatMap { (files) throws(UpgradeFailure) in
        try job.context.lockedState(of: files, named: named, changes: former)
      }
      known.before = .some(state)
      return state
    }

    /// What runs after; `nil` when a person has to decide first.
    func after() throws(UpgradeFailure) -> DeployedState? {
      guard changes != nil else { return nil }
      if let known = known.after { return known }
      let state = try after(with: named)
      known.after = state
      return state
    }

    /// What would run after with another value of a variable; `nil` where it isn't known what runs.
    func after(setting variable: String, to value: String) throws(UpgradeFailure) -> DeployedState?
    {
      guard let main = try after()?.model.main else { return nil }
      return try after(
        with: NamedEnvironment(
          environment: ProjectEnvironment(named: []),
          variables: .success(main.variables.setting(variable, to: value))))
    }

    private func after(with named: NamedEnvironment?) throws(UpgradeFailure) -> DeployedState? {
      guard let changes else { return nil }
      let target = job.target
      return try job.context.state(
        of: DeployedFiles(files, changes: changes), in: target.patchSet.deployment.directory,
        generated: target.generation.tree.paths.sorted(), release: target.release, named: named,
        isForecast: job.options.isForecast)
    }

    /// Makes sure that no file failed to be read so far.
    func checkRead() throws(UpgradeFailure) {
      try known.before??.checkRead()
      try known.after?.checkRead()
    }

    /// The services, for what upstream's changes mean to them.
    func services() throws(UpgradeFailure) -> DeployedChange? {
      let (before, after) = (try before(), try after())
      guard let last = (after ?? before).flatMap({ DeployedServices($0.model) }) else { return nil }
      return DeployedChange(
        before: before.flatMap { DeployedServices($0.model) } ?? last, after: last,
        isMerged: after != nil)
    }
  }

  /// The deployment before a plan and after it.
  ///
  /// - Parameter named: the variables that count; those that a person named where nothing else is said.
  func states(
    _ plan: UpgradePlan, _ files: (any FileSource)?, named: NamedEnvironment? = nil
  ) -> States {
    States(self, files, changes: plan.hasConflicts ? nil : plan.deployed, named: named)
  }

  /// Whether somebody asks what runs: something changes, and the history or variables are looked at.
  func isAskedWhatRuns(
    _ plan: UpgradePlan, _ states: States
  ) throws(UpgradeFailure) -> Bool {
    guard !plan.changesNothing else { return false }
    return options.wantsUpstreamChanges ? true : try hasVariables(states.files)
  }

  /// What is wrong with variables of `.env` after the upgrade that was not before it.
  func newVariableFindings(_ states: States) throws(UpgradeFailure) -> [Finding] {
    guard let before = try states.before(), let after = try states.after(),
      let locked
    else { return [] }
    let (named, problems) = named
    guard problems.isEmpty else { return problems }
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try after.environment(named)
    } catch {
      return [error.finding]
    }
    guard !environment.sources.isEmpty else { return [] }
    let readings = EnvironmentReadings(context.sources.readings)
    let known = try DeploymentVariables(
      environment, of: before.model, in: before.files, generated: target.generation.tree,
      upstream: try upstream.files(of: locked), release: locked.name, readings: readings
    ) { (_) throws(UpgradeFailure) in [:] }
    let survey = ReleaseSurvey(upstream, readings: readings) {
      context.places.connection.cancellation.isCancelled
    }
    let now = try DeploymentVariables(
      environment, of: after.model, in: after.files, generated: target.generation.tree,
      upstream: target.generation.upstream, release: target.release.name, readings: readings,
      values: ValueCheck(
        patches: NeededVariables(target.generation.patches),
        before: EnvironmentEffects.State(name: locked.name, model: before.model))
    ) { (names) throws(UpgradeFailure) in
      // What was no name before either is not told here, and would be looked for in all of upstream's releases.
      try survey.former(
        names.filter { known.map?[$0]?.isSettable == true }, before: target.release)
    } formerDefaults: { (values) throws(UpgradeFailure) in
      try survey.formerDefaults(
        values.filter { known.map?.hasDefault($0.value, of: $0.key) == true },
        before: target.release)
    }
    let told = Set(known.findings.map(Self.key))
    return PinnedImages(in: after.model, of: target.release.name).findings(in: environment)
      + now.findings.filter { !told.contains(Self.key($0)) }
  }

  /// Whether there is a file of variables that Compose may read.
  func hasVariables(_ files: (any FileSource)?) throws(UpgradeFailure) -> Bool {
    guard options.environmentFiles.paths.isEmpty else { return true }
    let folders = [""] + [target.patchSet.deployment.directory.text + "/"]
    for folder in folders {
      guard let path = TreePath.optional(folder + ".env") else { continue }
      do throws(FileSystemError) {
        if try files?.kind(at: path) != nil { return true }
      } catch {
        // Through a link, or what is no folder, Compose finds nothing of the deployment's.
        guard [.isALink, .notAFolder, .notFound].contains(error.kind) else {
          throw UpgradeFailure(error)
        }
      }
    }
    return false
  }

  /// The variables that Compose is told of instead of `.env`; and why they can't be read, which stops no upgrade.
  fileprivate var named: (environment: NamedEnvironment?, problems: [Finding]) {
    do throws(UpgradeFailure) {
      let directory = target.patchSet.deployment.directory
      return (
        try options.environmentFiles.read(at: context.places, in: directory, tree: .deployment), []
      )
    } catch {
      return (nil, error.findings)
    }
  }

  /// What a finding is about: the code, and its variables; what it says where it is about none.
  private static func key(_ finding: Finding) -> [String] {
    [finding.code.rawValue]
      + (finding.variables.isEmpty ? [finding.headline] : finding.variables)
  }
}
