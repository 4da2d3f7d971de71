import Editing
import GitKit
import Reports

/// What the images that upstream builds tell: what they are built on, who they run as, how they start services.
struct ImageFacts {
  /// The files that a fact follows from, besides its value.
  struct Fact {
    let value: String
    let files: [TreePath]
  }

  private let tree: FileTree

  init(of tree: FileTree) {
    self.tree = tree
  }

  /// What is known of an image; nothing when upstream has no such image.
  func facts(of image: String) -> [Consequence.Topic: Fact] {
    let chain = chain(of: image)
    guard !chain.isEmpty else { return [:] }
    let files = chain.map(\.path)
    let user = chain.lazy.compactMap(\.facts.user).first
    var facts = [Consequence.Topic.user: Fact(value: user ?? "root", files: files)]
    if let base = chain.last?.facts.base {
      facts[.baseSystem] = Fact(value: base, files: files)
    }
    if let system = chain.lazy.compactMap({ initSystem(of: $0.image) }).first {
      facts[.initSystem] = system
    }
    return facts
  }

  /// The Dockerfiles of an image, and of those of upstream's images that it is built on.
  private func chain(of image: String) -> [(image: String, path: TreePath, facts: DockerfileFacts)]
  {
    var chain: [(image: String, path: TreePath, facts: DockerfileFacts)] = []
    var next: String? = image
    while let image = next, !chain.contains(where: { $0.image == image }),
      let path = try? TreePath("\(image)/Dockerfile"), let file = tree[path]
    {
      let facts = DockerfileFacts(of: file.content)
      chain.append((image, path, facts))
      next = facts.base?.split(separator: "/").last?.split(separator: ":").first.map(String.init)
    }
    return chain
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

/// What a Dockerfile tells of the image that it ends with.
struct DockerfileFacts: Equatable {
  /// The image that it starts from, with the defaults of build arguments; without Docker's own registry.
  var base: String?
  /// The user that it sets.
  var user: String?

  /// Reads a Dockerfile; one that cannot be read tells nothing.
  init(of content: [UInt8]) {
    guard let file = try? Dockerfile(SourceText(content)) else { return }
    user = file.user
    let stages = file.stages
    guard var stage = stages.last else { return }
    while let other = stages.last(where: {
      $0.instruction < stage.instruction && $0.name == stage.base
    }) {
      stage = other
    }
    let defaults = file.arguments.filter { $0.instruction < stages[0].instruction }
    let values = Dictionary(defaults.map { ($0.name, $0.defaultValue ?? "") }) { $1 }
    let image = (try? Interpolation.evaluate(stage.base, values)) ?? stage.base
    let prefix = ["docker.io/library/", "docker.io/"].first { image.hasPrefix($0) } ?? ""
    base = String(image.dropFirst(prefix.count))
  }
}
