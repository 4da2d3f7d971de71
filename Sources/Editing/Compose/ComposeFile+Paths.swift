/// A path beside the compose file that it needs.
package struct ComposePath: Sendable, Hashable {
  /// What the path is for.
  package enum Use: Sendable, Hashable {
    /// Mounted into a container.
    case mount
    /// A build context.
    case buildContext
    /// A Dockerfile; its path counts from the build context.
    case dockerfile(context: String)
    /// A file of variables; when it is not required it may be missing.
    case environmentFile(isRequired: Bool)
    /// A config or a secret.
    case config
    /// A compose file that a service extends.
    case extended
    /// A compose file that is included.
    case included
  }

  /// What the path is for.
  package let use: Use
  /// The path, with the defaults of variables.
  package let path: String
  /// The bytes of the scalar that it stands in.
  package let span: Range<Int>

  /// Whether a path is one from the compose file's folder: not absolute, no URL, no `git@host:…`.
  package static func isLocal(_ path: String) -> Bool {
    guard let first = path.first, first != "/", first != "~" else { return false }
    guard path.utf8.contains(ASCII.colon) else { return !path.hasPrefix("github.com/") }
    return !path.contains("://") && !path.hasPrefix("git@") && !path.hasPrefix("github.com/")
  }
}

extension ComposeFile {
  /// Every relative path that the file refers to, in the order of services; with variables of an environment.
  ///
  /// Absolute paths, URLs, named volumes, paths that are longer than Linux allows, and those with a required variable that
  /// is missing are left out.
  ///
  /// - Throws: ``EditingError``: `tooLarge` when all of them together are longer than is read.
  package func localPaths(
    _ environment: [String: String] = [:]
  ) throws(EditingError) -> [ComposePath] {
    var paths: [ComposePath] = []
    var left = Self.maximumPathBytes
    func add(
      _ use: ComposePath.Use, _ text: String, _ span: Range<Int>
    ) throws(EditingError) {
      guard let path = try? Interpolation.evaluate(text, environment, limit: 4096),
        ComposePath.isLocal(path)
      else { return }
      left -= path.utf8.count
      guard left >= 0 else {
        throw EditingError(
          .tooLarge,
          "the paths that it refers to are longer than \(Self.maximumPathBytes >> 20) MiB together",
          at: span.lowerBound)
      }
      // A mount without a dot is a volume's name.
      if use == .mount, !path.hasPrefix(".") { return }
      paths.append(ComposePath(use: use, path: path, span: span))
    }
    for service in services {
      if let build = service.build {
        let context = build.context?.value ?? "."
        if let place = build.context { try add(.buildContext, place.value, place.span) }
        if let file = build.dockerfile {
          let evaluated =
            (try? Interpolation.evaluate(context, environment, limit: 4096)) ?? context
          if ComposePath.isLocal(evaluated) {
            try add(.dockerfile(context: evaluated), file.value, file.span)
          }
        }
      }
      for mount in service.mounts where mount.type == nil || mount.type == "bind" {
        if let source = mount.source { try add(.mount, source, mount.span) }
      }
      for file in service.environmentFiles {
        try add(.environmentFile(isRequired: file.isRequired), file.path.value, file.path.span)
      }
      if let file = service.extendedFile { try add(.extended, file.value, file.span) }
    }
    for file in configFiles { try add(.config, file.value, file.span) }
    for file in includes { try add(.included, file.value, file.span) }
    return paths
  }

  /// The most bytes that the paths of one file may have: aliases can repeat them many times.
  private static let maximumPathBytes = 4 << 20
}
