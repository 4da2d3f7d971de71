import Findings
import GitKit
import PatchKit
package import Reports

/// The patch set tried on many releases.
package enum Matrix {
  /// The row of what stands in the way of no patch in particular; only there when there is such a thing.
  static let filesRow = "(files)"

  /// Which releases are tried, and what is looked for.
  package struct Options: Sendable {
    /// Which releases are tried.
    package var range: ReleaseRange
    /// The patch whose transitions' commits are looked for; `nil` for those of the conflicts alone.
    package var sought: String?
    /// The patch whose row alone is wanted; `nil` for all.
    package var row: String?

    /// Makes options.
    package init(
      range: ReleaseRange = .all, sought: String? = nil, row: String? = nil
    ) {
      self.range = range
      (self.sought, self.row) = (sought, row)
    }
  }

  /// Tries the patch set on each release, and looks for the upstream commit behind each conflict.
  ///
  /// - Parameter progress: told of each part of the run when it begins.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be read.
  package static func run(
    _ options: Options, with sources: Sources, toolVersion: String,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> PatchMatrix {
    let set = sources.patchSet
    progress(.upstream)
    let upstream = try sources.openUpstream(isFresh: true)
    let releases = try upstream.releases(in: options.range)
    guard !releases.isEmpty else {
      throw UpgradeFailure(
        .unknownRelease, "upstream has no release in that range",
        advice: ["`confomeet-upgrade releases` lists them all"])
    }

    progress(.releases)
    let trial = MatrixTrial(generator: sources.generator(upstream))
    let columns = try cells(of: releases, upstream, trial, sources.places)
    try upstream.checkHistory()
    var matrix = PatchMatrix(
      toolVersion: toolVersion, upstream: sources.upstreamAddress,
      patchSet: ReportedPatchSet(name: set.name, tree: sources.patchSetID.hex),
      releases: releases.map { MatrixRelease(tag: $0.name.reference, commit: $0.commit.hex) },
      rows: rows(set, columns).filter { options.row == nil || $0.patch == options.row },
      transitions: [])
    matrix.transitions = matrix.rows.flatMap { transitions(of: $0, at: releases) }

    progress(.causes)
    let search = TransitionSearch(
      trial: trial, releases: releases, upstream: upstream, places: sources.places)
    for index in matrix.transitions.indices where options.wantsCause(of: matrix.transitions[index])
    {
      matrix.transitions[index].cause = try search.cause(of: matrix.transitions[index])
    }
    return matrix
  }

  private static func cells(
    of releases: [Release], _ upstream: Upstream, _ trial: MatrixTrial, _ places: Places
  ) throws(UpgradeFailure) -> [[MatrixCell]] {
    var trees: [(release: Release, files: FileTree)] = []
    for release in releases {
      try places.checkCancelled()
      trees.append((release, try upstream.files(of: release)))
    }
    let cancellation = places.connection.cancellation
    let columns = concurrentMap(trees) { release, files in
      cancellation.isCancelled ? [] : trial.cells(of: release, files: files)
    }
    try places.checkCancelled()
    return columns
  }

  private static func rows(_ set: PatchSet, _ columns: [[MatrixCell]]) -> [MatrixRow] {
    var rows = set.patches.enumerated().map { index, patch in
      MatrixRow(patch: patch.id, title: patch.title, cells: columns.map { $0[index] })
    }
    let files = columns.compactMap(\.last)
    if files.contains(where: { $0.outcome == .conflict }) {
      rows.append(
        MatrixRow(patch: filesRow, title: "The files that a deployment gets", cells: files))
    }
    return rows
  }

  private static func transitions(of row: MatrixRow, at releases: [Release]) -> [MatrixTransition] {
    row.cells.indices.dropFirst().compactMap { index in
      let (before, after) = (row.cells[index - 1], row.cells[index])
      guard !before.isLike(after) else { return nil }
      return MatrixTransition(
        patch: row.patch, before: releases[index - 1].name.reference,
        release: releases[index].name.reference, from: before, to: after)
    }
  }
}

extension MatrixCell {
  /// Whether all that stands in the way is what operations would make of files.
  fileprivate var isOfOperationsAlone: Bool {
    outcome == .conflict && findings.allSatisfy { $0.code == .operationBreaksFile }
  }
}

extension Matrix.Options {
  /// Whether the commit behind a transition is looked for.
  fileprivate func wantsCause(of transition: MatrixTransition) -> Bool {
    // That a release is too old has no cause.
    guard transition.from.outcome != .unsupported, transition.to.outcome != .unsupported else {
      return false
    }
    // What an operation writes is the patch set's.
    guard !transition.to.isOfOperationsAlone else { return false }
    return transition.patch == sought || transition.to.outcome == .conflict
  }
}
