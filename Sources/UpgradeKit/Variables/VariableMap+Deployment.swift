import Editing
package import GitKit
package import PatchKit

extension VariableMap {
  /// What is known of a deployment besides its variables.
  package struct Deployed: Sendable {
    /// The compose files that are run for certain; others a person runs with them or not.
    let files: Set<TreePath>
    /// What only generated compose files use that are not run, with the file, from the deployment's folder.
    let idle: [String: TreePath]
  }

  /// Follows the variables of a deployment: of the services that it has, through its own compose files.
  ///
  /// - Parameters:
  ///   - model: what runs. Of projects that Compose refuses, uses of variables are counted, and services are not.
  ///   - files: the deployment's files.
  ///   - generated: what is generated at the release, for env.example and to tell people's own uses.
  ///   - upstream: the release's files as upstream has them.
  package init(
    of model: DeploymentModel, in files: LocalFiles, generated: FileTree, upstream: FileTree,
    release: ReleaseName, readings: EnvironmentReadings = EnvironmentReadings()
  ) {
    let compose = ComposeIndex(of: generated, with: readings.files)
    let run = Set(model.projects.flatMap(\.files))
    var idle: [String: TreePath] = [:]
    for (path, file) in compose.files {
      let path = model.directory.appending(path)
      guard !run.contains(path), case .file = files[path] else { continue }
      let passed = file.services.flatMap(\.environment).filter { $0.value == nil }.map(\.name)
      for name in readings.uses(in: file).map(\.name) + passed { idle[name] = idle[name] ?? path }
    }
    self.init(
      declaredIn: generated, upstream: upstream, release: release,
      deployed: Deployed(files: Set(model.main?.files ?? []), idle: idle),
      readings: readings)
    let known = Set(compose.files.flatMap { readings.uses(in: $0.file).map(\.name) })
    let passed = Set(
      compose.files.flatMap(\.file.services).flatMap { $0.environment.map(\.name) })
    var seen: Set<FilePlace> = []
    for project in model.projects {
      let found: DeployedUses
      if let project = project.project {
        found = DeployedUses(of: project, in: files, readings: readings)
        addNames(passedBy: project, files)
      } else {
        found = DeployedUses(ofRefused: project.files, in: files, readings: readings)
        for path in project.files { addNames(passedByRefused: path, files, readings.files) }
      }
      let disabled = Set(project.project?.disabled ?? [])
      var places: Set<FilePlace> = []
      for found in found.live {
        let place = FilePlace(.deployment, path: found.file, line: found.use.line)
        guard !seen.contains(place) else { continue }
        places.insert(place)
        let isDisabled = found.use.service.map(disabled.contains) ?? false
        edit(found.use.name) {
          $0.interpolations.append(
            EnvironmentVariable.Interpolated(
              place: place, service: found.use.service, key: found.use.key,
              target: found.use.target,
              defaultText: isDisabled ? found.use.defaultText ?? "" : found.use.defaultText,
              isRequired: found.use.isRequired, isOwn: !known.contains(found.use.name)))
        }
      }
      for found in found.overridden {
        let place = FilePlace(.deployment, path: found.file, line: found.use.line)
        edit(found.use.name) { $0.overridden.append(place) }
      }
      seen.formUnion(places)
    }
    for service in model.services { add(service, generated: passed, files, readings) }
    addReaders()
  }

  private mutating func add(
    _ service: DeploymentModel.Service, generated: Set<String>, _ files: LocalFiles,
    _ readings: EnvironmentReadings
  ) {
    let running = service.running
    var environment: [String: ServiceMap.Value] = [:]
    for variable in running.environment {
      let place = FilePlace(
        .deployment, path: variable.place.path, line: line(of: variable.place, files))
      // `X=${X}` passes it on by its name as well.
      let uses = Self.uses(in: variable.value)
      let isByName = variable.value == nil || uses.contains(variable.name)
      environment[variable.name] =
        variable.value.map { .evaluated($0.resolved, isByName: isByName) } ?? .byName
      edit(variable.name) {
        $0.passed.append(
          EnvironmentVariable.Passed(
            service: service.name, place: place,
            value: isByName ? nil : variable.value?.written,
            isOwn: !generated.contains(variable.name)))
      }
    }
    services.append(
      ServiceMap(
        name: service.name, file: running.place.path,
        image: service.reads(readings.files), environment: environment,
        takesAll: running.takesAll, texts: service.commandTexts))
  }

