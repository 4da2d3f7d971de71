import Editing
package import GitKit
import Synchronization

/// What guarantees are checked on: the generated files, or a deployment.
///
/// It belongs to one thread.
package struct GuaranteeSubject {
  /// A deployment, as far as guarantees look at it.
  package struct Deployment {
    /// The projects that Compose can run.
    package let projects: [RunningProject]
    /// The services, each once.
    package let services: [SubjectService]
    /// Why files can't be run.
    package let problems: [Problem]
    /// What the files of images are.
    package let contents: (SubjectService) -> ImageContents
    /// One compose file by itself.
    package let alone: (TreePath) -> Result<RunningProject, GuaranteeViolation>
    /// The deployment's files.
    package let files: LocalFiles
    /// The folder in which files are generated.
    package let directory: TreeFolder
    /// What `.env` has.
    package let variables: [String: String]
    /// Which images are upstream's.
    package let names: UpstreamImageNames

    /// Makes a deployment.
    package init(
      projects: [RunningProject], services: [SubjectService], problems: [Problem],
      files: LocalFiles, directory: TreeFolder, variables: [String: String],
      names: UpstreamImageNames, contents: @escaping (SubjectService) -> ImageContents,
      alone: @escaping (TreePath) -> Result<RunningProject, GuaranteeViolation>
    ) {
      self.projects = projects
      self.services = services
      self.problems = problems
      self.files = files
      self.directory = directory
      self.variables = variables
      self.names = names
      self.contents = contents
      self.alone = alone
    }
  }

  /// Files that can't be run together.
  package struct Problem {
    /// The compose files.
    package let files: [TreePath]
    /// Why Compose refuses them; or why it can't be known.
    package let reason: GuaranteeViolation
    /// Whether it can't be known.
    package let isUnknown: Bool
    /// Whether nothing runs without them.
    package let isWhole: Bool

    /// Makes a problem.
    package init(
      _ files: [TreePath], _ reason: GuaranteeViolation, isUnknown: Bool, isWhole: Bool
    ) {
      self.files = files
      self.reason = reason
      self.isUnknown = isUnknown
      self.isWhole = isWhole
    }
  }

  /// The release.
  package let release: ReleaseName
  /// The release's files as upstream tagged them.
  package let upstream: FileTree
  /// The generated files.
  package let generated: FileTree
  /// The compose files among them.
  package let compose: ComposeIndex
  /// The images that upstream releases.
  package let images: UpstreamImages
  /// The deployment; `nil` when it is the generated files that are checked.
  package let deployment: Deployment?
  /// The generated files, each compose file by itself.
  package let original: Original
  /// The files that were read.
  let readings: FileReadings
  private let generatedFiles: LocalFiles

  /// The generated files as they run.
  package final class Original: Sendable {
    let compose: ComposeIndex
    let images: UpstreamImages
    let projects: [RunningProject]
    let services: [SubjectService]
    private let releases: [ReleaseName: ReleaseImages]
    private let known = Mutex<[RunningService: ImageContents]>([:])

    fileprivate init(
      _ release: ReleaseName, upstream: FileTree, generated: FileTree, _ readings: FileReadings
    ) {
      compose = ComposeIndex(of: generated, with: readings)
      let images = UpstreamImages(of: upstream)
      self.images = images
      releases = [release: ReleaseImages(release, upstream, images)]
      let files = LocalFiles(generated)
      projects = compose.files.map { path, file in
        RunningProject(of: file, at: path) { generated[$0] != nil }
      }
      services = projects.flatMap { project in
        project.services.map { service in
          SubjectService(
            service,
            RunningImage(of: service, files: files) { $0.name.map(images.contains) ?? false },
            files: project.files)
        }
      }
    }

    fileprivate func contents(
      of service: SubjectService, at release: ReleaseName, _ files: LocalFiles
    ) -> ImageContents {
      if let contents = known.withLock({ $0[service.running] }) { return contents }
      let contents = ImageContents(
        of: service.running, service.image.at(release), releases: releases, files: files)
      known.withLock { $0[service.running] = contents }
      return contents
    }
  }

  /// Makes a subject of generated files.
  ///
  /// - Parameter original: what was made of the same files before.
  package init(
    release: ReleaseName, upstream: FileTree, generated: FileTree,
    readings: FileReadings = FileReadings(), original: Original? = nil
  ) {
    self.release = release
    self.upstream = upstream
    self.generated = generated
    self.readings = readings
    let original =
      original ?? Original(release, upstream: upstream, generated: generated, readings)
    self.original = original
    (compose, images) = (original.compose, original.images)
    generatedFiles = LocalFiles(generated)
    deployment = nil
  }

  private init(_ subject: GuaranteeSubject, _ deployment: Deployment) {
    release = subject.release
    upstream = subject.upstream
    generated = subject.generated
    readings = subject.readings
    compose = subject.compose
    images = subject.images
    original = subject.original
    generatedFiles = subject.generatedFiles
    self.deployment = deployment
  }

  /// The same files once they are a deployment's.
  package func deployed(as deployment: Deployment) -> GuaranteeSubject {
    GuaranteeSubject(self, deployment)
  }
}

