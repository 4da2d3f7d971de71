import Findings
import GitKit
import PatchKit

/// Names the upstream commits behind what was found when a patch set was applied to a release.
struct FindingCauses {
  private let range: UpstreamRange
  private let outcomes: [PatchOutcome]
  private let trials: PatchSetTrials
  /// The variants that the deployment was generated with, by patch.
  private let lockedVariants: [String: String]

  init(_ range: UpstreamRange, patchSet: PatchSet, outcomes: [PatchOutcome], lock: Lock?) {
    self.range = range
    self.outcomes = outcomes
    trials = PatchSetTrials(of: patchSet, for: range.target, in: range.upstream)
    lockedVariants = lock?.variants ?? [:]
  }

  /// The finding with its causes; as it was when it has some, or upstream is not at fault.
  func explained(_ finding: Finding) throws(GitError) -> Finding {
    guard finding.causes.isEmpty else { return finding }
    var finding = finding
    finding.causes = try causes(of: finding)
    return finding
  }

  private func causes(of finding: Finding) throws(GitError) -> [Cause] {
    // What an operation writes is the patch set's.
    guard finding.code != .operationBreaksFile else { return [] }
    let place = finding.places.first
    var causes: [Cause] = []
    for outcome in outcomes {
      if place == outcome.patch.place.place {
        causes += try variantCauses(of: outcome)
      }
      for stated in outcome.variant?.assumptions ?? [] where stated.place.place == place {
        causes += try range.causes(of: stated.condition)
      }
      if finding.code == .fileMoved {
        let effects = outcome.operations.filter { $0.stated.place.place == place }
          .flatMap(\.outcome.effects)
        for path in effects.compactMap(\.movedFrom) {
          causes += try range.causes(ofPresenceOf: path)
        }
      }
    }
    if !causes.isEmpty || finding.code == .fileMoved { return causes.unique }
    let cause = try range.cause { commit throws(GitError) in
      try trials.shows(finding, at: commit)
    }
    return cause.map { [$0] } ?? []
  }

  /// The commits since which no variant suits: they changed a condition of the one in use until now, if that is known.
  private func variantCauses(of outcome: PatchOutcome) throws(GitError) -> [Cause] {
    let known = outcome.patch.variants.first { $0.name == lockedVariants[outcome.patch.id] }
    var causes: [Cause] = []
    for variant in known.map({ [$0] }) ?? outcome.patch.variants {
      for stated in variant.when { causes += try range.causes(of: stated.condition) }
    }
    return causes
  }
}

extension [Cause] {
  /// Each commit once, in the order of the first places.
  var unique: [Cause] {
    var seen: Set<String> = []
    return filter { seen.insert($0.commit).inserted }
  }
}

extension Lock {
  /// The names of the variants in use, by the patch's id.
  var variants: [String: String] {
    Dictionary(patches.applied.map { ($0.id, $0.variant) }) { first, _ in first }
  }
}
