package import Findings
package import GitKit

/// Everything under `patches/`: the manifest, the patches in order, the files they add.
package struct PatchSet: Sendable {
  /// The set's name.
  package let name: String
  /// Which upstream the set is for.
  package let upstream: Upstream
  /// What a deployment has of upstream.
  package let deployment: Deployment
  /// The patches, in the order in which they are applied.
  package let patches: [Patch]
  /// How conflicts with deployments were settled, by path.
  package let resolutions: [Resolution]
  /// The files that the set was read of.
  package let files: FileTree
  /// What is worth saying about the set and does not keep it from being used: folders that the list doesn't name,
  /// resolutions without a reason.
  package let notes: [Finding]

  /// Which upstream a patch set is for.
  package struct Upstream: Sendable {
    /// The repository.
    package let url: String
    /// Which tags are releases.
    package let releases: Glob
    /// The first release that the set supports; `nil` for all.
    package let since: ReleaseName?
  }

  /// What a deployment has of upstream.
  package struct Deployment: Sendable {
    /// The folder of the generated files in the deployment repository.
    package let directory: TreeFolder
    /// Which upstream files are taken.
    package let include: [Glob]
    /// The compose files that are run together, from the deployment repository; empty for what Compose finds by itself.
    package let compose: [[TreePath]]
    /// People's own files that name the release in use.
    package let versionMarkers: [VersionMarker]
  }

  /// The place in one of people's own files that names the release in use.
  package struct VersionMarker: Sendable {
    /// The file in the deployment repository.
    package let file: TreePath
    /// Finds the release: its first group.
    package let pattern: Pattern
    /// Where the manifest has it.
    package let place: ManifestPlace
  }

  /// The patch with an id.
  package subscript(id: String) -> Patch? { patches.first { $0.id == id } }
}
