package import GitKit

/// The images that upstream builds and releases: a folder with a Dockerfile each.
package struct UpstreamImages: Sendable {
  /// The images' names without registry, for example `jibri`.
  package let names: Set<String>

  /// Finds the images of a release's tree.
  package init(of upstream: FileTree) {
    names = Set(
      upstream.paths.compactMap { path in
        let parts = path.components
        return parts.count == 2 && parts[1] == "Dockerfile" ? String(parts[0]) : nil
      })
  }

  /// Whether an image is one of upstream's, by the last part of its repository's name.
  package func contains(_ name: String) -> Bool { names.contains(name) }
}
