import Editing
import GitKit
import PatchKit

extension RunningService {
  /// What Compose runs of a service of a project.
  init(_ service: ModelService, in project: ComposeProject) {
    self.init(service.name, at: SourcePlace(service.tree.origin))
    image = service.image.flatMap { image in
      service.tree["image"].map { ServiceText(image, at: $0.origin) }
    }
    build = service.build.flatMap { build in
      service.tree["build"].map { Build(build, $0) }
    }
    let own = project.environmentFile
    for variable in service.environment {
      if case .file(let path) = variable.origin, path == own {
        takesAll = true
        continue
      }
      environment.append(Variable(variable))
    }
    mounts = service.mounts.map { mount in
      let source: Mount.Source =
        switch mount.source {
        case .path(let path): .path(path)
        case .volume(let name): .volume(name)
        case .anonymous: .anonymous
        }
      return Mount(
        source, at: mount.target, isReadOnly: mount.isReadOnly, place: SourcePlace(mount.origin))
    }
    networks = (service.tree["networks"]?.entries ?? []).map { entry in
      Attachment(
        entry.key, aliases: service.networks[entry.key] ?? [],
        at: SourcePlace(entry.value.origin))
    }.sorted { $0.network < $1.network }
    dependencies = (service.tree["depends_on"]?.entries ?? []).map(\.key).sorted()
    addSettings(of: service.tree, below: [])
  }

  /// Adds the keys of a mapping.
  private mutating func addSettings(of tree: ComposeTree, below names: [String]) {
    for entry in tree.entries ?? [] {
      let place = names + [entry.key]
      if case .scalar(let scalar) = entry.value.content {
        settings[place] = ServiceText(scalar, at: entry.value.origin)
      } else {
        settings.updateValue(nil, forKey: place)
      }
      guard place.count < Self.settingDepth else { continue }
      addSettings(of: entry.value, below: place)
      for item in entry.value.items ?? [] {
        guard let name = Self.name(of: item, in: entry.key) else { continue }
        settings.updateValue(nil, forKey: place + [name])
      }
    }
  }

  /// What an item of a list is known by.
  private static func name(of item: ComposeTree, in key: String) -> String? {
    guard key == "ports" else { return item.text }
    return item["target"]?.text.map { "\($0)/\(item["protocol"]?.text ?? "tcp")" } ?? item.text
  }
}

extension SourcePlace {
  init(_ origin: ComposeTree.Origin) {
    self.init(origin.file, origin.offset)
  }
}

extension ServiceText {
  fileprivate init(_ scalar: ComposeTree.Scalar, at origin: ComposeTree.Origin) {
    self.init(scalar.written, resolved: scalar.text, at: SourcePlace(origin))
  }
}

extension RunningService.Variable {
  /// A value that comes from a file is not interpolated: its dollar signs are its own.
  fileprivate init(_ variable: ModelVariable) {
    let place = SourcePlace(variable.place)
    var text: ServiceText?
    if let written = variable.written {
      text = ServiceText(written, resolved: variable.value, at: place)
    } else if case .file = variable.origin, let value = variable.value {
      text = ServiceText(value.replacing("$", with: "$$"), resolved: value, at: place)
    }
    self.init(variable.name, value: text, at: place)
  }
}

extension RunningService.Build {
  fileprivate init(_ build: ModelBuild, _ tree: ComposeTree) {
    var arguments: [String: ServiceText?] = [:]
    for item in tree["args"].map(ComposeMerge.assignments) ?? [] {
      guard case .scalar(let scalar) = item.content else { continue }
      let (name, value) = ModelEnvironment.split(scalar.text)
      let written = ModelEnvironment.split(scalar.written).value
      arguments.updateValue(
        value.map { ServiceText(written ?? $0, resolved: $0, at: SourcePlace(item.origin)) },
        forKey: name)
    }
    self.init(
      context: build.context, dockerfile: build.dockerfile, arguments: arguments,
      at: SourcePlace(tree.origin))
  }
}
