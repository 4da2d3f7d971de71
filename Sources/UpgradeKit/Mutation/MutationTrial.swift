import Findings
import GitKit
import PatchKit

/// What became of a patch set on a release that a mutation changed.
struct MutationOutcome: Sendable {
  let mutation: Mutation
  let release: ReleaseName
  /// The patches that stop; empty when the files are generated.
  let stopped: Set<String>
  /// Whether anything stops.
  let isStopped: Bool
  /// What is lost of patches without a conflict, by patch.
  let losses: [String: Set<Meaning.Part>]
}

/// Tries mutations of releases.
struct MutationTrial: Sendable {
  let generator: Generator
  /// What the patches mean at each release.
  let meanings: [PatchMeaning]
  /// The kinds that take turns.
  let kinds: [MutationKind]

  /// How often another kind or place is drawn before a mutant is given up.
  private static let draws = 40

  /// Tries a mutation that a seed draws.
  ///
  /// - Parameters:
  ///   - index: which of them, so that the kinds take turns.
  ///   - readings: where files are read for it, which are not kept for ever.
  func outcome(
    seed: UInt64, _ index: Int, _ readings: FileReadings, _ effective: EffectiveReadings
  ) -> MutationOutcome? {
    var random = MutationRandom(seed: seed &+ UInt64(index))
    for draw in 0..<Self.draws {
      let meaning = meanings[random.below(meanings.count)]
      let kind = kinds[(index + draw / 10) % kinds.count]
      guard let mutation = kind.mutation(of: meaning.upstream, meaning.targets, &random) else {
        continue
      }
      return outcome(of: mutation, meaning, readings, effective)
    }
    return nil
  }

  private func outcome(
    of mutation: Mutation, _ meaning: PatchMeaning, _ readings: FileReadings,
    _ effective: EffectiveReadings
  ) -> MutationOutcome {
    let set = generator.patchSet
    let release = meaning.release
    let generation = generator.generation(
      of: release, from: mutation.files,
      MutationHistory(
        before: generator.history(of: release), original: meaning.upstream,
        mutated: mutation.files), readings)
    guard generation.conflicts.isEmpty else {
      let stopped =
        generation.patches.filter { !$0.conflicts.isEmpty }.map(\.patch.id)
        + generation.guarantees.filter { $0.finding(release: release.name) != nil }.map(\.patch)
      return MutationOutcome(
        mutation: mutation, release: release.name, stopped: Set(stopped), isStopped: true,
        losses: [:])
    }
    let losses = meaning.losses(in: generation.tree, of: mutation, readings, effective)
    return MutationOutcome(
      mutation: mutation, release: release.name, stopped: [], isStopped: false,
      losses: Dictionary(
        zip(set.patches.map(\.id), losses).filter { !$0.1.isEmpty }, uniquingKeysWith: { $1 }))
  }
}

/// Upstream's history with one more step: the mutation.
struct MutationHistory: UpstreamHistory {
  let before: RepositoryHistory
  let original: FileTree
  let mutated: FileTree

  func destination(of path: TreePath) -> TreePath? {
    let there = original[path] == nil ? before.destination(of: path) : path
    guard let there, mutated[there] == nil, original[there] != nil else { return there }
    return FileRenames(from: original, to: mutated).paths[there]
  }

  func file(_ path: TreePath, at release: ReleaseName) -> FileTree.File? {
    before.file(path, at: release)
  }
}
