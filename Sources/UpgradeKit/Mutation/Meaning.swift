import Editing
import GitKit
import PatchKit

/// What the files of a deployment mean: what containers get, read and start with, and what people are told of variables.
///
/// It is worked out from what runs, and asks no guarantee.
struct Meaning: Sendable {
  /// One part of it.
  enum Part: Sendable, Hashable {
    /// A container has a variable.
    case variable(service: String, name: String, value: String)
    /// Something is mounted.
    case mount(service: String, target: String, source: String, isReadOnly: Bool)
    /// A service is on a network.
    case network(service: String, name: String)
    /// A service waits for another.
    case dependency(service: String, on: String)
    /// What a service runs, or what it is built on.
    case image(service: String, name: String)
    /// What a service is built of.
    case build(service: String, folder: String)
    /// Any other key of a service.
    case key(service: String, path: [String], value: String)
    /// A file of ours is in a container.
    case file(service: String, path: String, mode: FileMode, content: [UInt8])
    /// A script of ours runs when a container starts.
    case start(service: String, script: String)
    /// And it runs before another one.
    case order(service: String, script: String, before: String)
    /// A setting has a value in what a container reads.
    case setting(service: String, file: String, path: [String], value: String)
    /// A line stands in what a container reads.
    case line(service: String, file: String, text: String)
    /// A step runs when an image is built.
    case step(folder: String, text: String)
    /// And it runs after another one.
    case steps(folder: String, first: String, then: String)
    /// A file of ours is there.
    case own(path: String, content: [UInt8])
    /// People are told of a variable.
    case example(name: String, value: String, isCommentedOut: Bool)
  }

  private(set) var parts: Set<Part> = []
  /// Orders of steps that stand next to each other.
  private(set) var neighbours: Set<Part> = []
  /// Steps that upstream has not.
  private(set) var ownSteps: Set<Part> = []
  /// Upstream's files of the release.
  private let upstream: FileTree

  /// What is needed besides the files.
  struct Surroundings: Sendable {
    let release: ReleaseName
    /// Upstream's files of the release.
    let upstream: FileTree
    let readings: FileReadings
    let effective: EffectiveReadings
  }

  /// - Parameters:
  ///   - tree: the generated files.
  ///   - environment: the variables of `.env`.
  ///   - services: those whose files are looked at; `nil` for all.
  init(
    of tree: FileTree, _ environment: ComposeEnvironment, in surroundings: Surroundings,
    services: Set<String>? = nil
  ) {
    let local = LocalFiles(tree)
    let further = ComposeIndex(of: tree, with: surroundings.readings).files.map(\.path).filter {
      !ComposeSelection.standardNames.contains(String($0.name))
    }
    let upstream = surroundings.upstream
    self.upstream = upstream
    let model = DeploymentModel(
      of: local, ComposeFiles(local, surroundings.readings), in: .top, further: further,
      names: UpstreamImageNames(upstream, surroundings.readings),
      environment: .success(environment),
      tree: { $0 == surroundings.release ? upstream : nil })
    for service in model.services {
      add(service.running)
      add(service)
      guard services?.contains(service.name) ?? true else { continue }
      addEffective(service, surroundings.effective)
    }
    addSteps(tree)
    addFiles(tree, upstream)
    addExample(tree)
  }

  private mutating func add(_ service: RunningService) {
    let name = service.name
    for variable in service.environment {
      guard let text = variable.value else { continue }
      parts.insert(
        .variable(service: name, name: variable.name, value: text.resolved ?? text.written))
    }
    for mount in service.mounts {
      let source =
        switch mount.source {
        case .path(.deployment(let path)): path?.text ?? "."
        case .path(.elsewhere(let path)): path
        case .volume(let volume): volume
        case .anonymous: ""
        }
      parts.insert(
        .mount(
          service: name, target: mount.target, source: source, isReadOnly: mount.isReadOnly))
    }
    for network in service.networks {
      parts.insert(.network(service: name, name: network.network))
    }
    for other in service.dependencies { parts.insert(.dependency(service: name, on: other)) }
    let known: Set<String> = [
      "environment", "volumes", "networks", "image", "build", "depends_on",
    ]
    for (path, text) in service.settings where !known.contains(path[0]) {
      parts.insert(
        .key(service: name, path: path, value: text.map { $0.resolved ?? $0.written } ?? ""))
    }
  }

