package import Editing
package import GitKit

/// Which releases a service's image comes to, and those that it is built on.
package struct ImageReleases {
  /// What the tags of one image come to, an entry for each environment that was asked about.
  package struct Use: Sendable, Hashable {
    /// The image's name without registry, for example `jibri`.
    package let image: String
    /// The tags, or digests behind an `@`.
    package let tags: [String]
  }

  private let isUpstream: (ImageReference) -> Bool
  private let content: (TreePath) -> [UInt8]?

  /// Makes a look at images.
  ///
  /// - Parameters:
  ///   - isUpstream: which images are upstream's; the others are passed over.
  ///   - content: a file's bytes, at its path from the folder of `docker-compose.yml`: Dockerfiles are asked for.
  package init(
    where isUpstream: @escaping (ImageReference) -> Bool,
    content: @escaping (TreePath) -> [UInt8]?
  ) {
    self.isUpstream = isUpstream
    self.content = content
  }

  /// The images of upstream's behind a service: its own, and those that its build starts from.
  ///
  /// - Parameters:
  ///   - folder: the folder of the compose file, from the one of `docker-compose.yml`.
  ///   - environments: the variables that there are, each set by itself.
  /// - Throws: ``EditingError`` when values can't be evaluated; `notFound` for a Dockerfile that is not there.
  package func uses(
    of service: ComposeService, in folder: String, environments: [[String: String]]
  ) throws(EditingError) -> [Use] {
    var uses: [Use] = []
    if let value = service.image?.value {
      guard let image = ImageReference(value), let name = image.name else {
        throw EditingError(.unsupported, "the image `\(value)` cannot be told")
      }
      if isUpstream(image) {
        let tags = try environments.map { (environment) throws(EditingError) in
          try Self.resolve(image, environment)
        }
        uses.append(Use(image: name, tags: tags))
      }
    }
    if let build = service.build, let context = build.context?.value {
      let dockerfile = try dockerfile(of: context, file: build.dockerfile?.value, from: folder)
      uses += try bases(of: dockerfile, build: build, environments)
    }
    return uses
  }

  private static func resolve(
    _ image: ImageReference, _ variables: [String: String]
  ) throws(EditingError) -> String {
    try Interpolation.evaluate(
      image.digest.map { "@\($0)" } ?? image.tag ?? "latest", variables, limit: 4096)
  }

  /// The Dockerfile of a build, beside `docker-compose.yml`, or beside the compose file itself, as it counts for one
  /// that another includes.
  private func dockerfile(
    of context: String, file: String?, from folder: String
  ) throws(EditingError) -> Dockerfile {
    guard ComposePath.isLocal(context) || context.hasPrefix("/") else {
      throw EditingError(
        .unsupported, "`\(context)` is no folder of the deployment: what it builds on is unknown")
    }
    let name = file ?? "Dockerfile"
    let own = context.hasPrefix("/") ? context : "\(folder)/\(context)"
    let contexts = folder.isEmpty ? [context] : [context, own]
    let paths = contexts.compactMap { LocalPath.resolve(name, in: $0) }
    guard let first = paths.first else {
      throw EditingError(.notFound, "\(name) in \(context) is not in the deployment")
    }
    guard let bytes = paths.lazy.compactMap(content).first else {
      throw EditingError(.notFound, "\(first) is not among the generated files")
    }
    return try Dockerfile(SourceText(bytes))
  }

  /// The images that a build starts from.
  private func bases(
    of dockerfile: Dockerfile, build: Editing.ComposeBuild, _ environments: [[String: String]]
  ) throws(EditingError) -> [Use] {
    let stages = Set(dockerfile.stages.compactMap(\.name))
    var uses: [Use] = []
    for stage in dockerfile.stages where !stages.contains(stage.base) {
      guard let image = ImageReference(stage.base), let name = image.name, isUpstream(image) else {
        continue
      }
      var tags: [String] = []
      for environment in environments {
        tags.append(
          try Self.resolve(image, try Self.arguments(of: dockerfile, build, environment)))
      }
      uses.append(Use(image: name, tags: tags))
    }
    return uses
  }

  /// The build arguments that a `FROM` sees: those declared before the first of them, with the values that the compose
  /// file gives.
  private static func arguments(
    of dockerfile: Dockerfile, _ build: Editing.ComposeBuild, _ environment: [String: String]
  ) throws(EditingError) -> [String: String] {
    let first = dockerfile.stages.first?.instruction ?? 0
    var arguments: [String: String] = [:]
    for argument in dockerfile.arguments where argument.instruction < first {
      arguments[argument.name] =
        if let given = build.arguments.last(where: { $0.name == argument.name }) {
          try given.value.map { value throws(EditingError) in
            try Interpolation.evaluate(value, environment, limit: 4096)
          } ?? environment[argument.name] ?? argument.defaultValue
        } else {
          argument.defaultValue
        }
    }
    return arguments
  }
}
