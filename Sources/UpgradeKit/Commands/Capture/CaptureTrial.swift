import Findings
import GitKit
import PatchKit
import Reports

/// What a changed patch set comes to at the releases from the locked one on, compared with the patch set as it was.
struct CaptureTrial {
  /// The releases that were tried, after the locked one.
  let releases: [ReleaseName]
  /// What breaks, and where first.
  let breaks: [ReportedCapture.Break]

  init(
    _ draft: PatchSetDraft, _ context: Context, after locked: ReleaseName
  ) throws(UpgradeFailure) {
    let upstream = try context.sources.openUpstream()
    let later = upstream.catalogue.releases.filter { $0.name > locked }
    releases = later.map(\.name)
    var trees: [(release: Release, files: FileTree)] = []
    for release in later {
      try context.places.checkCancelled()
      trees.append((release, try upstream.files(of: release)))
    }
    let old = MatrixTrial(generator: context.sources.generator(upstream))
    let new = MatrixTrial(generator: context.sources.generator(upstream, draft.set))
    let cancellation = context.places.connection.cancellation
    let columns = concurrentMap(trees) { release, files in
      cancellation.isCancelled
        ? [] : Self.breaks(new.cells(of: release, files: files), old, release, files, draft.set)
    }
    try context.places.checkCancelled()
    try upstream.checkHistory()
    var breaks: [ReportedCapture.Break] = []
    for (release, found) in zip(later, columns) {
      for (patch, finding) in found {
        if let index = breaks.firstIndex(where: {
          $0.patch == patch && $0.what.like == finding.headline.like
        }) {
          breaks[index].releases.append(release.name.tag)
        } else {
          breaks.append(
            ReportedCapture.Break(
              patch: patch, what: finding.headline, evidence: finding.evidence,
              releases: [release.name.tag]))
        }
      }
    }
    self.breaks = breaks
  }

  /// The conflicts of a release that it does not have without the change.
  private static func breaks(
    _ cells: [MatrixCell], _ old: MatrixTrial, _ release: Release, _ files: FileTree,
    _ set: PatchSet
  ) -> [(patch: String, finding: Finding)] {
    let names = set.patches.map(\.id) + [Matrix.filesRow]
    let broken = zip(names, cells).filter { $0.1.outcome == .conflict }
    guard !broken.isEmpty else { return [] }
    let before = old.cells(of: release, files: files)
    let known = Dictionary(
      zip(old.generator.patchSet.patches.map(\.id) + [Matrix.filesRow], before),
      uniquingKeysWith: { $1 })
    return broken.filter { known[$0.0]?.outcome != .conflict }.flatMap { name, cell in
      cell.findings.map { (name, $0) }
    }
  }
}

extension String {
  /// The text without digits: releases' names and line numbers don't make another one of it.
  fileprivate var like: String { filter { !$0.isNumber } }
}
