import DemoUpstream
import Findings
import GitKit

extension UpgradeFailure {
  /// What a git error on the way to upstream means to a person.
  ///
  /// - Parameter upstream: upstream's address or path as it may be shown.
  init(_ error: GitError, upstream: String) {
    let isLocal =
      if case .local(let path) = UpstreamLocation(upstream) { path != DemoUpstream.name } else {
        false
      }
    let (code, advice) = Self.meaning(of: error.kind, isLocal: isLocal)
    self.init(code, error.description, evidence: ["upstream: \(upstream)"], advice: advice)
  }

  /// - Parameter isLocal: whether upstream is a repository on this machine, so that there is no mirror of it.
  private static func meaning(
    of kind: GitError.Kind, isLocal: Bool
  ) -> (code: FindingCode, advice: [String]) {
    switch kind {
    case .network:
      (
        .upstreamUnreachable,
        [
          "check the connection and the proxy (`https_proxy`, or `http.proxy` in git's configuration)",
          "work from what was fetched before with `--offline`, or from a copy with `--upstream PATH`",
          "to try the tool without a network, use the upstream that ships with it: `--upstream demo`",
        ]
      )
    case .timedOut:
      (
        .upstreamTooSlow,
        [
          "run again; if the server is always that slow, allow it more with `--connect-timeout`, `--answer-timeout` or `--stall-timeout`",
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
    case .invalidPath, .tooLarge:
      (.unsafeTree, ["take another release, and tell upstream: such a tree is no accident"])
    case .unsupported:
      (
        .notARepository,
        [
          "give the address or the path of a repository of git's usual format (SHA-1 ids) with `--upstream`"
        ]
      )
    case .io, .locked, .alreadyExists, .corrupt, .outdated, .invalid, .other:
      damaged(kind, isLocal: isLocal)
    }
  }

  /// What cannot be read, or not be kept.
  private static func damaged(
    _ kind: GitError.Kind, isLocal: Bool
  ) -> (code: FindingCode, advice: [String]) {
    if isLocal {
      return (
        .repositoryCorrupt,
        ["see what `git fsck` says of the repository, or name another copy with `--upstream`"]
      )
    }
    return switch kind {
    case .locked:
      (
        .anotherRun,
        ["wait for it to end; `--lock-timeout SECONDS` waits longer, `--cache DIR` needs no wait"]
      )
    case .io, .alreadyExists:
      (.cacheUnusable, ["choose another folder for mirrors with `--cache`"])
    default:
      (.repositoryCorrupt, ["run once without `--offline`: the mirror is then fetched anew"])
    }
  }
}
