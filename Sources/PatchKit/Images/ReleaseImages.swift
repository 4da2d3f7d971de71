package import GitKit
import Synchronization

/// Upstream's images at a release. What is in one is worked out once: services have most of them in common.
package final class ReleaseImages: Sendable {
  private let release: ReleaseName
  private let tree: FileTree
  private let images: UpstreamImages
  private let layers = Mutex<[String: ImageLayers.Layer]>([:])
  private let known = Mutex<[String: ImageContents]>([:])

  /// Makes them of the release's files.
  package convenience init(_ release: ReleaseName, _ tree: FileTree) {
    self.init(release, tree, UpstreamImages(of: tree))
  }

  init(_ release: ReleaseName, _ tree: FileTree, _ images: UpstreamImages) {
    (self.release, self.tree, self.images) = (release, tree, images)
  }

  /// The files of an image, by its name without registry.
  func contents(of name: String) -> ImageContents {
    if let contents = known.withLock({ $0[name] }) { return contents }
    let contents = ImageContents(
      of: name, at: release, layer(name).map { ImageLayers($0, layer).layers } ?? []
    ) {
      images.names.sorted().lazy.compactMap {
        InitSystem(of: $0, in: self.tree)
      }.first
    }
    known.withLock { $0[name] = contents }
    return contents
  }

  private func layer(_ name: String) -> ImageLayers.Layer? {
    if let layer = layers.withLock({ $0[name] }) { return layer }
    guard let image = ServiceImage(named: name, in: tree, images) else { return nil }
    let layer = ImageLayers.Layer(image)
    layers.withLock { $0[name] = layer }
    return layer
  }
}
