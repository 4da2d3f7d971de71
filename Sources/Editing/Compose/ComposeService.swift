/// A service of a compose file.
package struct ComposeService: Sendable {
  /// The name, with its place.
  package let key: ComposeText
  /// The `image:`.
  package let image: ComposeText?
  /// The `build:`.
  package let build: ComposeBuild?
  /// The variables that are passed, in the order of the file.
  package let environment: [ComposeVariable]
  /// The mounts under `volumes:`.
  package let mounts: [ComposeMount]
  /// The networks that it is attached to.
  package let networks: [ComposeAttachment]
  /// The `ports:` of the short form; `target` of the long form.
  package let ports: [ComposeText]
  /// The files of variables.
  package let environmentFiles: [ComposeEnvironmentFile]
  /// The services that it depends on.
  package let dependencies: [ComposeText]
  /// The file that the service extends a service of.
  let extendedFile: ComposeText?

  /// The name.
  package var name: String { key.value }

  /// The variable of a name: the last one, which is the one that counts.
  package func variable(_ name: String) -> ComposeVariable? {
    environment.last { $0.name == name }
  }

  /// The mounts with a container path; a slash at its end does not count.
  package func mounts(at target: String) -> [ComposeMount] {
    mounts.filter { $0.isAt(target) }
  }

  /// Whether the service is attached to a network.
  package func isAttached(to network: String) -> Bool {
    networks.contains { $0.name == network }
  }

  /// The image's name with its variables replaced.
  ///
  /// - Returns: `nil` when the service has no image.
  /// - Throws: ``EditingError`` as ``Interpolation/evaluate(_:_:)``.
  package func resolvedImage(
    _ environment: [String: String] = [:]
  ) throws(EditingError) -> String? {
    guard let image else { return nil }
    return try Interpolation.evaluate(image.value, environment)
  }
}

/// A variable that is passed to a service.
package struct ComposeVariable: Sendable, Hashable {
  /// The variable's name.
  package let name: String
  /// The value as written, with variables; `nil` when it is passed on from the environment by its name.
  package let value: String?
  /// The bytes of the item, or of the key and the value.
  package let span: Range<Int>
}

/// A service's place on a network.
package struct ComposeAttachment: Sendable, Hashable {
  /// The network, by its name in the file, with its place.
  package let key: ComposeText
  /// The names that the service has on the network.
  package let aliases: [ComposeText]

  /// The network's name.
  package var name: String { key.value }
}

/// A file of variables that a service names.
package struct ComposeEnvironmentFile: Sendable, Hashable {
  /// The path as written.
  package let path: ComposeText
  /// Whether the file has to be there.
  package let isRequired: Bool
}

/// How the image of a service is built.
package struct ComposeBuild: Sendable, Hashable {
  /// The build context.
  package let context: ComposeText?
  /// The Dockerfile, from the context.
  package let dockerfile: ComposeText?
  /// The build arguments.
  package let arguments: [ComposeVariable]
  /// The keys beside `context`, `dockerfile` and `args`.
  let otherKeys: [String]
  /// The bytes of the value of `build:`.
  package let span: Range<Int>
}
