import Editing
import Findings
import GitKit

/// `patchset.yaml`.
struct PatchSetManifest: Sendable {
  static let fileName = "patchset.yaml"
  /// The one format there is.
  static let format = 1

  let name: String
  let upstream: PatchSet.Upstream
  let deployment: PatchSet.Deployment
  let patches: [Placed<String>]

  static let formatKey = Key(
    "format", .integer(in: format...format), "The format of the patch set.")

  static let mapping = Mapping<Self>(
    "the patch set", summary: "The manifest of a patch set: `patchset.yaml`.", formatKey,
    Key("name", .identifier, "The set's name, as the lock has it."),
    Key("upstream", .object(PatchSet.Upstream.mapping), "Which upstream the set is for."),
    Key("deployment", .object(PatchSet.Deployment.mapping), "What a deployment has of upstream."),
    Key(
      "patches", .list(.placed(.identifier)),
      "The patches, in the order in which they are applied. Each is the name of a folder beside this file."
    ),
    make: { _, name, upstream, deployment, patches in
      Self(name: name, upstream: upstream, deployment: deployment, patches: patches)
    })
}

extension PatchSet.Upstream {
  static let mapping = Mapping<Self>(
    "upstream", summary: "The repository that releases come from.",
    Key("url", .url, "The repository: an `http(s)`, `ssh`, `git` or `file` URL."),
    Key("releases", .glob, "Which tags are releases."),
    Key("since", optional: .release, "The first release that the set supports."),
    make: Self.init)
}

extension PatchSet.Deployment {
  static let mapping = Mapping<Self>(
    "deployment", summary: "What a deployment has of upstream.",
    Key(
      "directory", .folder,
      "The folder of the generated files in the deployment repository; `.` for its top."),
    Key(
      "include", .nonEmptyList(.glob),
      "Which upstream files a deployment takes. What compose files mount or build has to be in it."
    ),
    Key(
      "compose", .list(.nonEmptyList(.path)), default: [],
      "Which compose files are run together, as with `-f` of Compose: each list is one way in which the deployment is run. Paths count from the deployment repository. Without it, and where `.env` has `COMPOSE_FILE`: what Compose finds by itself, and each further compose file with that."
    ),
    Key(
      "version-markers", .list(.object(PatchSet.VersionMarker.mapping)), default: [],
      "People's own files in the deployment repository that name the release in use."),
    make: Self.init)
}

extension PatchSet.VersionMarker {
  static let mapping = Mapping<Self>(
    "version-markers", summary: "A place that names the release in use.",
    Key("file", .path, "The file in the deployment repository."),
    Key(
      "pattern", .placed(.releasePattern),
      "Finds the release. Its one group `(…)` is what an upgrade replaces."),
    make: { file, pattern in Self(file: file, pattern: pattern.value, place: pattern.place) })
}

extension ValueKind where Value == Pattern {
  /// A pattern whose one group is a release.
  fileprivate static let releasePattern = ValueKind.pattern.refined(
    written: ValueKind.pattern.written
  ) {
    (pattern) throws(Refusal) in
    guard pattern.groupCount == 1 else {
      throw .must(
        "have one group `(…)`, which is the release",
        evidence: ["found: \(pattern.groupCount) groups"])
    }
    return pattern
  }
}

extension ManifestReader {
  /// Whether the format is one that can be read: of a newer one nothing else is worth saying.
  mutating func checkFormat(_ root: YAMLNode) -> Bool {
    guard let node = root[PatchSetManifest.formatKey.name],
      case .scalar(let scalar) = node.content, case .integer(let format) = scalar.kind,
      format ?? .max > PatchSetManifest.format
    else { return true }
    report(
      .newerPatchFormat,
      "the patch set has format \(scalar.value); this version knows format \(PatchSetManifest.format)",
      at: place(of: node))
    return false
  }
}
