/// The keys of `patchset.yaml`.
enum PatchSetManifest {
  static let fileName = "patchset.yaml"
  /// The one format there is.
  static let format = 1

  static let formatKey = ManifestKey.integer(
    "format", in: format...format, "The format of the patch set.")
  static let name = ManifestKey.identifier("name", "The set's name, as the lock has it.")
  static let upstream = ManifestKey.object(
    "upstream", Upstream.object, "Which upstream the set is for.")
  static let deployment = ManifestKey.object(
    "deployment", Deployment.object, "What a deployment has of upstream.")
  static let patches = ManifestKey.identifiers(
    "patches",
    "The patches, in the order in which they are applied. Each is the name of a folder beside this file."
  )

  static let object = ManifestObject(
    "the patch set", summary: "The manifest of a patch set: `patchset.yaml`.",
    fields: [formatKey.field, name.field, upstream.field, deployment.field, patches.field])

  enum Upstream {
    static let url = ManifestKey.url(
      "url", "The repository: an `http(s)`, `ssh`, `git` or `file` URL.")
    static let releases = ManifestKey.glob("releases", "Which tags are releases.")
    static let since = ManifestKey.release("since", "The first release that the set supports.")
      .optional

    static let object = ManifestObject(
      "upstream", summary: "The repository that releases come from.",
      fields: [url.field, releases.field, since.field])
  }

  enum Deployment {
    static let directory = ManifestKey.path(
      "directory", "The folder of the generated files in the deployment repository.")
    static let include = ManifestKey.globs(
      "include",
      "Which upstream files a deployment takes. What compose files mount or build has to be in it.")
    static let versionMarkers = ManifestKey.objects(
      "version-markers", VersionMarker.object,
      "People's own files in the deployment repository that name the release in use."
    ).defaulting(to: [])

    static let object = ManifestObject(
      "deployment", summary: "What a deployment has of upstream.",
      fields: [directory.field, include.field, versionMarkers.field])
  }

  enum VersionMarker {
    static let file = ManifestKey.path("file", "The file in the deployment repository.")
    static let pattern = ManifestKey.pattern(
      "pattern", "Finds the release. Its one group `(…)` is what an upgrade replaces.")

    static let object = ManifestObject(
      "version-markers", summary: "A place that names the release in use.",
      fields: [file.field, pattern.field])
  }
}
