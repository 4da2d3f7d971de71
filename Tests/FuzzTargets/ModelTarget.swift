import GitKit
import UpgradeKit

/// Projects as Compose would run them: `docker-compose.yml`, and the files that the input names behind it.
enum ModelTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    var files: [TreePath: [UInt8]] = [:]
    for (name, bytes) in FuzzInput(bytes).parts {
      guard let path = try? TreePath(name.isEmpty ? "docker-compose.yml" : name) else { continue }
      files[path] = bytes
    }
    let all = ComposeFiles { [files] path in files[path].map { .file($0) } ?? .missing }
    let project: ComposeProject
    do throws(ComposeProblem) {
      project = try ComposeProject(in: "", of: all)
    } catch {
      try require(!error.message.isEmpty, "a problem says nothing")
      if let file = error.file, let offset = error.offset {
        try require(
          offset <= files[file]?.count ?? 0, "a problem is at \(offset) of \(file)")
      }
      return
    }
    for service in project.services {
      _ = (service.isReadOnly, service.user, service.variable("A"), service.mount(at: "/config"))
      try require(
        project.service(service.name) != nil, "service `\(service.name)` is not found")
      for variable in service.environment {
        try require(
          variable.place.offset <= files[variable.place.file]?.count ?? 0,
          "a variable is at \(variable.place.offset)")
      }
    }
    let again = try? ComposeProject(in: "", of: all)
    try require(
      again?.services.map(\.environment) == project.services.map(\.environment),
      "a project is read differently the second time")
  }
}
