import ArgumentParser
import Glibc

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
  var deployment: String { deploymentOption ?? Self.standard }

  /// The deployment's folder where no option names it.
  static var standard: String { Variable.deployment.value ?? "deployment" }
}

/// Where the lock is.
struct LockOptions: ParsableArguments {
  @Option(
    name: .customLong("lock"),
    help: ArgumentHelp(
      "The lock; by default 'upstream-lock.yaml' in the deployment if it is there, else in the current folder. (CONFOMEET_LOCK)",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  private var lockOption: String?

  private static let name = "upstream-lock.yaml"

  /// The lock's path: what is asked for, else the lock in the deployment, else the one in the current folder.
  ///
  /// - Parameters:
  ///   - deployment: the deployment's folder.
  ///   - isNewInside: whether a deployment that is not there yet gets its lock inside. Then another one's lock, which
  ///     happens to be in the current folder, is neither taken for it nor written over.
  func lock(of deployment: String, isNewInside: Bool = false) -> String {
    if let path = lockOption ?? Variable.lock.value { return path }
    guard deployment != "." else { return Self.name }
    let inside = deployment.hasSuffix("/") ? deployment + Self.name : "\(deployment)/\(Self.name)"
    if access(inside, F_OK) == 0 || isNewInside && access(deployment, F_OK) != 0 { return inside }
    return Self.name
  }
}

/// Where the patch set is.
struct PatchSetOptions: ParsableArguments {
  @Option(
    name: .customLong("patches"),
    help: ArgumentHelp(
      "The patch set's folder; by default 'patches' if it is there, else the installed one. (CONFOMEET_PATCHES)",
      valueName: "dir"),
    completion: .directory)
  private var patchesOption: String?

  /// The patch set's folder.
  var patches: String {
    if let path = patchesOption ?? Variable.patches.value { return path }
    return access(Self.name, F_OK) == 0 ? Self.name : InstalledFiles.patches ?? Self.name
  }

  private static let name = "patches"
}
