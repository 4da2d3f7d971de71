import ArgumentParser
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
  /// - Parameter interruption: stops a transfer, and is told of it; `nil` where nothing is fetched.
  func places(
    deployment: String = "", lock: String = "", _ interruption: Interruption?
  ) throws -> Places {
    Places(
      deployment: deployment, patches: patchSetOptions.patches, lock: lock,
      upstream: upstreamOptions.upstream, cache: try upstreamOptions.cache,
      isOffline: try interruption == nil || upstreamOptions.isOffline,
      connection: try upstreamOptions.connection(interruption))
  }
}

extension SourceOptions {
  /// The places, for a command that looks only at the lock of a deployment.
  func places(_ lockOptions: LockOptions, _ interruption: Interruption?) throws -> Places {
    let deployment = DeploymentOptions.standard
    return try places(
      deployment: deployment, lock: lockOptions.lock(of: deployment), interruption)
  }
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
  /// - Parameter isNewInside: whether a deployment that is not there yet gets its lock inside.
  func places(_ interruption: Interruption, isNewInside: Bool = false) throws -> Places {
    let deployment = deploymentOptions.deployment
    return try sourceOptions.places(
      deployment: deployment, lock: lockOptions.lock(of: deployment, isNewInside: isNewInside),
      interruption)
  }
}
