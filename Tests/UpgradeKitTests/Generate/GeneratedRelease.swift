import GitKit
import PatchKit
import Testing
import UpgradeKit

/// The files of a release, with what a patch set made of them.
struct GeneratedRelease {
  let patchSet: PatchSet
  let release: ReleaseName
  let upstream: FileTree
  let generation: Generation

  init(_ upstream: FileTree, _ name: String, _ patchSet: PatchSet) throws {
    self.patchSet = patchSet
    self.upstream = upstream
    release = try #require(ReleaseName(name))
    generation = patchSet.generate(release: release, upstream: upstream)
  }

  init(_ upstream: Upstream, _ release: Release, _ patchSet: PatchSet) throws {
    self.patchSet = patchSet
    self.release = release.name
    self.upstream = try upstream.files(of: release)
    generation = patchSet.generate(
      release: release.name, upstream: self.upstream, history: upstream.history(for: release))
  }

  /// The same result, said to have been made of other files.
  init(_ other: GeneratedRelease, over upstream: FileTree) {
    (patchSet, release, generation) = (other.patchSet, other.release, other.generation)
    self.upstream = upstream
  }
}
