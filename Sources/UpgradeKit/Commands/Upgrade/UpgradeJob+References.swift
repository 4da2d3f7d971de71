import Findings
import GitKit
import PatchKit

extension Upgrade.Job {
  /// What people's own lines and files name that the upgrade moves; nothing with conflicts, or without a release to come
  /// from.
  func references(_ states: States) throws(UpgradeFailure) -> [Finding] {
    guard states.files != nil, let lock = context.lock, let release = locked,
      upstream.repository.contains(release.commit), let after = try states.after(),
      after.holdsOwn(besides: target.generation.tree)
    else { return [] }
    let old = try context.sources.inputs(for: release).generation
    guard old.conflicts.isEmpty else { return [] }
    let found = try ReferenceCheck(
      old: old, new: target.generation, directory: target.patchSet.deployment.directory,
      isOnlyUpstream: lock.generated.hasOnlyUpstream
    ).references(in: after) { () throws(UpgradeFailure) in
      try BaseFiles(lock: lock, target: target, context: context).renames()
    }
    guard !found.isEmpty else { return [] }
    let history = Investigation(target, in: upstream, lock: lock, from: release)
    let causes = history.ask { range throws(GitError) in
      try found.map { reference throws(GitError) in try range.causes(of: reference) }
    }
    let findings = found.enumerated().map { index, reference in
      reference.finding(
        reference.stopsContainer ? .startScriptStops : .localReferenceMoved,
        at: reference.place.place(in: after.files), causes: causes?[index] ?? [])
    }
    return findings + [history.problem].compactMap(\.self)
  }

  /// Whether something stops the upgrade.
  func isStopped(_ findings: [Finding]) -> Bool { !stopping(findings).isEmpty }

  /// What stops the upgrade and nobody has accepted: a guarantee that would be lost, files that Compose would refuse, a
  /// container that would not start.
  func stopping(_ findings: [Finding]) -> [Finding] {
    let stopping: Set<FindingCode> = [
      .guaranteeWouldBeLost, .composeWouldRefuse, .startScriptStops,
    ]
    return context.acceptances.accept(findings).rest.filter { stopping.contains($0.code) }
  }
}
