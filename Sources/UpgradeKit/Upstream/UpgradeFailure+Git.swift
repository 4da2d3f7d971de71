import GitKit
import ReportKit

extension UpgradeFailure {
  /// What a git error on the way to upstream means to a person.
  ///
  /// - Parameter upstream: upstream as it may be shown.
  init(_ error: GitError, upstream: String) {
    let (code, advice): (FindingCode, [String]) =
      switch error.kind {
      case .network:
        (
          .upstreamUnreachable,
          [
            "check the connection and the proxy (`https_proxy`, or `http.proxy` in git's configuration)",
            "work from what was fetched before with `--offline`, or from a copy with `--upstream PATH`",
          ]
        )
      case .notFound, .notARepository:
        (.notARepository, ["give the address or the path of a git repository with `--upstream`"])
      case .authenticationRequired:
        (
          .authenticationNeeded,
          ["give a token that may read the repository in the variable CONFOMEET_TOKEN"]
        )
      case .certificate:
        (.certificateNotTrusted, ["name the file of the trusted authorities with `--ca-file`"])
      case .cancelled: (.cancelled, [])
      case .ownedByAnother: (.otherOwner, [])
      case .io, .locked, .alreadyExists:
        (.cacheUnusable, ["choose another folder for mirrors with `--cache`"])
      case .invalidPath, .tooLarge: (.unsafeTree, [])
      case .corrupt, .outdated, .unsupported, .invalid, .other:
        (.repositoryCorrupt, ["remove the mirror from the cache, so that it is made anew"])
      }
    self.init(code, error.description, evidence: ["upstream: \(upstream)"], advice: advice)
  }
}
