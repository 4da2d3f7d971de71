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
  private let absence: String

  /// Makes a look at images.
  ///
  /// - Parameters:
  ///   - isUpstream: which images are upstream's; the others are passed over.
  ///   - content: a file's bytes: Dockerfiles are asked for.
  ///   - absence: how it is said that a file isn't there.
  package init(
    where isUpstream: @escaping (ImageReference) -> Bool,
    content: @escaping (TreePath) -> [UInt8]?, absence: String = "is missing"
  ) {
    self.isUpstream = isUpstream
    self.content = content
    self.absence = absence
  }

  /// The images of upstream's behind a service: its own, and those that its build starts from.
  ///
  /// - Parameter environments: the variables that there are, each set by itself.
  /// - Throws: ``EditingError`` when values can't be evaluated; `notFound` for a Dockerfile that is not there.
  package func uses(
    of service: RunningService, environments: [[String: String]]
  ) throws(EditingError) -> [Use] {
    var uses: [Use] = []
    if let value = service.image?.written {
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
    if let build = service.build {
      uses += try bases(of: dockerfile(of: build), build: build, environments)
    }
    return uses
  }

  private static func resolve(
    _ image: ImageReference, _ variables: [String: String]
  ) throws(EditingError) -> String {
    try Interpolation.evaluate(
      image.digest.map { "@\($0)" } ?? image.tag ?? "latest", variables, limit: 4096)
  }

  private func dockerfile(
    of build: RunningService.Build
  ) throws(EditingError) -> Dockerfile {
    if case .elsewhere(let address) = build.context, !address.hasPrefix("/") {
      throw EditingError(
        .unsupported, "`\(address)` is no folder of the deployment: what it builds on is unknown")
    }
    guard case .deployment(let folder) = build.context,
      let path = LocalPath.resolve(build.dockerfile, in: folder?.text ?? "")
    else {
      throw EditingError(.notFound, "\(build.dockerfile) is not in the deployment")
    }
    guard let bytes = content(path) else {
      throw EditingError(.notFound, "\(path) \(absence)")
    }
    return try Dockerfile(SourceText(bytes))
  }

  /// The images that a build starts from.
  private func bases(
    of dockerfile: Dockerfile, build: RunningService.Build, _ environments: [[String: String]]
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
    of dockerfile: Dockerfile, _ build: RunningService.Build, _ environment: [String: String]
  ) throws(EditingError) -> [String: String] {
    let first = dockerfile.stages.first?.instruction ?? 0
    var arguments: [String: String] = [:]
    for argument in dockerfile.arguments where argument.instruction < first {
      arguments[argument.name] =
        if let given = build.arguments[argument.name] {
          try given.map { text throws(EditingError) in
            try Interpolation.evaluate(text.written, environment, limit: 4096)
          } ?? environment[argument.name] ?? argument.defaultValue
        } else {
          argument.defaultValue
        }
    }
    return arguments
  }
}
