import GitKit
package import PatchKit

/// A service as Compose would run it.
package struct ModelService: Sendable {
  /// The name.
  package let name: String
  /// The image, with its variables replaced.
  package let image: ComposeTree.Scalar?
  /// How the image is built.
  package let build: ModelBuild?
  /// The environment of the container, sorted by name.
  package let environment: [ModelVariable]
  /// The mounts, in order.
  package let mounts: [ModelMount]
  /// The published ports, in order.
  package let ports: [ModelPort]
  /// The keys of the networks, with the service's aliases on each.
  package let networks: [String: [String]]
  /// All that was read of it, in its long form.
  package let tree: ComposeTree

  init(
    name: String, _ tree: ComposeTree, variables: ComposeEnvironment, files: ComposeFiles,
    root: String
  ) throws(ComposeProblem) {
    self.name = name
    self.tree = tree
    if case .scalar(let image)? = tree["image"]?.content { self.image = image } else { image = nil }
    build = tree["build"].flatMap { build in
      build.entries == nil ? nil : ModelBuild(build, variables: variables, root: root)
    }
    environment = try ModelEnvironment(tree, variables: variables, files: files, root: root)
      .variables
    mounts = (tree["volumes"]?.items ?? []).compactMap { ModelMount($0, root: root) }
    ports = (tree["ports"]?.items ?? []).compactMap(ModelPort.init)
    networks = Dictionary(
      (tree["networks"]?.entries ?? []).map { entry in
        (entry.key, (entry.value["aliases"]?.items ?? []).compactMap(\.text))
      }, uniquingKeysWith: { $1 })
  }

  /// The variable of a name; `nil` when the container does not get it.
  package func variable(_ name: String) -> ModelVariable? {
    environment.first { $0.name == name }
  }

  /// The mount at a container path.
  package func mount(at target: String) -> ModelMount? {
    mounts.first { $0.target == ComposeDefaults.clean(target) }
  }

  /// Whether the root file system can't be written to.
  package var isReadOnly: Bool { tree["read_only"]?.text == "true" }

  /// The user that the container runs as; `nil` for the image's.
  package var user: String? { tree["user"]?.text.flatMap { $0.isEmpty ? nil : $0 } }
}

/// How a service's image is built.
package struct ModelBuild: Sendable, Hashable {
  /// The build context.
  package let context: HostPath
  /// The Dockerfile, from the context.
  package let dockerfile: String
  /// The build arguments with their values; `nil` for one that the Dockerfile's default counts for.
  package let arguments: [String: String?]

  init(_ tree: ComposeTree, variables: ComposeEnvironment, root: String) {
    context = HostPath(tree["context"]?.text ?? root, root: root)
    dockerfile = tree["dockerfile"]?.text ?? "Dockerfile"
    var arguments: [String: String?] = [:]
    for item in tree["args"].map(ComposeMerge.assignments) ?? [] {
      let (name, value) = ModelEnvironment.split(item.text ?? "")
      let resolved: String? = if let value { value } else { variables[name] }
      arguments.updateValue(resolved, forKey: name)
    }
    self.arguments = arguments
  }
}

/// A mount of a service.
package struct ModelMount: Sendable, Hashable {
  /// What is mounted.
  package enum Source: Sendable, Hashable {
    /// A file or folder of the host.
    case path(HostPath)
    /// A volume, by its key.
    case volume(String)
    /// A volume without a name, or a file system in memory.
    case anonymous
  }

  /// What is mounted.
  package let source: Source
  /// The path in the container.
  package let target: String
  /// Whether it can't be written to.
  package let isReadOnly: Bool
  /// Where it is written.
  package let origin: ComposeTree.Origin

  init?(_ tree: ComposeTree, root: String) {
    guard let target = tree["target"]?.text else { return nil }
    let name = tree["source"]?.text
    switch (tree["type"]?.text, name) {
    case ("bind", let name?): source = .path(HostPath(name, root: root))
    case ("volume", let name?) where !name.isEmpty: source = .volume(name)
    default: source = .anonymous
    }
    self.target = target
    isReadOnly = tree["read_only"]?.text == "true"
    origin = tree.origin
  }
}

/// A published port.
package struct ModelPort: Sendable, Hashable {
  /// The container's port.
  package let target: String
  /// The host's port, or a range of them; `nil` for one of Docker's choice.
  package let published: String?
  /// The host's address; `nil` for all.
  package let host: String?
  /// `tcp`, `udp` or `sctp`.
  package let `protocol`: String
  /// Where it is written.
  package let origin: ComposeTree.Origin

  init?(_ tree: ComposeTree) {
    guard let target = tree["target"]?.text else { return nil }
    self.target = target
    published = tree["published"]?.text
    host = tree["host_ip"]?.text
    `protocol` = tree["protocol"]?.text ?? "tcp"
    origin = tree.origin
  }
}
