import Editing
import Findings
import GitKit
import PatchKit

extension DriftSituation {
  /// What people's own lines and files name that moved since the first release that the patch set is for; `nil` when the
  /// patch set no longer applies.
  func referencesFindings() throws(UpgradeFailure) -> [Finding]? {
    let new = try generation()
    let upstream = try upstream()
    guard new.conflicts.isEmpty, let locked = try context.lockedRelease else { return nil }
    let since = patchSet.upstream.since.flatMap { upstream.catalogue[$0] }
    guard let first = since ?? upstream.catalogue.releases.first, first.name < locked.name else {
      return []
    }
    let old = try context.sources.inputs(for: first).generation
    guard old.conflicts.isEmpty else { return [] }
    let deployed = try deployed()
    let found = try ReferenceCheck(
      old: old, new: new, directory: lock.generated.directory,
      isOnlyUpstream: lock.generated.hasOnlyUpstream
    )
    .references(in: deployed) { () throws(UpgradeFailure) in
      try upstream.renames(from: first, to: locked, readings: context.sources.readings)
    }
    .filter { !isComing($0, new) }
    guard !found.isEmpty else { return [] }
    let causes = try upstream.read { () throws(GitError) in
      let range = try UpstreamRange(upstream, base: first, target: locked)
      return try found.map { reference throws(GitError) in try range.causes(of: reference) }
    }
    return zip(found, causes).map { reference, causes in
      // It is so already: nobody has to decide before something is written.
      reference.finding(
        .localReferenceMoved, at: reference.place.place(in: deployed.files), causes: causes)
    }
  }

  /// Whether it is a network that files which were made from upstream's are on still: the next upgrade brings the
  /// customisation that names it otherwise, and people's own files follow.
  private func isComing(_ reference: LocalReference, _ generation: Generation) -> Bool {
    guard case .network(let network) = reference.subject else { return false }
    return lock.generated.files.contains { path, record in
      guard record.base == .upstream,
        case .compose(let file)? = generation.upstream[path].map({ readings.compose($0.content) })
      else { return false }
      return file.services.contains { $0.networks.contains { $0.name == network } }
    }
  }
}
