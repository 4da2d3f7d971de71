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

/// Where one deployment is, or several are.
struct SeveralDeploymentOptions: ParsableArguments {
  @Option(
    name: .customLong("deployment"),
    help: ArgumentHelp(
      "The deployment's folder; 'deployment' by default. Where nothing is written, may be given several times. (CONFOMEET_DEPLOYMENT)",
      valueName: "dir"),
    completion: .directory)
  private var deploymentOption: [String] = []

  @Option(
    name: .customLong("deployments"),
    help: ArgumentHelp(
      "A file that lists deployments, a folder on each line, and comments after '#'; '-' is standard input. Each has its own lock, in it or beside it. (CONFOMEET_DEPLOYMENTS)",
      valueName: "file"),
    completion: .file())
  private var listOption: String?

  /// The file that lists deployments. A deployment that is named on the command line counts more than a variable.
  private var listFile: String? {
    listOption ?? (deploymentOption.isEmpty ? Variable.deployments.value : nil)
  }

  /// Whether several are named or listed.
  var areSeveral: Bool { listFile != nil || deploymentOption.count > 1 }

  /// The folder of the only one.
  var single: String { deploymentOption.first ?? DeploymentOptions.standard }

  /// The folders of several; `nil` for one.
  ///
  /// - Parameter console: where it is said what is wrong with a list.
  func paths(_ console: Console) throws -> [String]? {
    guard areSeveral else { return nil }
    let listed = try listFile.map { file in
      do throws(DeploymentListFile.Problem) {
        return try DeploymentListFile(file).paths
      } catch {
        console.warn(error.description)
        throw ExitCode.failure
      }
    }
    guard !deploymentOption.contains("") else {
      throw ValidationError("'--deployment' needs the name of a folder.")
    }
    return deploymentOption + (listed ?? [])
  }
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
    let inside = Self.inside(deployment)
    if access(inside, F_OK) == 0 || isNewInside && access(deployment, F_OK) != 0 { return inside }
    return Self.name
  }

  /// The option or variable that names it; `nil` when none does.
  var source: String? {
    if lockOption != nil { return "option '--lock'" }
    return Variable.lock.value.map { _ in "variable \(Variable.lock.rawValue)" }
  }

  /// The lock of one of several deployments: in it, else beside it, as where it is one folder of a checkout.
  static func ownLock(of deployment: String) -> String {
    let inside = inside(deployment)
    guard access(inside, F_OK) != 0 else { return inside }
    var path = deployment[...]
    while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
    let last = path.split(separator: "/").last
    guard let last, last != ".", last != ".." else { return inside }
    let beside = path.dropLast(last.count) + name
    return access(String(beside), F_OK) == 0 ? String(beside) : inside
  }

  private static func inside(_ deployment: String) -> String {
    deployment.hasSuffix("/") ? deployment + name : "\(deployment)/\(name)"
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
