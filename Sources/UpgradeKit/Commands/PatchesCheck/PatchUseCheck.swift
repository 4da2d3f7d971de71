package import Findings
import GitKit
import PatchKit

/// Whether patches, their variants and their operations are of use to the releases that the patch set supports.
package enum PatchUseCheck {
  /// Looks for patches without guarantees, variants that no release uses, and operations whose result is there already
  /// in each release.
  ///
  /// - Returns: a finding for each, in the order of the patches.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be read.
  package static func findings(with sources: Sources) throws(UpgradeFailure) -> [Finding] {
    let set = sources.patchSet
    let upstream = try sources.openUpstream()
    let since = set.upstream.since
    var trees: [(release: Release, files: FileTree)] = []
    for release in upstream.catalogue.releases
    where since.map({ $0 <= release.name }) ?? true {
      try sources.places.checkCancelled()
      trees.append((release, try upstream.files(of: release)))
    }
    guard !trees.isEmpty else { return set.patches.compactMap(\.withoutGuarantees) }
    let generator = sources.generator(upstream)
    let cancellation = sources.places.connection.cancellation
    let generations = concurrentMap(trees) { release, files in
      cancellation.isCancelled ? [] : generator.generation(of: release, from: files).patches
    }
    try sources.places.checkCancelled()
    try upstream.checkHistory()
    return set.patches.indices.flatMap { index in
      findings(
        of: set.patches[index], generations.map { $0[index] }, since ?? trees[0].release.name)
    }
  }

  private static func findings(
    of patch: Patch, _ outcomes: [PatchOutcome], _ first: ReleaseName
  ) -> [Finding] {
    var findings = [patch.withoutGuarantees].compactMap(\.self)
    for variant in patch.variants {
      let uses = outcomes.filter { $0.variant?.place == variant.place && $0.conflicts.isEmpty }
      let isUsed = outcomes.contains { $0.variant?.place == variant.place }
      if !isUsed, patch.variants.count > 1 {
        findings.append(
          Finding(
            .variantNotUsed,
            "variant `\(variant.name)` of patch `\(patch.id)` is used by no release since \(first)",
            places: [variant.place.place],
            advice: ["remove the variant; or correct its `when`"]))
      }
      for (index, stated) in variant.operations.enumerated() where !uses.isEmpty {
        let isIdle = uses.allSatisfy { outcome in
          if case .already = outcome.operations[index].outcome { true } else { false }
        }
        guard isIdle else { continue }
        let count = uses.count == 1 ? "the one release" : "each of \(uses.count) releases"
        findings.append(
          Finding(
            .operationDoesNothing,
            "`\(stated.name)` of patch `\(patch.id)` finds its result already there in \(count)",
            places: [stated.place.place],
            advice: ["remove the operation, or retire the patch if all of its are so"]))
      }
    }
    return findings
  }
}

extension Patch {
  /// The finding that nothing is guaranteed, with some variant.
  fileprivate var withoutGuarantees: Finding? {
    guard guarantees.isEmpty, variants.contains(where: \.guarantees.isEmpty) else { return nil }
    return Finding(
      .patchWithoutGuarantees, "patch `\(id)` guarantees nothing", places: [place.place],
      advice: [
        "say under `guarantees` what must be true of the result; `confomeet-upgrade patches operations` has the kinds"
      ])
  }
}
