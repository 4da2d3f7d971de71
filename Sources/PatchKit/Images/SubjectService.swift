package import GitKit

/// A service that guarantees are checked on, with its image.
package struct SubjectService: Sendable {
  package let running: RunningService
  package let image: RunningImage
  /// The compose files of the project that it runs in.
  package let files: [TreePath]

  /// Makes a service.
  package init(_ running: RunningService, _ image: RunningImage, files: [TreePath]) {
    self.running = running
    self.image = image
    self.files = files
  }

  /// The name.
  package var name: String { running.name }
  /// The compose file that has it.
  package var path: TreePath { running.place.path }
  /// Where the image is named or built.
  package var imagePlace: SourcePlace {
    running.build?.place ?? running.image?.place ?? running.place
  }
  /// The folder that it is built of.
  package var context: RunningImage.Context? {
    guard case .known(.built(let context)) = image.origin else { return nil }
    return context
  }

  /// Whether it runs an image of upstream's, is built on it, or of a folder with its name.
  package func isLike(image name: String) -> Bool {
    image.upstream.value??.name == name || context?.folder?.name == name[...]
  }
}
