import Findings
import GitKit

extension PatchSetReader {
  /// Makes the set of its manifest's values.
  func patchSet(
    _ values: ManifestValues, patches: [Patch], resolutions: [Resolution], notes: [Finding]
  ) throws(ManifestError) -> PatchSet {
    let upstream = try values[PatchSetManifest.upstream]
    let deployment = try values[PatchSetManifest.deployment]
    var markers: [PatchSet.VersionMarker] = []
    for marker in try deployment[PatchSetManifest.Deployment.versionMarkers] {
      markers.append(try versionMarker(marker))
    }
    return PatchSet(
      name: try values[PatchSetManifest.name],
      upstream: PatchSet.Upstream(
        url: try upstream[PatchSetManifest.Upstream.url],
        releases: try upstream[PatchSetManifest.Upstream.releases],
        since: try upstream[PatchSetManifest.Upstream.since]),
      deployment: PatchSet.Deployment(
        directory: try deployment[PatchSetManifest.Deployment.directory],
        include: try deployment[PatchSetManifest.Deployment.include],
        versionMarkers: markers),
      patches: patches,
      resolutions: resolutions,
      files: files,
      notes: notes)
  }

  private func versionMarker(
    _ values: ManifestValues
  ) throws(ManifestError) -> PatchSet.VersionMarker {
    let pattern = try values[PatchSetManifest.VersionMarker.pattern]
    let place = values.place(of: PatchSetManifest.VersionMarker.pattern)
    guard pattern.groupCount == 1 else {
      throw ManifestError(
        invalid: "`pattern` must have one group `(…)`, which is the release", at: place,
        evidence: ["found: \(pattern.groupCount) groups"])
    }
    return PatchSet.VersionMarker(
      file: try values[PatchSetManifest.VersionMarker.file], pattern: pattern, place: place)
  }
}