extension GuaranteeSubject {
  /// The projects that are checked.
  var projects: [RunningProject] { deployment?.projects ?? original.projects }

  /// Why some of them can't be.
  package var problems: [GuaranteeViolation] {
    deployment?.problems.filter { !$0.isUnknown }.map(\.reason)
      ?? compose.problems.map { GuaranteeViolation($0) }
  }

  /// Why it can't be known of some whether they can be.
  var unknown: [String] {
    deployment?.problems.filter(\.isUnknown).map(\.reason.text) ?? []
  }

  /// All services that are checked.
  var services: [SubjectService] { deployment?.services ?? original.services }

  /// The services that are the same as one of upstream's: those of its name; in a deployment else those with its image.
  func services(like name: String) -> [SubjectService] {
    let named = services.filter { $0.name == name }
    guard named.isEmpty, deployment != nil else { return named }
    let images = Set(
      original.services.filter { $0.name == name }.compactMap { service in
        service.context?.folder.map { String($0.name) } ?? service.image.upstream.value??.name
      })
    let known = Set(original.services.map(\.name))
    return services.filter { service in
      !known.contains(service.name) && images.contains(where: service.isLike)
    }
  }

  /// The services that are the same as those that are generated to be built of a folder.
  ///
  /// - Returns: the services; `nil` when none is generated to be.
  func services(builtOf folder: String) -> [SubjectService]? {
    let names = original.services.filter { $0.context?.folder?.text == folder }.map(\.name)
    guard !names.isEmpty else { return nil }
    return Set(names).sorted().flatMap(services(like:))
  }

  /// What the files of a service's image are.
  func contents(of service: SubjectService) -> ImageContents {
    if let deployment { return deployment.contents(service) }
    return original.contents(of: service, at: release, generatedFiles)
  }

  /// Where a generated file is.
  func place(of path: TreePath) -> TreePath { deployment?.directory.appending(path) ?? path }

  /// What stands where a file is generated.
  func found(_ path: TreePath) -> LocalFiles.Found {
    if let deployment { return deployment.files[deployment.directory.appending(path)] }
    return generatedFiles[path]
  }

  /// A file where services and build contexts have it.
  func file(_ path: TreePath) -> LocalFiles.Found { files[path] }

  private var files: LocalFiles { deployment?.files ?? generatedFiles }

  /// Whether an image is upstream's.
  func isUpstream(_ image: ImageReference) -> Bool {
    if let deployment { return deployment.names.contains(image) }
    return image.name.map(images.contains) ?? false
  }

  /// A compose file as upstream tagged it; `nil` when there is none that can be read.
  func upstreamCompose(_ path: TreePath) -> ComposeFile? {
    guard let content = upstream[path]?.content,
      case .compose(let file) = readings.compose(content)
    else { return nil }
    return file
  }

  /// How it is said that a file isn't there.
  var absence: String { deployment == nil ? "is not among the generated files" : "is missing" }

  /// The check of a guarantee that speaks of a service that there isn't: a failure of what is generated. In a deployment
  /// Compose may refuse its file; else nothing has to be so.
  func without(_ service: String, otherwise violation: String) -> GuaranteeCheck {
    guard deployment != nil else {
      return GuaranteeCheck(violations: [GuaranteeViolation(violation)] + problems)
    }
    return undeployed(
      original.services.filter { $0.name == service }, "service \(service) is not deployed")
  }

  /// The same of all services whose image is built of a folder.
  func without(imageIn folder: String) -> GuaranteeCheck {
    undeployed(
      original.services.filter { $0.context?.folder?.text == folder },
      "no service of image \(folder) is deployed")
  }

  private func undeployed(_ services: [SubjectService], _ reason: String) -> GuaranteeCheck {
    let files = Set(services.map { place(of: $0.path) })
    let problems = (deployment?.problems ?? []).filter {
      $0.isWhole || !files.isDisjoint(with: $0.files)
    }
    guard !problems.isEmpty else { return .moot(reason) }
    return GuaranteeCheck(
      violations: problems.filter { !$0.isUnknown }.map(\.reason),
      unknown: problems.filter(\.isUnknown).map(\.reason.text))
  }

  /// The line of a place, from 1; `nil` when its file can't be read.
  package func line(of place: SourcePlace) -> Int? {
    files.line(of: place)
  }
}
