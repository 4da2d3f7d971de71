import Findings
import GitKit
import PatchKit
package import Reports

/// Whether each customisation is carried right or stops the upgrade, whatever upstream changes.
package enum MutationCheck {
  /// How many mutants share what was read: more would keep all of their files in memory.
  private static let share = 100

  /// Tries changes that nobody made on the releases that the patch set supports.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - seed: what they are drawn of.
  ///   - kinds: the kinds of changes; empty for all.
  /// - Throws: ``UpgradeFailure`` when upstream cannot be read, or the patch set suits no release.
  package static func run(
    _ count: Int, seed: UInt64, kinds: Set<String> = [], with sources: Sources,
    progress: (RunStage) -> Void = { _ in }
  ) throws(UpgradeFailure) -> ReportedMutations {
    progress(.upstream)
    let upstream = try sources.openUpstream()
    let since = sources.patchSet.upstream.since
    var trees: [(release: Release, files: FileTree)] = []
    for release in upstream.catalogue.releases
    where since.map({ $0 <= release.name }) ?? true {
      try sources.places.checkCancelled()
      trees.append((release, try upstream.files(of: release)))
    }
    progress(.releases)
    let generator = sources.generator(upstream)
    let cancellation = sources.places.connection.cancellation
    let effective = EffectiveReadings()
    let meanings = concurrentMap(trees) { release, files in
      cancellation.isCancelled
        ? nil : PatchMeaning(of: release, files: files, generator, effective)
    }.compactMap(\.self)
    try sources.places.checkCancelled()
    guard !meanings.isEmpty else {
      throw UpgradeFailure(
        .noVariantSuits, "the patch set is generated without a conflict for no release",
        advice: ["see why: `confomeet-upgrade matrix`"])
    }
    progress(.mutate)
    let trial = MutationTrial(
      generator: generator, meanings: meanings,
      kinds: MutationKind.all.filter { kinds.isEmpty || kinds.contains($0.name) })
    let shares = stride(from: 0, to: count, by: share).map {
      $0..<min(count, $0 + share)
    }
    let outcomes = concurrentMap(shares) { range in
      let (readings, effective) = (FileReadings(), EffectiveReadings())
      return range.compactMap { index in
        cancellation.isCancelled
          ? nil : trial.outcome(seed: seed, index, readings, effective)
      }
    }.flatMap(\.self)
    try sources.places.checkCancelled()
    try upstream.checkHistory()
    return report(outcomes, seed: seed, meanings.count, sources.patchSet)
  }

  private static func report(
    _ outcomes: [MutationOutcome], seed: UInt64, _ releases: Int, _ set: PatchSet
  ) -> ReportedMutations {
    var kinds = MutationKind.all.map { ReportedMutations.Count($0.name) }
    var patches = set.patches.map { ReportedMutations.Count($0.id) }
    var survivors: [ReportedMutations.Survivor] = []
    for outcome in outcomes {
      if let index = kinds.firstIndex(where: { $0.name == outcome.mutation.kind }) {
        if outcome.isStopped {
          kinds[index].stopped += 1
        } else if outcome.losses.isEmpty {
          kinds[index].carried += 1
        } else {
          kinds[index].lost += 1
        }
      }
      for index in patches.indices {
        let id = patches[index].name
        if outcome.losses[id] != nil {
          patches[index].lost += 1
        } else if outcome.stopped.contains(id) {
          patches[index].stopped += 1
        } else if !outcome.isStopped {
          patches[index].carried += 1
        }
      }
      for (patch, parts) in outcome.losses.sorted(by: { $0.key < $1.key }) {
        add(outcome, patch, parts, to: &survivors)
      }
    }
    return ReportedMutations(
      seed: seed, releases: releases, kinds: kinds, patches: patches, survivors: survivors)
  }

  private static func add(
    _ outcome: MutationOutcome, _ patch: String, _ parts: Set<Meaning.Part>,
    to survivors: inout [ReportedMutations.Survivor]
  ) {
    let sorted = parts.sorted { $0.statement < $1.statement }
    guard let first = sorted.first else { return }
    if let index = survivors.firstIndex(where: {
      $0.patch == patch && $0.kind == outcome.mutation.kind && $0.guarantee == first.guarantee
    }) {
      survivors[index].others += 1
      return
    }
    survivors.append(
      ReportedMutations.Survivor(
        patch: patch, kind: outcome.mutation.kind, what: outcome.mutation.what,
        release: outcome.release.tag, lost: sorted.map(\.statement), guarantee: first.guarantee))
  }
}
