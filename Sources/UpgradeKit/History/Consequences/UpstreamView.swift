import Editing
import Findings
import GitKit
import PatchKit

/// One release of upstream, as far as a deployment uses it.
struct UpstreamView {
  /// Where a service is defined.
  struct Service: Hashable {
    let name: String
    let file: TreePath
  }

  /// All of the release's files.
  let tree: FileTree
  /// The services of the compose files that the deployment takes.
  let services: [Service]
  /// The folders of upstream's images that the services run.
  let images: Set<String>
  private let facts: [TreePath: Facts]

  init(_ tree: FileTree, include: [Glob], images known: Set<String>, readings: FileReadings) {
    let index = ComposeIndex(of: tree, with: readings)
    var services: [Service] = []
    var images: Set<String> = []
    var facts: [TreePath: Facts] = [:]
    for (path, file) in index.files where include.contains(where: { $0.matches(path) }) {
      facts[path] = ComposeFacts.read(file, images: known)
      for service in file.services {
        services.append(Service(name: service.name, file: path))
        let name = service.image.flatMap { ImageReference($0.value)?.name }
        if let name, known.contains(name) { images.insert(name) }
      }
    }
    (self.tree, self.services, self.images, self.facts) = (tree, services, images, facts)
  }

  /// What is told of a service.
  func facts(of service: Service) -> Facts {
    (facts[service.file] ?? [:]).filter { $0.key.subject == service.name }
  }
}
