import GitKit

/// A service as Compose runs it: of one generated file, or of a deployment's files together.
package struct RunningService: Sendable, Hashable {
  /// A variable of the container.
  package struct Variable: Sendable, Hashable {
    package let name: String
    /// Its value; `nil` when it is passed on by its name.
    package let value: ServiceText?
    /// Where it stands.
    package let place: SourcePlace

    /// Makes a variable.
    package init(_ name: String, value: ServiceText?, at place: SourcePlace) {
      self.name = name
      self.value = value
      self.place = place
    }
  }

  /// How the image is built.
  package struct Build: Sendable, Hashable {
    /// The build context.
    package let context: HostPath
    /// The Dockerfile, from the context.
    package let dockerfile: String
    /// The build arguments; `nil` for one that is taken from `.env` by its name.
    package let arguments: [String: ServiceText?]
    /// Where it stands.
    package let place: SourcePlace

    /// Makes a build.
    package init(
      context: HostPath, dockerfile: String, arguments: [String: ServiceText?],
      at place: SourcePlace
    ) {
      self.context = context
      self.dockerfile = dockerfile
      self.arguments = arguments
      self.place = place
    }
  }

  /// Something that is mounted.
  package struct Mount: Sendable, Hashable {
    /// What is mounted.
    package enum Source: Sendable, Hashable {
      case path(HostPath)
      /// A volume, by its key.
      case volume(String)
      /// A volume without a name, or a tmpfs.
      case anonymous
    }

    package let source: Source
    /// The source as a file has it; `nil` where that isn't known.
    package let written: String?
    /// The path in the container, without a slash at its end.
    package let target: String
    /// Whether it can't be written to.
    package let isReadOnly: Bool
    /// Where it stands.
    package let place: SourcePlace

    /// Makes a mount.
    package init(
      _ source: Source, written: String? = nil, at target: String, isReadOnly: Bool,
      place: SourcePlace
    ) {
      self.source = source
      self.written = written
      self.target = target
      self.isReadOnly = isReadOnly
      self.place = place
    }
  }

  /// A place on a network.
  package struct Attachment: Sendable, Hashable {
    /// The network's key.
    package let network: String
    /// The names that the service has on it.
    package let aliases: [String]
    /// Where it stands.
    package let place: SourcePlace

    /// Makes a place on a network.
    package init(_ network: String, aliases: [String], at place: SourcePlace) {
      self.network = network
      self.aliases = aliases
      self.place = place
    }
  }

  /// The name.
  package let name: String
  /// Where it begins.
  package let place: SourcePlace
  /// The `image:`.
  package var image: ServiceText?
  /// The `build:`.
  package var build: Build?
  /// The variables, each once.
  package var environment: [Variable] = []
  /// Whether all of `.env` is passed: `env_file: .env`.
  package var takesAll = false
  /// The mounts.
  package var mounts: [Mount] = []
  /// The networks.
  package var networks: [Attachment] = []
  /// The services it depends on.
  package var dependencies: [String] = []
  /// The keys that it has, by the names on the way there, as deep as ``settingDepth``; with the text of one that has a
  /// single value.
  package var settings: [[String]: ServiceText?] = [:]

  /// How deep keys are told.
  package static let settingDepth = 2

  /// Makes a service.
  package init(_ name: String, at place: SourcePlace) {
    self.name = name
    self.place = place
  }
}
