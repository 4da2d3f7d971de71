package import Editing
package import GitKit

/// What an image is made of: its own files, over those of the images of upstream's that it is built on.
package struct ImageLayers: Sendable {
  /// One of the images.
  package struct Layer: Sendable {
    /// Its folder.
    package let folder: String
    /// The files below the folder.
    package let files: FileTree
    /// Where its Dockerfile is.
    package let path: TreePath?
    /// Its Dockerfile; `nil` when it can't be read.
    package let dockerfile: Dockerfile?
  }

  /// The image itself first, then what it is built on, the nearest first.
  package let layers: [Layer]

  /// Follows the last stage of the image's Dockerfile, and those of its bases.
  ///
  /// - Parameters:
  ///   - upstream: the files of the release that the bases are of.
  ///   - images: which images are upstream's.
  package init(of image: ServiceImage, upstream: FileTree, images: UpstreamImages) {
    self.init(Layer(image)) { ServiceImage(named: $0, in: upstream, images).map(Layer.init) }
  }

  /// Follows the last stage of an image's Dockerfile, and those of its bases.
  ///
  /// - Parameter layer: an image of upstream's by its name; `nil` for somebody else's.
  init(_ image: Layer, _ layer: (String) -> Layer?) {
    var layers = [image]
    while let base = layers.last?.dockerfile?.baseImage,
      !layers.contains(where: { $0.folder == base }), let next = layer(base)
    {
      layers.append(next)
    }
    self.layers = layers
  }
}

extension ImageLayers.Layer {
  init(_ image: ServiceImage) {
    folder = image.folder
    files = image.files
    path = try? TreePath(folder + "/Dockerfile")
    let content = path.flatMap { image.files[$0]?.content }
    // What can't be read is found where the image is built or edited.
    dockerfile = content.flatMap { try? Dockerfile(SourceText($0)) }
  }
}

extension Dockerfile {
  /// The name, without registry and tag, of the image that it builds on.
  fileprivate var baseImage: String? { defaultBase.flatMap { ImageReference($0)?.name } }
}
