import Findings
import GitKit
import PatchKit
import Reports

/// Two states of a deployment whose effective configuration is compared.
struct ConfigurationChange {
  let before: ConfigurationView
  let after: ConfigurationView
  let releases: (before: Release, after: Release)
  /// What is generated for the two, where it can be.
  let generations: [Generation]
  /// The folder in which files are generated.
  let directory: TreeFolder

  /// The change, with what upstream's history says is behind it; without that, and with the reason, when the history
  /// can't be read.
  ///
  /// - Throws: ``UpgradeFailure`` when files can't be compared.
  func reported(
    variables: String, _ upstream: Upstream
  ) throws(UpgradeFailure) -> (change: ReportedConfiguration, problem: Finding?) {
    do throws(GitError) {
      do throws(GitError) {
        let causes: ConfigurationCauses? =
          releases.before.commit == releases.after.commit
          ? nil
          : ConfigurationCauses(
            try UpstreamRange(upstream, base: releases.before, target: releases.after), generations,
            in: directory)
        return (try after.reported(since: before, variables: variables, causes), nil)
      } catch {
        return (
          try after.reported(since: before, variables: variables, nil),
          Investigation.unreadable(error)
        )
      }
    } catch {
      throw UpgradeFailure(error, upstream: upstream.address)
    }
  }
}
