package import GitKit

/// Compose files as they are run: one generated file, or those of a deployment that are run together.
package struct RunningProject: Sendable {
  /// A network that the files declare.
  package struct Network: Sendable, Hashable {
    /// Its name in the files.
    package let key: String
    /// Its name in Docker; `nil` when Compose makes one of the project's.
    package let name: String?
    /// Whether it has to be there already.
    package let isExternal: Bool
    /// Where it is declared.
    package let place: SourcePlace

    /// Makes a network.
    package init(_ key: String, name: String?, isExternal: Bool, at place: SourcePlace) {
      self.key = key
      self.name = name
      self.isExternal = isExternal
      self.place = place
    }
  }

  /// The compose files, in the order of their merge.
  package let files: [TreePath]
  /// The services.
  package let services: [RunningService]
  /// The networks that are declared.
  package let networks: [Network]
  /// The keys of the volumes that are declared.
  package let volumes: Set<String>

  /// Makes a project.
  package init(
    files: [TreePath], services: [RunningService], networks: [Network], volumes: Set<String>
  ) {
    self.files = files
    self.services = services
    self.networks = networks
    self.volumes = volumes
  }

  /// The network of a key.
  package func network(_ key: String) -> Network? { networks.first { $0.key == key } }
}
