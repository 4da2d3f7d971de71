public import Findings
public import GitKit

/// Everything under `patches/`: the manifest, the patches in order, the files they add.
public struct PatchSet: Sendable {
  /// The set's name.
  public let name: String
  /// Which upstream the set is for.
  public let upstream: Upstream
  /// What a deployment has of upstream.
  public let deployment: Deployment
  /// The patches, in the order in which they are applied.
  public let patches: [Patch]
  /// How conflicts with deployments were settled, by path.
  public let resolutions: [Resolution]
  /// The files that the set was read of.
  public let files: FileTree
  /// What is worth saying about the set and does not keep it from being used: folders that the list doesn't name,
  /// resolutions without a reason.
  public let notes: [Finding]

  /// Which upstream a patch set is for.
  public struct Upstream: Sendable {
    /// The repository.
    public let url: String
    /// Which tags are releases.
    public let releases: Glob
    /// The first release that the set supports; `nil` for all.
    public let since: String?
  }

  /// What a deployment has of upstream.
  public struct Deployment: Sendable {
    /// The folder of the generated files in the deployment repository.
    public let directory: TreePath
    /// Which upstream files are taken.
    public let include: [Glob]
    /// People's own files that name the release in use.
    public let versionMarkers: [VersionMarker]
  }

  /// The place in one of people's own files that names the release in use.
  public struct VersionMarker: Sendable {
    /// The file in the deployment repository.
    public let file: TreePath
    /// Finds the release: its first group.
    public let pattern: Pattern
    /// Where the manifest has it.
    public let place: ManifestPlace
  }

  /// The patch with an id.
  public subscript(id: String) -> Patch? { patches.first { $0.id == id } }
}