  private static func uses(in text: ServiceText?) -> [String] {
    guard let text, text.written.utf8.contains(UInt8(ascii: "$")) else { return [] }
    do throws(EditingError) {
      return try Interpolation.variables(in: text.written).map(\.name)
    } catch {
      // Compose has read it, so there is nothing that it could not read.
      return []
    }
  }

  /// What Compose takes from `.env` by its name alone: arguments of builds, secrets and configs, and the variables of
  /// services that no profile switches on.
  private mutating func addNames(passedBy project: ComposeProject, _ files: LocalFiles) {
    let document = project.document
    for service in document["services"]?.entries ?? [] {
      for argument in service.value["build"]?["args"].map(ComposeMerge.assignments) ?? [] {
        addName(argument, service: service.key, key: "build", files)
      }
      guard project.disabled.contains(service.key) else { continue }
      for variable in service.value["environment"].map(ComposeMerge.assignments) ?? [] {
        addName(variable, service: service.key, key: "environment", files)
      }
    }
    for section in ["secrets", "configs"] {
      for entry in document[section]?.entries ?? [] {
        guard let variable = entry.value["environment"] else { continue }
        addName(variable, service: nil, key: section, files)
      }
    }
    for service in project.services {
      for case .file(let path) in Set(service.environment.map(\.origin))
      where path != project.environmentFile {
        addNames(referredToIn: path, by: service.name, files)
      }
    }
  }

  /// What a file that Compose refuses with the others passes on by name.
  private mutating func addNames(
    passedByRefused path: TreePath, _ files: LocalFiles, _ readings: FileReadings
  ) {
    guard case .file(let file) = files[path],
      case .compose(let compose) = readings.compose(file.content)
    else { return }
    for service in compose.services {
      for variable in service.environment where variable.value == nil {
        let place = SourcePlace(path, variable.span.lowerBound)
        add(
          variable.name, service: service.name, key: "environment",
          at: FilePlace(.deployment, path: path, line: line(of: place, files)))
      }
    }
  }

  private mutating func addName(
    _ tree: ComposeTree, service: String?, key: String, _ files: LocalFiles
  ) {
    guard let name = tree.text, !name.isEmpty, !name.contains("=") else { return }
    let place = SourcePlace(tree.origin)
    add(
      name, service: service, key: key,
      at: FilePlace(.deployment, path: place.path, line: line(of: place, files)))
  }

  /// A file of `env_file` has its references replaced with the values of `.env`.
  private mutating func addNames(
    referredToIn path: TreePath, by service: String, _ files: LocalFiles
  ) {
    guard case .file(let file) = files[path] else { return }
    let text = SourceText(file.content)
    do throws(EditingError) {
      for entry in try EnvFile(text).entries where !entry.isCommentedOut {
        guard let template = entry.template else { continue }
        for variable in try Interpolation.variables(in: template) {
          add(
            variable.name, service: service, key: "env_file",
            at: FilePlace(
              .deployment, path: path, line: text.lineNumber(at: entry.span.lowerBound)))
        }
      }
    } catch {
      // Compose has read it, so there is nothing that it could not read.
      return
    }
  }

  private mutating func add(_ name: String, service: String?, key: String, at place: FilePlace) {
    edit(name) {
      $0.interpolations.append(
        EnvironmentVariable.Interpolated(
          place: place, service: service, key: key, target: nil, defaultText: "",
          isRequired: false))
    }
  }

  private func line(of place: SourcePlace, _ files: LocalFiles) -> Int {
    files.line(of: place) ?? 1
  }
}

extension DeploymentModel.Service {
  /// What the image's files read; `nil` when they can't all be known.
  fileprivate func reads(_ readings: FileReadings) -> ImageReads? {
    let folder =
      if case .known(.built(let context)) = image.origin {
        context.folder?.text ?? "."
      } else {
        image.upstream.value??.name
      }
    return folder.flatMap { ImageReads(contents, folder: $0, readings: readings) }
  }

  /// What the container is told to run, where variables may be read, too.
  fileprivate var commandTexts: [String] {
    ["command", "entrypoint", "healthcheck", "post_start", "pre_stop"].flatMap { key in
      model.tree[key].map(Self.texts) ?? []
    }
  }

  private static func texts(_ tree: ComposeTree) -> [String] {
    switch tree.content {
    case .null: []
    case .scalar(let scalar): [scalar.text]
    case .list(let items): items.flatMap(texts)
    case .map(let entries): entries.flatMap { texts($0.value) }
    }
  }
}
