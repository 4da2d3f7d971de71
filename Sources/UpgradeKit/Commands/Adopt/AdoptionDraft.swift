import Findings
import GitKit
import PatchKit
import Reports

/// The report of an adoption while it is made.
struct AdoptionDraft {
  private let toolVersion: String
  private let upstream: String
  private var patchSet: ReportedPatchSet?
  private var target: ReportedRelease?
  private var findings: [Finding] = []
  /// Where the deployment's files come from.
  var adoption = ReportedAdoption()

  /// The candidates that are shown, besides those that are as close as the first.
  private static let shown = 5

  init(_ request: AdoptRequest, _ patchSet: PatchSet, toolVersion: String) {
    self.toolVersion = toolVersion
    upstream = request.upstream ?? patchSet.upstream.url
  }

  /// Takes in the patch set.
  mutating func add(_ set: PatchSet) throws(UpgradeFailure) {
    patchSet = ReportedPatchSet(name: set.name, tree: try set.treeID().hex)
  }

  /// Takes in what is generated for the release.
  mutating func add(_ inputs: UpgradeInputs) {
    patchSet = ReportedPatchSet(name: inputs.patchSet.name, tree: inputs.patchSetID.hex)
    target = ReportedRelease(inputs.release)
    findings += inputs.generation.conflicts + inputs.generation.notes
  }

  mutating func add(_ findings: [Finding]) {
    self.findings += findings
  }

  /// Whether a person has to decide something first.
  var hasConflicts: Bool {
    findings.contains { SeverityPolicy.standard.severity(of: $0.code) == .conflict }
  }

  /// Compares the release that was named with those that come closest.
  mutating func add(
    _ matches: [ReleaseEvidence.Match], for release: Release, isForced: Bool
  ) {
    guard let best = matches.first, best.release != release else { return }
    let named = matches.first { $0.release == release }
    if let named, !best.isCloser(than: named) { return }
    adoption.candidates = Self.candidates(matches, and: release)
    // Where the images and the files disagree, the person who names the release knows best.
    let isPinned = (named?.pins ?? 0) > best.pins
    findings.append(
      Finding(
        isForced || isPinned ? .anotherReleaseCloser : .releaseDoesNotFit,
        "the files come closer to \(best.release.name) than to \(release.name)",
        evidence: [Self.phrase(best)]
          + [named.map(Self.phrase) ?? "\(release.name): nothing in common"],
        advice: isForced || isPinned
          ? []
          : [
            "run `confomeet-upgrade adopt \(best.release.name)` if that is what they were made from",
            "add `--force` if it was \(release.name) all the same: what tells the two apart then counts as edited by hand",
          ]))
  }

  /// Proposes the release that comes closest.
  mutating func propose(_ matches: [ReleaseEvidence.Match]) {
    adoption.candidates = Self.candidates(matches, and: nil)
    guard let best = matches.first else { return }
    target = ReportedRelease(best.release)
    let others = matches.dropFirst().prefix { $0.isAsClose(as: best) }
    guard !others.isEmpty else { return }
    findings.append(
      Finding(
        .releasesAlike,
        "nothing tells \(best.release.name) from \(Self.list(others.map(\.release.name)))",
        advice: [
          "the files of the deployment are the same in all of them; take the one that you know of, or any"
        ]))
  }

  private static func candidates(
    _ matches: [ReleaseEvidence.Match], and release: Release?
  ) -> [AdoptionCandidate] {
    guard let best = matches.first else { return [] }
    return matches.enumerated().filter { number, match in
      number < shown || match.isAsClose(as: best) || match.release == release
    }.map { _, match in
      AdoptionCandidate(
        release: ReportedRelease(match.release), equalFiles: match.equalFiles, files: match.files,
        sharedLines: match.sharedLines, differingLines: match.differingLines, pins: match.pins,
        markers: match.markers, isAsClose: match.isAsClose(as: best))
    }
  }

  private static func phrase(_ match: ReleaseEvidence.Match) -> String {
    "\(match.release.name): \(match.equalFiles) of \(match.files) files equal, \(match.sharedLines) lines in common, \(match.differingLines) that differ"
  }

  private static func list(_ names: [ReleaseName]) -> String {
    let texts = names.map(\.description)
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The report, with what the run came to.
  func report(_ verdict: Report.Verdict) -> Report {
    var report = Report(
      toolVersion: toolVersion, command: "adopt", verdict: verdict, upstream: upstream,
      to: target, patchSet: patchSet, findings: findings)
    report.adoption = adoption
    return report
  }
}

extension ReportedRelease {
  fileprivate init(_ release: Release) {
    self.init(tag: release.name.description, commit: release.commit.hex)
  }
}
