import Findings
import GitKit
package import Reports

/// What came of an upgrade: everything that its report tells.
package struct UpgradeResult {
  /// What it came to.
  package internal(set) var verdict: Report.Verdict
  /// Where upstream is, as it may be shown.
  let upstream: String
  let deployment: String
  /// The state of upstream that the lock names before the run; `nil` without a lock.
  let from: ReportedRelease?
  /// How many releases are newer than that; `nil` when it is not known.
  let behind: Int?
  /// The release asked for, and what is generated for it.
  let target: UpgradeInputs
  /// Whether an interrupted run was undone first.
  let isRecovered: Bool
  let work: Work
  /// What upstream's history tells.
  let explanation: Explanation
  /// The findings that people live with.
  let acceptances: Acceptances
  /// How it changes what services read; `nil` when nobody asked, or it can't be known.
  var configuration: ReportedConfiguration?
  /// What it means to whoever starts the containers; `nil` when nobody asked, or it can't be known.
  var preconditions: [ReportedPrecondition]?
  /// The branch that was committed to.
  var branch: String?

  /// How far the run came with the deployment.
  enum Work {
    /// The release could not be generated.
    case nothing
    /// Another upgrade is not finished yet.
    case reminder(PendingUpgrade)
    case planned(Planned)
    /// An upgrade whose conflicts were marked goes on.
    case finished(Finished)

    var plan: UpgradePlan? {
      if case .planned(let planned) = self { planned.plan } else { nil }
    }

    var outlook: GuaranteeOutlook? {
      switch self {
      case .nothing, .reminder: nil
      case .planned(let planned): planned.outlook
      case .finished(let finished): finished.outlook
      }
    }
  }

  /// What is to become of the deployment's files.
  struct Planned {
    let plan: UpgradePlan
    /// What is written when conflicts are marked; `nil` when they are not.
    let marked: MarkedPlan?
    let files: [ReportedFile]
    /// What becomes of the deployment's guarantees; `nil` when the files can't be merged.
    let outlook: GuaranteeOutlook?
    /// What else was found.
    let findings: [Finding]
  }

  /// The files of an upgrade whose conflicts were marked.
  struct Finished {
    let pending: PendingUpgrade
    /// What still has to be done.
    let obstacles: [Finding]
    /// The files that are not there any more.
    let gone: Set<TreePath>
    /// What becomes of the deployment's guarantees; `nil` while something has to be done.
    let outlook: GuaranteeOutlook?
  }
}
