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
}

extension ComposeFile {
  /// Every relative path that the file refers to, in the order of services; with variables of an environment.
  ///
  /// Absolute paths, URLs, named volumes, and paths with a required variable that is missing are left out.
  package func localPaths(_ environment: [String: String] = [:]) -> [ComposePath] {
    var paths: [ComposePath] = []
    // No path is longer than Linux allows, and all of them together are bounded, too.
    var left = 4 << 20
    func add(_ use: ComposePath.Use, _ text: String, _ span: Range<Int>) {
      guard left > 0, let path = try? Interpolation.evaluate(text, environment, limit: 4096),
        Self.isRelative(path)
      else { return }
      left -= path.utf8.count
      // A mount without a dot is a volume's name.
      if use == .mount, !path.hasPrefix(".") { return }
      paths.append(ComposePath(use: use, path: path, span: span))
    }
    for service in services {
      if let build = service.build {
        let context = build.context?.value ?? "."
        if let place = build.context { add(.buildContext, place.value, place.span) }
        if let file = build.dockerfile {
          let evaluated =
            (try? Interpolation.evaluate(context, environment, limit: 4096)) ?? context
          if Self.isRelative(evaluated) {
            add(.dockerfile(context: evaluated), file.value, file.span)
          }
        }
      }
      for mount in service.mounts where mount.type == nil || mount.type == "bind" {
        if let source = mount.source { add(.mount, source, mount.span) }
      }
      for file in service.environmentFiles {
        add(.environmentFile(isRequired: file.isRequired), file.path.value, file.path.span)
      }
      if let file = service.extendedFile { add(.extended, file.value, file.span) }
    }
    for file in configFiles { add(.config, file.value, file.span) }
    for file in includes { add(.included, file.value, file.span) }
    return paths
  }

  /// Whether a path is one from the compose file's folder: not absolute, no URL, no `git@host:…`.
  private static func isRelative(_ path: String) -> Bool {
    guard let first = path.first, first != "/", first != "~" else { return false }
    return !path.contains("://") && !path.hasPrefix("git@") && !path.hasPrefix("github.com/")
  }
}
