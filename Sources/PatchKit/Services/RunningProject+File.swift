package import Editing
package import GitKit

extension RunningProject {
  /// Reads one compose file by itself, without a `.env`.
  ///
  /// - Parameter isThere: whether there is a file, asked for Dockerfiles: a build context counts from the folder of
  ///   docker-compose.yml, or from that of a file that another includes.
  package init(of file: ComposeFile, at path: TreePath, isThere: (TreePath) -> Bool) {
    let top = { (section: String) in
      file.document.root[section].map(file.document.resolved)?.pairs ?? []
    }
    let nodes = Dictionary(
      top("services").compactMap { pair in pair.key.string.map { ($0, pair.value) } },
      uniquingKeysWith: { $1 })
    self.init(
      files: [path],
      services: file.services.map { service in
        var running = RunningService(service, at: path, isThere: isThere)
        if let node = nodes[service.name] {
          running.addSettings(of: node, in: file.document, at: path, below: [])
        }
        return running
      },
      networks: top("networks").compactMap { pair in
        guard let key = pair.key.string else { return nil }
        let value = file.document.resolved(pair.value)
        let name = value["name"].map(file.document.resolved)?.string
        return Network(
          key, name: name.map { (try? Interpolation.evaluate($0, [:])) ?? $0 },
          isExternal: value["external"].map(file.document.resolved)?.string == "true",
          at: SourcePlace(path, pair.key.contentSpan.lowerBound))
      }, volumes: Set(top("volumes").compactMap(\.key.string)))
  }
}

extension RunningService {
  /// Adds the keys of a mapping.
  fileprivate mutating func addSettings(
    of node: YAMLNode, in document: YAMLDocument, at path: TreePath, below names: [String]
  ) {
    for pair in document.resolved(node).pairs ?? [] {
      guard let key = pair.key.string else { continue }
      let (place, value) = (names + [key], document.resolved(pair.value))
      settings.updateValue(
        value.string.map { ServiceText($0, at: SourcePlace(path, value.contentSpan.lowerBound)) },
        forKey: place)
      guard place.count < Self.settingDepth else { continue }
      addSettings(of: value, in: document, at: path, below: place)
      for item in value.items ?? [] {
        let item = document.resolved(item)
        guard let name = ComposeItem.name(of: item, in: key) else { continue }
        settings.updateValue(nil, forKey: place + [name])
      }
    }
  }

  /// Reads a service of a compose file.
  fileprivate init(_ service: ComposeService, at path: TreePath, isThere: (TreePath) -> Bool) {
    func place(_ span: Range<Int>) -> SourcePlace { SourcePlace(path, span.lowerBound) }
    self.init(service.name, at: place(service.key.span))
    image = service.image.map { ServiceText($0.value, at: place($0.span)) }
    build = service.build.map { build in
      Build(
        context: Self.context(build, at: path, isThere: isThere),
        dockerfile: build.dockerfile?.value ?? "Dockerfile",
        arguments: Dictionary(
          build.arguments.map { argument in
            (
              argument.name,
              argument.value.map { ServiceText($0, at: place(argument.span)) }
            )
          }, uniquingKeysWith: { $1 }), at: place(build.span))
    }
    var known: [String: Int] = [:]
    for variable in service.environment {
      let new = Variable(
        variable.name, value: variable.value.map { ServiceText($0, at: place(variable.span)) },
        at: place(variable.span))
      if let index = known[variable.name] {
        environment[index] = new
      } else {
        known[variable.name] = environment.count
        environment.append(new)
      }
    }
    takesAll = service.environmentFiles.contains {
      LocalPath.resolve($0.path.value)?.text == ".env"
    }
    mounts = service.mounts.map { mount in
      Mount(
        Mount.Source(mount.source, type: mount.type), written: mount.source,
        at: Self.container(mount.target),
        isReadOnly: mount.isReadOnly, place: place(mount.span))
    }
    networks = service.networks.map {
      Attachment($0.name, aliases: $0.aliases.map(\.value), at: place($0.key.span))
    }
    dependencies = service.dependencies.map(\.value)
  }

  private static func context(
    _ build: Editing.ComposeBuild, at path: TreePath, isThere: (TreePath) -> Bool
  ) -> HostPath {
    let text = build.context?.value ?? "."
    guard !text.hasPrefix("/"), !text.contains("://") else { return .elsewhere(text) }
    let name = build.dockerfile?.value ?? "Dockerfile"
    // Beside docker-compose.yml, or beside the compose file itself, as it counts for one that another includes.
    let folder =
      ["", path.folder].first { folder in
        LocalPath.resolve("\(text)/\(name)", in: folder).map(isThere) ?? false
      } ?? ""
    let parts = (folder.isEmpty ? text : "\(folder)/\(text)").split(separator: "/")
    if parts.allSatisfy({ $0 == "." }) { return .deployment(nil) }
    return LocalPath.resolve(text, in: folder).map { .deployment($0) } ?? .elsewhere(text)
  }

  /// A container path without a slash at its end.
  static func container(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension RunningService.Mount.Source {
  /// Reads a source as a compose file beside docker-compose.yml has it; its variables count as unset.
  init(_ written: String?, type: String? = nil) {
    guard let written else {
      self = .anonymous
      return
    }
    let text = (try? Interpolation.evaluate(written, [:])) ?? written
    guard let first = text.first else {
      self = .anonymous
      return
    }
    let isPath = type == "bind" || ((type == nil) && "./~".contains(first))
    if !isPath {
      self = type == nil || type == "volume" ? .volume(text) : .anonymous
    } else if text.hasPrefix("/") || text.hasPrefix("~") {
      self = .path(.elsewhere(text))
    } else {
      self = .path(LocalPath.resolve(text).map { .deployment($0) } ?? .elsewhere(text))
    }
  }
}
