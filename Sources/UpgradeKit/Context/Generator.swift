import GitKit
import PatchKit

/// Applies a patch set to upstream's releases, or to commits as if they were releases. Pure, and for any thread.
struct Generator: Sendable {
  let patchSet: PatchSet
  /// Upstream's repository, for operations that ask for other releases.
  let repository: String
  let catalogue: ReleaseCatalogue
  /// What could not be read of them.
  let problems: HistoryProblems
  /// Files that were read, each once for all releases.
  let readings: FileReadings

  /// Generates a release.
  ///
  /// - Parameter files: all of the release's files.
  func generation(of release: Release, from files: FileTree) -> Generation {
    generation(of: release, from: files, history(of: release), readings)
  }

  /// Generates files that no release has.
  func generation(
    of release: Release, from files: FileTree, _ history: any UpstreamHistory,
    _ readings: FileReadings
  ) -> Generation {
    patchSet.generate(
      release: release.name, upstream: files, history: history, readings: readings)
  }

  /// A release's files as each patch leaves them, in order; those of upstream first.
  func stages(of release: Release, from files: FileTree) -> [FileTree] {
    patchSet.stages(
      of: release.name, upstream: files, history: history(of: release), readings: readings)
  }

  /// What operations may ask of other releases.
  func history(of release: Release) -> RepositoryHistory {
    RepositoryHistory(
      path: repository, catalogue: catalogue, release: release, problems: problems)
  }
}
