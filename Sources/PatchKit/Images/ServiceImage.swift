package import Editing
package import GitKit

/// The files that a service's image is made of, as far as this repository has them.
package struct ServiceImage: Sendable {
  /// The image's folder.
  package let folder: String
  /// The files below it: the generated ones of an image that is built, upstream's of one that is upstream's.
  package let files: FileTree
  /// Whether the deployment builds the image.
  package let isBuilt: Bool

  /// Finds the image of a service; `nil` when it is somebody else's.
  package init?(of service: ComposeService, in subject: GuaranteeSubject) {
    if let build = service.build {
      guard let folder = build.context.flatMap({ LocalPath.resolve($0.value) })?.text else {
        return nil
      }
      self.init(folder: folder, in: subject.generated, isBuilt: true)
    } else if let image = service.image.flatMap({ ImageReference($0.value) })?.name {
      self.init(named: image, in: subject.upstream, subject.images)
    } else {
      return nil
    }
  }

  /// Finds an image of upstream's by its name; `nil` when it is somebody else's.
  package init?(named name: String, in upstream: FileTree, _ images: UpstreamImages) {
    guard images.contains(name) else { return nil }
    self.init(folder: name, in: upstream, isBuilt: false)
  }

  private init(folder: String, in tree: FileTree, isBuilt: Bool) {
    self.folder = folder
    self.isBuilt = isBuilt
    var files: [TreePath: FileTree.File] = [:]
    for path in tree.paths(below: folder) { files[path] = tree[path] }
    self.files = FileTree(files)
  }
}
