import Findings
import GitKit

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
  ///
  /// - Parameter unsupported: what it is when git can, and this program cannot.
  init(_ error: GitError, unsupported: FindingCode) {
    switch error.kind {
    case .unsupported:
      self.init(
        unsupported, "the deployment's git repository is of a kind that cannot be read here",
        evidence: [error.description],
        advice: [
          "if its index is a sparse one: `git sparse-checkout reapply --no-sparse-index`",
          "otherwise have the deployment in a repository of git's usual format (SHA-1), or outside of any",
        ])
    case .locked:
      self.init(
        .anotherRun, "another program is at work on the deployment's git repository",
        evidence: [error.description],
        advice: ["wait until it is done; if none is at work, remove the lock file that is named"])
    case .ownedByAnother: self.init(.otherOwner, error.description, evidence: [Self.isRepository])
    case .notFound, .notARepository, .alreadyExists, .network, .timedOut,
      .authenticationRequired, .certificate, .cancelled, .corrupt, .invalidPath, .tooLarge, .io,
      .outdated, .invalid, .other:
      self.init(.repositoryCorrupt, error.description, evidence: [Self.isRepository])
    }
  }

  private static let isRepository = "the deployment lies in a git repository"
}
