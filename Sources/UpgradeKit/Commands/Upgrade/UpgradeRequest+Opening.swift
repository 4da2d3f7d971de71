import Findings
import GitKit
import PatchKit

extension UpgradeRequest {
  /// Where upstream is: as asked for, else as the patch set says.
  func source(for patchSet: PatchSet) -> UpstreamSource {
    UpstreamSource(
      address: upstream ?? patchSet.upstream.url, cache: cache, isOffline: isOffline,
      connection: connection)
  }

  /// The deployment's folder for a run that writes nothing; `nil` when it is not there yet.
  func openDeployment() throws(UpgradeFailure) -> Folder? {
    let isInterrupted: Bool
    let folder: Folder
    do throws(FileSystemError) {
      folder = try Folder(at: deployment)
      isInterrupted = try DeploymentWriter.isInterrupted(folder)
    } catch {
      if error.kind == .notFound { return nil }
      throw UpgradeFailure(error)
    }
    guard !isInterrupted else {
      throw UpgradeFailure(
        .writeFailed, "an earlier run was interrupted, and this one does not undo it",
        advice: [
          "run once without `--dry-run` and `--commit`: it undoes what was half done before it begins"
        ])
    }
    return folder
  }

  /// Stops when a person asked to.
  func checkCancelled() throws(UpgradeFailure) {
    guard connection.cancellation.isCancelled else { return }
    throw UpgradeFailure(.cancelled, "interrupted; nothing was changed")
  }
}
