import Findings
import GitKit
import PatchKit
package import Reports

extension UpgradeResult {
  /// The report.
  package func report(toolVersion: String) -> Report {
    let release = target.release
    let sorted = acceptances.accept(findings)
    var report = Report(
      toolVersion: toolVersion, command: "upgrade", verdict: verdict, upstream: upstream,
      deployment: deployment,
      from: from, to: ReportedRelease(release),
      patchSet: ReportedPatchSet(name: target.patchSet.name, tree: target.patchSetID.hex),
      upstreamChanges: explanation.upstreamChanges, patches: patches, files: files,
      // With conflicts nothing is written, and no marker moves.
      markers: verdict == .conflicts ? [] : work.plan?.markers.reported ?? [],
      findings: sorted.rest + sorted.stale, policy: Self.policy)
    report.accepted = sorted.accepted.reported()
    let replays = work.plan?.replays.compactMap(\.reported) ?? []
    if !replays.isEmpty { report.replays = replays }
    report.branch = branch
    report.configuration = configuration
    report.preconditions = preconditions
    if patches.contains(where: { !$0.guarantees.isEmpty }) {
      report.guaranteesOf = work.outlook == nil ? .generated : .deployment
    }
    return report
  }

  /// The report, in a list of several deployments.
  func reported(as name: String, toolVersion: String) -> ReportedDeployment {
    let report = report(toolVersion: toolVersion)
    let guarantees = report.patches.flatMap(\.guarantees)
    return ReportedDeployment(
      name: name, behind: behind, conflicts: report.findings(.conflict).count,
      guarantees: guarantees.isEmpty ? nil : GuaranteeCount(guarantees), report: report)
  }

  /// The patches, with what becomes of their guarantees in the deployment where that is known.
  private var patches: [ReportedPatch] {
    guard let results = work.outlook?.after.results else { return explanation.patches }
    return explanation.patches.map { patch in
      var patch = patch
      patch.guarantees = results.filter { $0.result.patch == patch.id }.map { result in
        ReportedGuarantee(result.result, at: result.violations.compactMap(\.place))
      }
      return patch
    }
  }

  /// What is wrong with `.env` stops containers, and no upgrade of files.
  private static let policy = SeverityPolicy.standard.with(
    Dictionary(
      uniqueKeysWithValues: FindingCode.all(in: .environment).map { code in
        (code, max(SeverityPolicy.standard.severity(of: code), .warning))
      }))

  private var findings: [Finding] {
    explanation.findings + (isRecovered ? [Self.recovery] : []) + unreleased + workFindings
      + (explanation.problem.map { [$0] } ?? [])
  }

  /// What runs of a commit that upstream has built no images for.
  private var unreleased: [Finding] {
    let name = target.release.name
    guard !name.isRelease else { return [] }
    return [
      Finding(
        .imagesOfReleaseBefore,
        "the files are those of \(name), the images those of \(name.tag): upstream builds images for releases",
        advice: ["upgrade to the next release as soon as it is there: `confomeet-upgrade latest`"])
    ]
  }

  private static let recovery = Finding(
    .interruptedRunRecovered,
    "an earlier run was interrupted while it was writing; what it had done was undone first")

  private var workFindings: [Finding] {
    switch work {
    case .nothing: []
    case .reminder(let pending): [pending.reminder]
    case .planned(let planned): findings(of: planned)
    case .finished(let finished): finished.obstacles + (finished.outlook?.findings ?? [])
    }
  }

  private func findings(of planned: Planned) -> [Finding] {
    let (plan, marked) = (planned.plan, planned.marked)
    return plan.comparison.findings(explanation.origins, in: verdict == .marked ? marked : nil)
      + plan.comparison.notes + plan.markers.findings + plan.replays.map(\.finding)
      + (planned.outlook?.findings ?? []) + (marked?.obstacles ?? []) + planned.findings
  }

  private var files: [ReportedFile] {
    switch work {
    case .nothing, .reminder: []
    case .planned(let planned): planned.files
    case .finished(let finished): finished.files
    }
  }
}

extension UpgradeResult.Finished {
  fileprivate var files: [ReportedFile] {
    let open = Set(obstacles.flatMap { $0.places.map(\.path) })
    return (pending.files.map(\.path) + pending.undecided.map(\.path)).sorted().map { path in
      ReportedFile(
        path: path.text,
        verdict: open.contains(path.text) ? .conflict : gone.contains(path) ? .removed : .merged)
    }
  }
}
