import Findings
import GitKit
import PatchKit
import Reports

/// The releases, and the commits, that a deployment may have been made from.
struct AdoptionCandidates {
  /// The closest; `nil` when nothing is like the deployment.
  let best: Release?
  /// Those that are shown; none when there is nothing to choose.
  let shown: [AdoptionCandidate]
  let findings: [Finding]

  /// How many are shown, besides those that are as close as the first.
  private static let limit = 5

  /// Proposes the release that comes closest.
  ///
  /// - Parameter matches: the closest first.
  init(_ matches: [ReleaseEvidence.Match]) {
    best = matches.first?.release
    shown = Self.candidates(matches, and: nil)
    let others = matches.first.map { best in
      matches.dropFirst().prefix { $0.isAsClose(as: best) }
    }
    guard let best, let others, !others.isEmpty else {
      findings = []
      return
    }
    findings = [
      Finding(
        .releasesAlike,
        "nothing tells \(best.name) from \(Self.list(others.map(\.release.name)))",
        advice: [
          "the files of the deployment are the same in all of them; take the one that you know of, or any"
        ])
    ]
  }

  /// Compares the release that was named with those that come closest.
  init(
    _ matches: [ReleaseEvidence.Match], comparedWith release: Release, isForced: Bool
  ) {
    best = matches.first?.release
    let named = matches.first { $0.release == release }
    guard let best = matches.first, best.release != release,
      named.map(best.isCloser) ?? true
    else {
      (shown, findings) = ([], [])
      return
    }
    shown = Self.candidates(matches, and: release)
    // Where the images and the files disagree, the person who names the release knows best; and it does no harm to take
    // the closest release where a commit comes closer.
    let isCommitAfter = !best.release.name.isRelease && best.release.name.tag == release.name.tag
    let closest = matches.first { $0.release.name.isRelease }
    let isKnownBetter =
      isForced || (named?.pins ?? 0) > best.pins || isCommitAfter
      || (release.name.isRelease && named.map { closest?.isCloser(than: $0) == false } == true)
    findings = [
      Finding(
        isKnownBetter ? .anotherReleaseCloser : .releaseDoesNotFit,
        "the files come closer to \(best.release.name) than to \(release.name)",
        evidence: [Self.phrase(best)]
          + [named.map(Self.phrase) ?? "\(release.name): nothing in common"],
        advice: isKnownBetter
          ? best.release.name.isRelease
            ? [] : ["or run `confomeet-upgrade adopt \(best.release.name.reference)`"]
          : [
            "run `confomeet-upgrade adopt \(best.release.name.reference)` if that is what they were made from",
            "add `--force` if it was \(release.name) all the same: what tells the two apart then counts as edited by hand",
          ])
    ]
  }

  private static func candidates(
    _ matches: [ReleaseEvidence.Match], and release: Release?
  ) -> [AdoptionCandidate] {
    guard let best = matches.first else { return [] }
    return matches.enumerated().filter { number, match in
      number < limit || match.isAsClose(as: best) || match.release == release
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
}
