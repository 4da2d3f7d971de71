import Findings
import GitKit
import PatchKit

extension Upgrade.Job {
  /// What the deployment runs before and after, as far as it is known.
  struct Runs {
    /// `nil` for a deployment that is not there yet, and when upstream no longer has the locked release.
    let before: Context.Deployed?
    /// `nil` when a person has to decide first.
    let after: Context.Deployed?

    /// The services, for what upstream's changes mean to them.
    var services: DeployedChange? {
      guard let last = (after ?? before).flatMap({ DeployedServices($0.model) }) else { return nil }
      return DeployedChange(
        before: before.flatMap { DeployedServices($0.model) } ?? last, after: last,
        isMerged: after != nil)
    }
  }

  /// Works out what runs; `nil` when nobody asks: nothing changes, or neither the history nor variables are looked at.
  ///
  /// - Parameter files: the deployment's files, wherever they are read from.
  func runs(_ plan: UpgradePlan, _ files: (any FileSource)?) throws(UpgradeFailure) -> Runs? {
    guard !plan.changesNothing else { return nil }
    if !options.wantsUpstreamChanges {
      guard try hasVariables(files) else { return nil }
    }
    var before: Context.Deployed?
    let named = named.environment
    if let lock = context.lock, let locked = context.lockedRelease, files != nil,
      upstream.repository.contains(locked.commit)
    {
      before = try context.deployed(
        files, in: lock.generated.directory, generated: Array(lock.generated.files.keys),
        release: locked, named: named)
    }
    guard !plan.hasConflicts else { return Runs(before: before, after: nil) }
    return Runs(
      before: before,
      after: try context.deployed(
        files, after: plan.files, in: target.patchSet.deployment.directory,
        generated: target.generation.tree.paths.sorted(), release: target.release, named: named))
  }

  /// What is wrong with variables of `.env` after the upgrade that was not before it.
  func newVariableFindings(_ runs: Runs) throws(UpgradeFailure) -> [Finding] {
    guard let before = runs.before, let after = runs.after, let locked = context.lockedRelease
    else { return [] }
    let (named, problems) = named
    guard problems.isEmpty else { return problems }
    let environment: ProjectEnvironment
    do throws(ProjectEnvironment.Problem) {
      environment = try after.environment(named, in: target.patchSet.deployment.directory)
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
      upstream: target.generation.upstream, release: target.release.name, readings: readings
    ) { (names) throws(UpgradeFailure) in
      try survey.former(names, before: target.release)
    }
    let told = Set(known.findings.map(Self.key))
    return now.findings.filter { !told.contains(Self.key($0)) }
  }

  /// Whether there is a file of variables that Compose may read.
  private func hasVariables(_ files: (any FileSource)?) throws(UpgradeFailure) -> Bool {
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
  private var named: (environment: NamedEnvironment?, problems: [Finding]) {
    do throws(UpgradeFailure) {
      let directory = target.patchSet.deployment.directory
      return (
        try options.environmentFiles.read(at: context.places, in: directory, tree: .deployment), []
      )
    } catch {
      return (nil, error.findings)
    }
  }

  /// What a finding is about: the code, and the first name in its headline.
  private static func key(_ finding: Finding) -> [String] {
    let parts = finding.headline.split(separator: "`", omittingEmptySubsequences: false)
    return [finding.code.rawValue, parts.count > 1 ? String(parts[1]) : finding.headline]
  }
}

extension UpgradePlan {
  /// The files that would be different afterwards; `nil` for those that would be gone.
  var files: [TreePath: FileTree.File?] {
    var files: [TreePath: FileTree.File?] = [:]
    for decision in comparison.changes { files.updateValue(decision.new, forKey: decision.path) }
    return files
  }
}
