import ArgumentParser
import Findings
import GitKit
import UpgradeKit

/// What deployments are generated from: where patch set and upstream are.
struct SourceOptions: ParsableArguments {
  @OptionGroup(title: "Deployment")
  private var patchSetOptions: PatchSetOptions

  @OptionGroup(title: "Upstream")
  private var upstreamOptions: UpstreamOptions

  /// The places, for a command that works on no deployment.
  ///
  /// - Parameters:
  ///   - interruption: stops a transfer, and is told of it; `nil` where nothing is fetched.
  ///   - reports: the files that reports are written to.
  func places(
    deployment: String = "", lock: String = "", _ interruption: Interruption?,
    reports: [String] = []
  ) throws -> Places {
    Places(
      deployment: deployment, patches: patchSetOptions.patches, lock: lock,
      upstream: upstreamOptions.upstream, cache: try upstreamOptions.cache,
      isOffline: try interruption == nil || upstreamOptions.isOffline,
      maxAge: try upstreamOptions.maxAge,
      connection: try upstreamOptions.connection(interruption), reports: reports, today: Day.today)
  }
}

extension SourceOptions {
  /// The places, for a command that works on a deployment, or looks at the lock of the one that is named nowhere.
  ///
  /// - Parameters:
  ///   - reports: the files that reports are written to.
  ///   - isNewInside: whether a deployment that is not there yet gets its lock inside.
  func places(
    _ lockOptions: LockOptions, of deployment: String = DeploymentOptions.standard,
    _ interruption: Interruption, reports: [String] = [], isNewInside: Bool = false
  ) throws -> Places {
    try places(
      deployment: deployment, lock: lockOptions.lock(of: deployment, isNewInside: isNewInside),
      interruption, reports: reports)
  }
}

/// Where everything is, for a command that looks at one deployment or at several.
struct SeveralPlaceOptions: ParsableArguments {
  @OptionGroup(title: "Deployment")
  private var deploymentOptions: SeveralDeploymentOptions

  @OptionGroup
  private var sourceOptions: SourceOptions

  @OptionGroup(title: "Deployment")
  private var lockOptions: LockOptions

  /// The places, for one deployment.
  ///
  /// - Parameters:
  ///   - reports: the files that reports are written to.
  ///   - isNewInside: whether a deployment that is not there yet gets its lock inside.
  func places(
    _ interruption: Interruption, reports: [String] = [], isNewInside: Bool = false
  ) throws -> Places {
    try sourceOptions.places(
      lockOptions, of: deploymentOptions.single, interruption, reports: reports,
      isNewInside: isNewInside)
  }

  /// The deployments, when several are named or listed; `nil` for one.
  ///
  /// - Parameter console: where it is said what is wrong with a list.
  func list(_ console: Console) throws -> DeploymentList? {
    guard let paths = try deploymentOptions.paths(console) else { return nil }
    if let source = lockOptions.source {
      throw ValidationError(
        "The \(source) names one lock, and each of several deployments has its own.")
    }
    return DeploymentList(paths, lock: LockOptions.ownLock)
  }

  /// Whether several deployments are named or listed.
  var areSeveral: Bool { deploymentOptions.areSeveral }
}

/// Where everything is that a command works on.
struct PlaceOptions: ParsableArguments {
  @OptionGroup(title: "Deployment")
  private var deploymentOptions: DeploymentOptions

  @OptionGroup
  private var sourceOptions: SourceOptions

  @OptionGroup(title: "Deployment")
  private var lockOptions: LockOptions

  /// The places.
  ///
  /// - Parameters:
  ///   - reports: the files that reports are written to.
  ///   - isNewInside: whether a deployment that is not there yet gets its lock inside.
  func places(
    _ interruption: Interruption, reports: [String] = [], isNewInside: Bool = false
  ) throws -> Places {
    try sourceOptions.places(
      lockOptions, of: deploymentOptions.deployment, interruption, reports: reports,
      isNewInside: isNewInside)
  }
}
