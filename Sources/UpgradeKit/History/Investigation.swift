import Editing
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
  /// The locked release; `nil` without a lock, or when upstream does not have it.
  let locked: Release?
  /// What the deployment runs; `nil` when that is not known.
  let deployed: DeployedChange?
  private var state = State.unread

  private enum State {
    case unread
    /// `nil` when there are no two releases to compare.
    case read(UpstreamRange?)
    case unreadable(Finding)
  }

  init(
    _ inputs: UpgradeInputs, in upstream: Upstream, lock: Lock?, from locked: Release?,
    deployed: DeployedChange? = nil
  ) {
    (self.inputs, self.upstream, self.lock, self.locked) = (inputs, upstream, lock, locked)
    self.deployed = deployed
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

  /// Where the new release's side of each conflict comes from; `nil` when the history cannot tell.
  func origins(of conflicts: [Conflict<[UInt8]>]) -> [ConflictOrigin]? {
    guard !conflicts.isEmpty else { return [] }
    if lock?.upstream.commit == inputs.release.commit {
      return conflicts.map { _ in ConflictOrigin(variants: changedVariants) }
    }
    return ask { range throws(GitError) in
      let causes = MergeCauses(range)
      let variables = try ConflictVariables(range, conflicts)
      return try conflicts.map { conflict throws(GitError) in
        let found = try causes.isStillUpstream(conflict) ? [] : try causes.causes(of: conflict)
        return ConflictOrigin(
          causes: found, variants: found.isEmpty ? changedVariants : [],
          newName: variables.newName(of: conflict))
      }
    }
  }

  /// The patches that are in another variant now than the deployment was generated with.
  private var changedVariants: [String] {
    inputs.generation.patches.compactMap { outcome in
      variantChange(of: outcome, isExplained: false).map { change in
        "`\(outcome.patch.id)` (\(change.from) → \(change.to))"
      }
    }
  }

  /// Asks the history; `nil` when there is none, or it cannot be read.
  func ask<Answer>(_ question: (UpstreamRange) throws(GitError) -> Answer) -> Answer? {
    do throws(GitError) {
      if case .unread = state { state = .read(try open()) }
      guard case .read(let range?) = state else { return nil }
      return try question(range)
    } catch {
      state = .unreadable(Self.unreadable(error))
      return nil
    }
  }

  /// That upstream's history could not be read.
  static func unreadable(_ error: GitError) -> Finding {
    Finding(
      .historyNotReadable, "upstream's history cannot be read: \(error.description)",
      advice: ["complete the clone, or leave out `--upstream`; then run again"])
  }

  /// The commits between the release in the lock, or else the first that the patch set is for, and the one asked for.
  private func open() throws(GitError) -> UpstreamRange? {
    let first = lock == nil ? inputs.patchSet.upstream.since : nil
    guard let base = start(first), base.commit != inputs.release.commit else { return nil }
    return try UpstreamRange(
      upstream, base: base, target: inputs.release, readings: inputs.generation.readings)
  }

  /// Where the range begins: a release by what its tag names now, a commit as it is.
  private func start(_ first: ReleaseName?) -> Release? {
    if let locked, !locked.name.isRelease {
      return upstream.repository.contains(locked.commit) ? locked : nil
    }
    return (locked?.name ?? first).flatMap { upstream.catalogue[$0] }
  }
}
