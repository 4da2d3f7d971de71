import ArgumentParser

/// Where the deployment and its lock are.
struct DeploymentOptions: ParsableArguments {
  @Option(
    name: .customLong("deployment"),
    help: ArgumentHelp(
      "The deployment's folder; 'deployment' by default. (CONFOMEET_DEPLOYMENT)",
      valueName: "dir"),
    completion: .directory)
  private var deploymentOption: String?

  /// The deployment's folder.
  var deployment: String { deploymentOption ?? Variable.deployment.value ?? "deployment" }
}

/// Where the lock is.
struct LockOptions: ParsableArguments {
  @Option(
    name: .customLong("lock"),
    help: ArgumentHelp(
      "The lock; 'upstream-lock.yaml' by default. (CONFOMEET_LOCK)", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  private var lockOption: String?

  /// The lock's path.
  var lock: String { lockOption ?? Variable.lock.value ?? "upstream-lock.yaml" }
}

/// Where the patch set is.
struct PatchSetOptions: ParsableArguments {
  @Option(
    name: .customLong("patches"),
    help: ArgumentHelp(
      "The patch set's folder; 'patches' by default. (CONFOMEET_PATCHES)", valueName: "dir"),
    completion: .directory)
  private var patchesOption: String?

  /// The patch set's folder.
  var patches: String { patchesOption ?? Variable.patches.value ?? "patches" }
}
