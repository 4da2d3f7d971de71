import GitKit
import ReportKit

extension UpgradeFailure {
  /// What stands in the way of reading a file.
  init(_ error: FileSystemError) {
    self.init(error.finding)
  }

  /// Why the deployment was not written.
  init(_ error: DeploymentError) {
    self.init(error.finding)
  }

  private init(_ finding: Finding) {
    var finding = finding
    if finding.code == .deploymentNotAFolder, finding.advice.isEmpty {
      finding.advice = ["name the deployment's folder with `--deployment`"]
    }
    self.init([finding])
  }

  /// Why the deployment's repository could not be looked into.
  init(_ error: GitError, deployment: String) {
    self.init(
      error.kind == .ownedByAnother ? .otherOwner : .repositoryCorrupt, error.description,
      evidence: ["the deployment lies in a git repository"])
  }
}
