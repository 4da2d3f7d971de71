import Findings
import GitKit
import PatchKit
import Reports

/// What is asked of upstream's history for a report. The history is read when the first question comes, and not at all
/// when there is nothing to explain.
final class Investigation {
  let upstream: Upstream
  let inputs: UpgradeInputs
  let lock: Lock?
  private var state = State.unread

  private enum State {
    case unread
    /// `nil` when there are no two releases to compare.
    case read(UpstreamRange?)
    case unreadable(Finding)
  }

  init(_ inputs: UpgradeInputs, in upstream: Upstream, lock: Lock?) {
    (self.inputs, self.upstream, self.lock) = (inputs, upstream, lock)
  }

  /// That the history could not be read; `nil` when it could, or nobody asked.
  var problem: Finding? {
    guard case .unreadable(let finding) = state else { return nil }
    return finding
  }

  /// The findings with the upstream commits that brought them about.
  func explained(_ findings: [Finding]) -> [Finding] {
    guard !findings.isEmpty else { return findings }
    return ask { range throws(GitError) in
      let causes = FindingCauses(
        range, patchSet: inputs.patchSet, outcomes: inputs.generation.patches, lock: lock)
      return try findings.map { finding throws(GitError) in try causes.explained(finding) }
    } ?? findings
  }

  /// What a person has to decide about the deployment's files, with the commits that upstream's side comes from.
  func explained(_ conflicts: [Comparison.Conflict]) -> [Finding] {
    guard conflicts.contains(where: { $0.merge != nil }) else { return conflicts.map(\.finding) }
    return ask { range throws(GitError) in
      let causes = MergeCauses(range, directory: inputs.patchSet.deployment.directory)
      return try conflicts.map { conflict throws(GitError) in
        guard let merge = conflict.merge else { return conflict.finding }
        var finding = conflict.finding
        let isStillUpstream = try causes.isStillUpstream(merge)
        if !isStillUpstream { finding.causes = try causes.causes(of: merge) }
        if isStillUpstream || finding.causes.isEmpty { blamePatchSet(for: conflict, &finding) }
        return finding
      }
    } ?? conflicts.map(\.finding)
  }

  /// Has a conflict told of as one with the patch set, when patches are in another variant now.
  private func blamePatchSet(for conflict: Comparison.Conflict, _ finding: inout Finding) {
    let changes = inputs.generation.patches.compactMap { outcome in
      variantChange(of: outcome, isExplained: false).map { change in
        "`\(outcome.patch.id)` (\(change.from) → \(change.to))"
      }
    }
    guard !changes.isEmpty else { return }
    if finding.code == .editConflict, let kind = conflict.merge?.kind {
      finding.headline = "\(conflict.subject) \(kind.phraseForPatchSet)"
    }
    finding.evidence.append(
      "no upstream commit did that; in another variant now: \(changes.joined(separator: ", "))")
  }

  /// Asks the history; `nil` when there is none, or it cannot be read.
  func ask<Answer>(_ question: (UpstreamRange) throws(GitError) -> Answer) -> Answer? {
    do throws(GitError) {
      if case .unread = state { state = .read(try open()) }
      guard case .read(let range?) = state else { return nil }
      return try question(range)
    } catch {
      state = .unreadable(
        Finding(
          .historyNotReadable, "upstream's history cannot be read: \(error.description)",
          advice: ["complete the clone, or leave out `--upstream`; then run again"]))
      return nil
    }
  }

  /// The commits between the release in the lock, or else the first that the patch set is for, and the one asked for.
  private func open() throws(GitError) -> UpstreamRange? {
    let known = lock?.upstream.tag ?? inputs.patchSet.upstream.since
    let base = known.flatMap { ReleaseName($0) }.flatMap { upstream.catalogue[$0] }
    guard let base, base.commit != inputs.release.commit else { return nil }
    return try UpstreamRange(upstream, base: base, target: inputs.release)
  }
}