  private mutating func add(_ service: DeploymentModel.Service) {
    if case .known(.built(let context)) = service.image.origin {
      parts.insert(.build(service: service.name, folder: context.folder?.text ?? "."))
    }
    if case .known(let upstream?) = service.image.upstream,
      case .known(let release) = upstream.release
    {
      parts.insert(.image(service: service.name, name: "\(upstream.name):\(release.tag)"))
    }
    for (path, entry) in service.contents.files {
      guard isOurs(entry) else { continue }
      parts.insert(
        .file(
          service: service.name, path: path, mode: entry.file.mode, content: entry.file.content))
    }
    guard case .known(let start) = service.start else { return }
    for (index, script) in start.scripts.enumerated() {
      guard let entry = script.entry, isOurs(entry) else { continue }
      parts.insert(.start(service: service.name, script: script.name))
      for later in start.scripts.dropFirst(index + 1) where later.role == .service {
        parts.insert(.order(service: service.name, script: script.name, before: later.name))
      }
    }
  }

  /// Whether a file of an image is none of upstream's.
  private func isOurs(_ entry: ImageContents.Entry) -> Bool {
    guard case .deployment(let path) = entry.origin else { return false }
    return upstream[path] == nil
  }

  private mutating func addEffective(
    _ service: DeploymentModel.Service, _ readings: EffectiveReadings
  ) {
    let effective = EffectiveService(
      service.name, service.start, ContainerFiles(service.contents, of: service.running),
      EffectiveEnvironment(of: service), readings)
    for file in effective.files {
      let text = SourceText(file.bytes)
      if file.label.hasSuffix(".conf"), !NginxDocument.isNginx(text),
        let document = try? BraceDocument(text)
      {
        // What is set last counts.
        var values: [BracePath: String] = [:]
        for setting in document.settings { values[setting.path] = setting.value }
        for (path, value) in values {
          parts.insert(
            .setting(
              service: service.name, file: file.label, path: path.components, value: value))
        }
      } else {
        for index in text.lineStarts.indices {
          let line = text.line(index).drop { $0 == " " || $0 == "\t" }
          guard !line.isEmpty else { continue }
          parts.insert(.line(service: service.name, file: file.label, text: String(line)))
        }
      }
    }
  }

  private mutating func addSteps(_ tree: FileTree) {
    for path in tree.paths where path.name == "Dockerfile" {
      guard let file = tree[path],
        let steps = try? Dockerfile(SourceText(file.content)).steps().all
      else { continue }
      let folder = path.folder
      let theirs = upstream[path].flatMap {
        try? Dockerfile(SourceText($0.content)).steps().all.map(\.text)
      }
      let known = Set(theirs ?? [])
      for (index, step) in steps.enumerated() {
        parts.insert(.step(folder: folder, text: step.text))
        for (distance, later) in steps.dropFirst(index + 1).enumerated()
        where known.contains(step.text) != known.contains(later.text) {
          let order = Part.steps(folder: folder, first: step.text, then: later.text)
          parts.insert(order)
          if distance == 0 { neighbours.insert(order) }
        }
        if !known.contains(step.text) { ownSteps.insert(.step(folder: folder, text: step.text)) }
      }
    }
  }

  private mutating func addFiles(_ tree: FileTree, _ upstream: FileTree) {
    for path in tree.paths where upstream[path] == nil {
      guard let file = tree[path] else { continue }
      parts.insert(.own(path: path.text, content: file.content))
    }
  }

  private mutating func addExample(_ tree: FileTree) {
    for path in tree.paths where path.text == "env.example" {
      guard let file = tree[path], let example = try? EnvFile(SourceText(file.content)) else {
        continue
      }
      for entry in example.entries {
        parts.insert(
          .example(
            name: entry.name, value: entry.rawValue, isCommentedOut: entry.isCommentedOut))
      }
    }
  }
}
