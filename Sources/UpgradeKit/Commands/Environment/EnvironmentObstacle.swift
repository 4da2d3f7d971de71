import Findings
import PatchKit

/// Why variables can't be held against what a deployment runs: then none of them is edited, for what its own files use is
/// not known.
enum EnvironmentObstacle {
  /// There is no file of variables; its path.
  case noFile(String)
  /// There is no deployment, or no lock that tells what it was made from.
  case noDeployment
  /// The patch set does not apply to the release.
  case notGenerated
  /// An upgrade to the release has conflicts.
  case conflicts
  /// A run was interrupted.
  case interrupted
  /// Compose or this tool can't read something, which other findings tell.
  case notRead

  /// That nothing is edited, why, and what to do.
  func finding(for release: ReleaseName) -> Finding {
    let (reason, advice) = explanation(release)
    return Finding(
      .environmentNotEditable, "no variable was edited: \(reason)", advice: advice)
  }

  private func explanation(_ release: ReleaseName) -> (reason: String, advice: [String]) {
    let name = release.reference
    let again = "then edit variables: `confomeet-upgrade env \(name) --write`"
    return switch self {
    case .noFile(let path):
      (
        "there is no `\(path)`",
        [
          "name the file with `--env-file`, where it is another one",
          "or make one of `env.example`, and let `gen-passwords.sh` set its passwords",
        ]
      )
    case .noDeployment:
      (
        "no deployment with a lock is here, so nobody knows what uses them",
        [
          "name its folder with `--deployment`, and its lock with `--lock`",
          "or take the deployment over: `confomeet-upgrade adopt`",
        ]
      )
    case .notGenerated:
      (
        "the patch set does not apply to \(name)",
        ["see why: `confomeet-upgrade \(name) --dry-run`"]
      )
    case .conflicts:
      (
        "an upgrade to \(name) would stop with conflicts, so nobody knows what will use them",
        ["settle these first: `confomeet-upgrade \(name)`", again]
      )
    case .interrupted:
      (
        "a run on the deployment was interrupted",
        ["run the interrupted command again: it first undoes what was half done", again]
      )
    case .notRead:
      (
        "what runs is not known",
        ["see what is wrong: `confomeet-upgrade env \(name)`"]
      )
    }
  }
}
