import Findings
public import GitKit
import PatchKit

/// What a person asks for who wants a deployment taken over that was made by hand.
public struct AdoptRequest: Sendable {
  /// The release that it was made from, as written; `nil` to have the closest one proposed.
  public var release: String?
  /// The deployment's folder.
  public var deployment: String
  /// The patch set's folder.
  public var patches: String
  /// The path of the lock to be written.
  public var lock: String
  /// Upstream's URL or path; `nil` for the patch set's.
  public var upstream: String?
  /// The folder where mirrors are kept.
  public var cache: String
  /// Whether nothing may be fetched.
  public var isOffline: Bool
  /// Whether nothing may be written.
  public var isDryRun: Bool
  /// Whether a lock that says something else is replaced, and another release may come closer.
  public var isForced: Bool
  /// Files that are people's own, whatever they look like, by path from the deployment's folder.
  public var own: [String]
  /// How a server is reached; its flag stops the whole run.
  public var connection: Connection

  /// Makes a request.
  public init(
    release: String?, deployment: String, patches: String, lock: String, upstream: String? = nil,
    cache: String, isOffline: Bool = false, isDryRun: Bool = false, isForced: Bool = false,
    own: [String] = [], connection: Connection = Connection()
  ) {
    self.release = release
    self.deployment = deployment
    self.patches = patches
    self.lock = lock
    self.upstream = upstream
    self.cache = cache
    self.isOffline = isOffline
    self.isDryRun = isDryRun
    self.isForced = isForced
    self.own = own
    self.connection = connection
  }
}

extension AdoptRequest {
  /// Opens upstream.
  func openUpstream(_ patchSet: PatchSet) throws(UpgradeFailure) -> Upstream {
    try Upstream.open(
      UpstreamSource(
        address: upstream ?? patchSet.upstream.url, cache: cache, isOffline: isOffline,
        connection: connection),
      releases: patchSet.upstream.releases, wanting: release.flatMap { ReleaseName($0) })
  }

  /// Opens the deployment, which has to be there.
  func openDeployment() throws(UpgradeFailure) -> Folder {
    let folder: Folder
    let isInterrupted: Bool
    do throws(FileSystemError) {
      folder = try Folder(at: deployment)
      isInterrupted = try DeploymentWriter.isInterrupted(folder)
    } catch {
      guard error.kind == .notFound else { throw UpgradeFailure(error) }
      throw UpgradeFailure(
        .deploymentNotAFolder, "there is no deployment to be taken over: \(error)",
        advice: ["name the deployment's folder with `--deployment`"])
    }
    guard !isInterrupted else {
      throw UpgradeFailure(
        .writeFailed, "an earlier run was interrupted while it was writing",
        advice: ["run the upgrade again: it undoes what was half done before it begins"])
    }
    return folder
  }

  /// The files that are people's own.
  func ownPaths(in files: DeploymentFiles) throws(UpgradeFailure) -> Set<TreePath> {
    var paths: Set<TreePath> = []
    for text in own {
      guard let path = try? TreePath(text), files.files[path] != nil else {
        throw UpgradeFailure(
          .ownFileNotThere, "`--own` names `\(text)`, which is no file of the deployment",
          advice: ["write the path from the deployment's folder, as the report has it"])
      }
      paths.insert(path)
    }
    return paths
  }

  /// Stops when a person asked to.
  func checkCancelled() throws(UpgradeFailure) {
    guard connection.cancellation.isCancelled else { return }
    throw UpgradeFailure(.cancelled, "interrupted; nothing was changed")
  }
}
