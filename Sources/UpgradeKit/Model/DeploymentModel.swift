package import GitKit
package import PatchKit

/// A deployment as Compose and the images would run it: a pure value, made of files.
package struct DeploymentModel: Sendable {
  /// Files that are run together, and what Compose makes of them.
  package struct Project: Sendable {
    /// The files that are named, in the order of their merge.
    package let files: [TreePath]
    /// The project; or why Compose refuses it, or why it can't be known.
    package let outcome: Result<ComposeProject, ComposeProblem>
    /// The project as guarantees look at it; `nil` when there is none.
    let running: RunningProject?

    init(files: [TreePath], outcome: Result<ComposeProject, ComposeProblem>) {
      (self.files, self.outcome) = (files, outcome)
      if case .success(let project) = outcome {
        running = RunningProject(project)
      } else {
        running = nil
      }
    }

    /// The project; `nil` when there is none.
    package var project: ComposeProject? {
      if case .success(let project) = outcome { project } else { nil }
    }

    /// Why there is none.
    package var problem: ComposeProblem? {
      if case .failure(let problem) = outcome { problem } else { nil }
    }
  }

  /// A service that runs. Several projects may have the same.
  package struct Service: Sendable {
    /// The service as Compose has it.
    package let model: ModelService
    /// The same as guarantees look at it.
    package let running: RunningService
    /// Its image.
    package let image: RunningImage
    /// The files that its container has.
    package let contents: ImageContents
    /// The files of the first project it runs in.
    package let files: [TreePath]

    /// The name.
    package var name: String { running.name }
    /// The scripts that its container starts with.
    package var start: Known<StartScripts> { StartScripts.of(contents) }
  }

  /// The projects, the one that Compose finds by itself first.
  package let projects: [Project]
  /// Whether the first project's files are part of all others.
  let hasBase: Bool
  /// Whether the patch set says which files are run together.
  let isListed: Bool
  /// The services that run, each once, sorted by name.
  package let services: [Service]
  /// The images that are upstream's.
  package let names: UpstreamImageNames
  /// The folder in which files are generated.
  package let directory: TreeFolder

  /// The first project that Compose runs: with an override file for a further file's service it refuses the one that it
  /// finds by itself.
  package var main: ComposeProject? { projects.lazy.compactMap(\.project).first }

  /// Works out what runs.
  ///
  /// - Parameters:
  ///   - files: the deployment's files.
  ///   - compose: the same for Compose.
  ///   - directory: the folder in which files are generated.
  ///   - lists: the files that are run together; empty for what Compose finds by itself.
  ///   - further: compose files besides those that Compose finds by itself.
  ///   - names: which images are upstream's.
  ///   - environment: the variables, where a person named the files of them; `nil` for those that Compose finds.
  ///   - state: the commit that images' tags between releases stand for; `nil` for none.
  ///   - tree: upstream's files at a release; `nil` when it has no such release.
  package init<Failure: Error>(
    of files: LocalFiles, _ compose: ComposeFiles, in directory: TreeFolder,
    lists: [[TreePath]] = [], further: [TreePath], names: UpstreamImageNames,
    environment: Result<ComposeEnvironment, ComposeProblem>? = nil,
    state: RunningImage.UnreleasedState? = nil,
    tree: (ReleaseName) throws(Failure) -> FileTree?
  ) throws(Failure) {
    let list = ProjectList(
      in: directory, lists: lists, further: further, of: compose, environment: environment)
    (projects, hasBase, isListed) = (list.projects, list.hasBase, list.isListed)
    self.names = names
    self.directory = directory
    var found:
      [(model: ModelService, running: RunningService, image: RunningImage, files: [TreePath])] =
        []
    // Compared rather than hashed: a service has hundreds of variables, and few have the same name.
    var seen: [String: [RunningService]] = [:]
    for (project, services) in projects.compactMap({ project in
      project.project.map { ($0, project.running?.services ?? []) }
    }) {
      for (service, running) in zip(project.services, services) {
        guard seen[running.name]?.contains(running) != true else { continue }
        seen[running.name, default: []].append(running)
        let image = RunningImage(
          of: running, files: files, variables: project.variables.values, state: state,
          where: names.contains)
        found.append((service, running, image, project.files))
      }
    }
    var releases: [ReleaseName: ReleaseImages] = [:]
    for case .known(let upstream?) in found.map(\.image.upstream) {
      guard case .known(let release) = upstream.release, releases[release] == nil else { continue }
      releases[release] = try tree(release).map { ReleaseImages(release, $0) }
    }
    services = found.map { service in
      Service(
        model: service.model, running: service.running, image: service.image,
        contents: ImageContents(
          of: service.running, service.image, releases: releases, files: files),
        files: service.files)
    }.sorted { $0.name < $1.name }
  }

  /// The services that are the same as one of upstream's: those of its name, else those that run or build its image.
  ///
  /// - Parameters:
  ///   - name: the service's name upstream.
  ///   - image: the name of the image that it runs upstream, without registry.
  package func services(like name: String, image: String?) -> [Service] {
    let named = services.filter { $0.name == name }
    guard named.isEmpty, let image else { return named }
    return services.filter { $0.image.upstream.value??.name == image || $0.builds(image) }
  }
}

extension DeploymentModel.Service {
  /// Whether it is built of a folder that has the name of an image, as those that are generated have.
  fileprivate func builds(_ image: String) -> Bool {
    guard case .known(.built(let context)) = self.image.origin else { return false }
    return context.folder.map { $0.name == image } ?? false
  }
}

extension ComposeFiles {
  /// The files as Compose reads them on a host that has all of `env_file`.
  package init(_ files: LocalFiles, _ readings: FileReadings = FileReadings()) {
    self.init(toleratingMissingVariables: true, readings) { path in
      switch files[path] {
      case .file(let file): .file(file.content)
      case .nothing, .folder: .missing
      case .unreadable(let reason): .unreadable(reason)
      }
    }
  }
}
