import Editing
import GitKit
import PatchKit
import Reports

/// What the images that upstream builds tell: what they are built on, who they run as, how they start services.
struct ImageFacts {
  /// The files that a fact follows from, besides its value.
  struct Fact {
    let value: String
    let files: [TreePath]
  }

  private let tree: FileTree
  private let images: UpstreamImages

  init(of tree: FileTree) {
    self.tree = tree
    images = UpstreamImages(of: tree)
  }

  /// What is known of an image; nothing when upstream has no such image.
  func facts(of image: String) -> [Consequence.Topic: Fact] {
    guard let image = ServiceImage(named: image, in: tree, images) else { return [:] }
    let layers = ImageLayers(of: image, upstream: tree, images: images).layers
    let files = layers.compactMap(\.path)
    let user = layers.lazy.compactMap { $0.dockerfile?.user }.first
    var facts = [Consequence.Topic.user: Fact(value: user ?? "root", files: files)]
    if let base = layers.last?.dockerfile?.shownBase {
      facts[.baseSystem] = Fact(value: base, files: files)
    }
    if let system = layers.lazy.compactMap({ initSystem(of: $0.folder) }).first {
      facts[.initSystem] = system
    }
    return facts
  }

  /// Known by the folder that services are in.
  private func initSystem(of image: String) -> Fact? {
    for (folder, name) in Self.layouts {
      let folder = "\(image)/rootfs/etc/\(folder)"
      guard tree.hasFolder(folder), let path = try? TreePath(folder) else { continue }
      return Fact(value: name, files: [path])
    }
    return nil
  }

  private static let layouts = [
    ("s6-overlay/s6-rc.d", "s6-overlay 3, s6-rc.d"), ("cont-init.d", "s6-overlay 1, cont-init.d"),
    ("services.d", "s6-overlay 1, services.d"),
  ]
}

extension Dockerfile {
  /// The image that it builds on, without Docker's own registry.
  var shownBase: String? {
    defaultBase.map { base in
      let prefix = ["docker.io/library/", "docker.io/"].first { base.hasPrefix($0) } ?? ""
      return String(base.dropFirst(prefix.count))
    }
  }
}
