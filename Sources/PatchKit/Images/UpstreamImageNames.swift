package import Editing
package import GitKit

/// Names of the images that upstream releases.
package struct UpstreamImageNames: Sendable {
  private let images: UpstreamImages
  private let namespaces: Set<String>

  /// Takes them from a release's files: what its compose files call the images that it has a Dockerfile of.
  ///
  /// - Parameter readings: what was read of the same files before.
  package init(_ files: FileTree, _ readings: FileReadings = FileReadings()) {
    let images = UpstreamImages(of: files)
    let compose = ComposeIndex(of: files, with: readings)
    let references = compose.files.flatMap(\.file.services).compactMap { service in
      service.image.flatMap { ImageReference($0.value) }
    }
    self.images = images
    namespaces = Set(
      references.filter { $0.name.map(images.contains) ?? false }.compactMap(Self.namespace))
  }

  /// Whether an image is upstream's: by its name, and by whose it is. `acme/web` is somebody else's.
  package func contains(_ image: ImageReference) -> Bool {
    guard let name = image.name, images.contains(name) else { return false }
    // The namespace may be a build argument, whose value is not known here: then it is upstream's Dockerfile.
    guard let namespace = Self.namespace(image), !namespace.isEmpty else { return true }
    return namespaces.contains(namespace)
  }

  /// The part before the name, `jitsi` in `ghcr.io/jitsi/web`.
  private static func namespace(_ image: ImageReference) -> String? {
    guard let path = try? Interpolation.evaluate(image.repository, [:]) else { return nil }
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().last
      .map(String.init)
  }
}
