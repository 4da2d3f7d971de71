import Findings
import GitKit
import PatchKit
import Reports
import Secrets

/// The report of an upgrade while it is made.
struct ReportDraft {
  private let request: UpgradeRequest
  private let toolVersion: String
  private let upstream: String
  private let patchSet: ReportedPatchSet
  private var patches: [ReportedPatch]
  private var upstreamChanges: UpstreamChanges?
  private let target: ReportedRelease
  private var from: ReportedRelease?
  private var files: [ReportedFile] = []
  private var markers: [ReportedMarker] = []
  private var replays: [ReportedReplay] = []
  private var findings: [Finding]
  private var investigation: Investigation

  init(_ investigation: Investigation, request: UpgradeRequest, toolVersion: String) {
    let (inputs, lock) = (investigation.inputs, investigation.lock)
    self.investigation = investigation
    let (release, generation) = (inputs.release, inputs.generation)
    self.request = request
    self.toolVersion = toolVersion
    upstream = request.upstream ?? inputs.patchSet.upstream.url
    self.patchSet = ReportedPatchSet(name: inputs.patchSet.name, tree: inputs.patchSetID.hex)
    patches = generation.patches.map { ReportedPatch($0, guarantees: generation.guarantees) }
    target = ReportedRelease(tag: release.name.description, commit: release.commit.hex)
    from = lock.map { ReportedRelease(tag: $0.upstream.tag, commit: $0.upstream.commit.hex) }
    findings = generation.conflicts + generation.notes
  }

  /// Takes in what upstream's history tells: the causes of what was found so far, why variants changed, and, when it is
  /// wanted, all that upstream changed.
  mutating func explain() {
    findings = investigation.explained(findings)
    let isWanted = request.wantsUpstreamChanges
    for (index, outcome) in investigation.inputs.generation.patches.enumerated() {
      patches[index].variantChange = investigation.variantChange(
        of: outcome, isExplained: isWanted)
      if isWanted { patches[index].retirement = investigation.retirement(of: outcome) }
    }
    if isWanted { upstreamChanges = investigation.upstreamChanges() }
  }

  /// Takes in what is to become of the deployment's files.
  ///
  /// - Parameter marked: the conflicts marked in their files, when they are written so.
  mutating func add(
    _ plan: UpgradePlan, folder: (any FileSource)?, marked: MarkedPlan? = nil
  ) throws(UpgradeFailure) {
    let origins = investigation.origins(of: plan.comparison.conflicts)
    findings += plan.comparison.findings(origins, in: marked) + plan.comparison.notes
    findings += plan.markers.findings + plan.replays.map(\.finding)
    findings += plan.losses(investigation.inputs.generation)
    replays = plan.replays.compactMap(\.reported)
    markers = plan.markers.reported
    for decision in plan.comparison.decisions {
      files.append(
        ReportedFile(
          path: decision.path.text, verdict: decision.verdict,
          oldMode: decision.version.mode?.octal, newMode: decision.newMode?.octal,
          diff: request.wantsDiffs ? try decision.diff(in: folder) : nil))
    }
  }

  /// Takes in what else was found.
  mutating func add(_ findings: [Finding]) {
    self.findings += findings
  }

  /// Takes in the files of an upgrade that is to be finished.
  ///
  /// - Parameter gone: those that are not there any more.
  mutating func add(_ pending: PendingUpgrade, obstacles: [Finding], gone: Set<TreePath>) {
    findings += obstacles
    let open = Set(obstacles.flatMap { $0.places.map(\.path) })
    files += (pending.files.map(\.path) + pending.undecided.map(\.path)).sorted().map { path in
      ReportedFile(
        path: path.text,
        verdict: open.contains(path.text) ? .conflict : gone.contains(path) ? .removed : .merged)
    }
  }

  /// The report of a run that did not begin, because another is not finished.
  mutating func report(remindingOf pending: PendingUpgrade) -> Report {
    findings.append(pending.reminder)
    return report(.conflicts)
  }

  /// Tells that an interrupted run was undone, and what the lock says after that.
  mutating func noteRecovery(lock: Lock?) {
    investigation = Investigation(
      investigation.inputs, in: investigation.upstream, lock: lock)
    explain()
    from = lock.map { ReportedRelease(tag: $0.upstream.tag, commit: $0.upstream.commit.hex) }
    noteRecovery()
  }

  /// Tells that an interrupted run was undone before the lock was read.
  mutating func noteRecovery() {
    findings.append(
      Finding(
        .interruptedRunRecovered,
        "an earlier run was interrupted while it was writing; what it had done was undone first"))
  }

  /// The report, with what the run came to.
  func report(_ verdict: Report.Verdict) -> Report {
    var report = Report(
      toolVersion: toolVersion, command: "upgrade", verdict: verdict, upstream: upstream,
      deployment: request.deployment, from: from, to: target, patchSet: patchSet,
      upstreamChanges: upstreamChanges, patches: patches, files: files,
      // With conflicts nothing is written, and no marker moves.
      markers: verdict == .conflicts ? [] : markers,
      findings: findings + (investigation.problem.map { [$0] } ?? []))
    if !replays.isEmpty { report.replays = replays }
    return report
  }
}

extension Comparison.FileDecision {
  /// The mode after the run.
  fileprivate var newMode: FileMode? {
    switch verdict {
    case .added, .updated, .merged, .unchanged: new?.mode
    case .removed: nil
    case .kept, .conflict: version.mode
    }
  }

  /// The change as a unified diff; `nil` for a file that does not change or is not text.
  fileprivate func diff(in folder: (any FileSource)?) throws(UpgradeFailure) -> String? {
    guard verdict.isChange else { return nil }
    if let merge {
      // What people wrote into the file is shown around what comes in, so that values must not be seen.
      let mask = SecretMask(
        path: path.text,
        known: [merge.sides.base, merge.sides.theirs].compactMap(\.?.content))
      return try? TextDiff.unified(
        old: merge.sides.ours.map { mask.masked(file: $0.content) },
        new: merge.file.map { mask.masked(file: $0.content) }, path: path.text)
    }
    do throws(FileSystemError) {
      let before = version == .absent ? nil : try folder?.file(at: path).content
      return try? TextDiff.unified(old: before, new: new?.content, path: path.text)
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension FileVersion {
  fileprivate var mode: FileMode? {
    switch self {
    case .absent: nil
    case .file(let mode, _): mode
    }
  }
}
