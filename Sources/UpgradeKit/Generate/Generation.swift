package import Findings
package import GitKit
package import PatchKit

/// What a patch set makes of a release: the generated tree, and how it came about.
package struct Generation: Sendable {
  /// The release.
  package let release: ReleaseName
  /// The generated files, at their paths below the deployment's folder.
  package let tree: FileTree
  /// What became of each patch, in order.
  package let patches: [PatchOutcome]
  /// What became of each guarantee; empty when a patch has conflicts, since the result is not whole then.
  package let guarantees: [GuaranteeResult]
  /// What stands in the way; the tree must not be used unless there is nothing.
  package let conflicts: [Finding]
  /// What else there is to tell.
  package let notes: [Finding]
  /// The release's files as upstream tagged them.
  let upstream: FileTree
  /// The files that were read.
  let readings: FileReadings
  /// The generated files as they run; `nil` when a patch has conflicts.
  let original: GuaranteeSubject.Original?
}

extension PatchSet {
  /// Generates the files of a deployment: a pure function of a release and the patch set.
  ///
  /// - Parameters:
  ///   - release: the release's name.
  ///   - upstream: the release's files.
  ///   - history: upstream's other releases, asked where a file has moved and for the base of a diff.
  ///   - readings: files that were read for other releases; shared, each is read once.
  package func generate(
    release: ReleaseName, upstream: FileTree, history: any UpstreamHistory = NoHistory(),
    readings: FileReadings = FileReadings()
  ) -> Generation {
    var workspace = Workspace(
      release: release, upstream: upstream, history: history, readings: readings,
      folder: deployment.directory)
    let outcomes = patches.map { $0.apply(to: &workspace) }
    let closure = Closure(of: workspace, include: deployment.include)
    var conflicts = outcomes.flatMap(\.conflicts) + closure.findings
    var guarantees: [GuaranteeResult] = []
    var original: GuaranteeSubject.Original?
    if conflicts.isEmpty {
      let subject = GuaranteeSubject(
        release: release, upstream: upstream, generated: closure.files, readings: readings)
      original = subject.original
      guarantees = outcomes.flatMap { $0.checkGuarantees(on: subject) }
      conflicts += guarantees.compactMap { $0.finding(release: release) }
    }
    return Generation(
      release: release, tree: closure.files, patches: outcomes, guarantees: guarantees,
      conflicts: conflicts, notes: outcomes.flatMap(\.notes) + tooOld(release),
      upstream: upstream, readings: readings, original: original)
  }

  /// The files that a deployment gets of a release when no patch is applied.
  func carried(
    of release: ReleaseName, upstream: FileTree, readings: FileReadings
  ) -> FileTree {
    Closure(
      of: Workspace(release: release, upstream: upstream, readings: readings),
      include: deployment.include
    ).files
  }

  private func tooOld(_ release: ReleaseName) -> [Finding] {
    guard let since = upstream.since, release < since else {
      return []
    }
    return [
      Finding(
        .releaseTooOld,
        "\(release) is older than \(since), the first release that patch set `\(name)` is for",
        advice: ["take \(since) or a newer release"])
    ]
  }
}
