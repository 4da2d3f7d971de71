/// A service of a compose file.
public struct ComposeService: Sendable {
  /// The name, with its place.
  public let key: ComposeText
  /// The `image:`.
  public let image: ComposeText?
  /// The `build:`.
  public let build: ComposeBuild?
  /// The variables that are passed, in the order of the file.
  public let environment: [ComposeVariable]
  /// The mounts under `volumes:`.
  public let mounts: [ComposeMount]
  /// The networks that it is attached to.
  public let networks: [ComposeAttachment]
  /// The `ports:` of the short form; `target` of the long form.
  public let ports: [ComposeText]
  /// The files of variables.
  public let environmentFiles: [ComposeEnvironmentFile]
  /// The services that it depends on.
  public let dependencies: [ComposeText]
  /// The file that the service extends a service of.
  public let extendedFile: ComposeText?

  /// The name.
  public var name: String { key.value }

  /// The variable of a name: the last one, which is the one that counts.
  public func variable(_ name: String) -> ComposeVariable? {
    environment.last { $0.name == name }
  }

  /// The mounts with a container path; a slash at its end does not count.
  public func mounts(at target: String) -> [ComposeMount] {
    mounts.filter { $0.isAt(target) }
  }

  /// Whether the service is attached to a network.
  public func isAttached(to network: String) -> Bool {
    networks.contains { $0.name == network }
  }

  /// The image's name with its variables replaced.
  ///
  /// - Returns: `nil` when the service has no image.
  /// - Throws: ``EditingError`` as ``Interpolation/evaluate(_:_:)``.
  public func resolvedImage(
    _ environment: [String: String] = [:]
  ) throws(EditingError) -> String? {
    guard let image else { return nil }
    return try Interpolation.evaluate(image.value, environment)
  }
}

/// A variable that is passed to a service.
public struct ComposeVariable: Sendable, Hashable {
  /// The variable's name.
  public let name: String
  /// The value as written, with variables; `nil` when it is passed on from the environment by its name.
  public let value: String?
  /// The bytes of the item, or of the key and the value.
  public let span: Range<Int>
}

/// A service's place on a network.
public struct ComposeAttachment: Sendable, Hashable {
  /// The network, by its name in the file, with its place.
  public let key: ComposeText
  /// The names that the service has on the network.
  public let aliases: [ComposeText]

  /// The network's name.
  public var name: String { key.value }
}

/// A file of variables that a service names.
public struct ComposeEnvironmentFile: Sendable, Hashable {
  /// The path as written.
  public let path: ComposeText
  /// Whether the file has to be there.
  public let isRequired: Bool
}

/// How the image of a service is built.
public struct ComposeBuild: Sendable, Hashable {
  /// The build context.
  public let context: ComposeText?
  /// The Dockerfile, from the context.
  public let dockerfile: ComposeText?
  /// The build arguments.
  public let arguments: [ComposeVariable]
  /// The keys beside `context`, `dockerfile` and `args`.
  public let otherKeys: [String]
  /// The bytes of the value of `build:`.
  public let span: Range<Int>
}
