import Editing
package import GitKit
package import PatchKit

/// Where the environment variables of a tree or a deployment go: from env.example through the compose files into the
/// images.
package struct VariableMap: Sendable {
  /// The release.
  package let release: ReleaseName
  /// The variables by name: all that env.example, a compose file or an image knows.
  package internal(set) var variables: [String: EnvironmentVariable] = [:]
  /// The tree.
  let files: FileTree
  /// Upstream's files at the release: those of the images that are not built.
  let upstream: FileTree
  var services: [ServiceMap] = []
  /// What is known of the deployment; `nil` for a tree.
  private(set) var deployed: Deployed?

  /// Follows the variables of a tree.
  ///
  /// - Parameters:
  ///   - files: a release's files, or those that a patch set makes of them.
  ///   - upstream: the release's files as upstream tagged them: images that the deployment does not build are made of
  ///     those.
  ///   - release: the release's name.
  ///   - readings: files that were read for other trees; shared, each is read once.
  package init(
    of files: FileTree, upstream: FileTree, release: ReleaseName,
    readings: EnvironmentReadings = EnvironmentReadings()
  ) {
    self.release = release
    self.files = files
    self.upstream = upstream
    addDeclarations(readings)
    let subject = GuaranteeSubject(
      release: release, upstream: upstream, generated: files, readings: readings.files)
    for (path, file) in subject.compose.files {
      addUses(of: path, file, readings)
      for service in file.services {
        services.append(map(service, in: path, file, subject, readings))
      }
    }
    addReaders()
    addRequirements()
  }

  /// Begins with nothing but what env.example says.
  init(
    declaredIn files: FileTree, upstream: FileTree, release: ReleaseName, deployed: Deployed,
    readings: EnvironmentReadings
  ) {
    (self.files, self.upstream, self.release) = (files, upstream, release)
    self.deployed = deployed
    addDeclarations(readings)
  }

  /// The names that people can know of, sorted: used by a compose file or written in env.example.
  package var settable: [String] { settableNames.sorted() }

  /// The same in no order.
  var settableNames: Set<String> { Set(variables.values.lazy.filter(\.isSettable).map(\.name)) }

  /// The variable of a name.
  package subscript(name: String) -> EnvironmentVariable? { variables[name] }

  mutating func edit(_ name: String, _ change: (inout EnvironmentVariable) -> Void) {
    change(&variables[name, default: EnvironmentVariable(name)])
  }

  private mutating func addDeclarations(_ readings: EnvironmentReadings) {
    guard let path = try? TreePath("env.example"), let file = files[path], file.mode.isFile else {
      return
    }
    for declared in readings.declarations(in: file.content) {
      let entry = declared.entry
      edit(entry.name) {
        $0.declarations.append(
          EnvironmentVariable.Declaration(
            place: FilePlace(path: path, line: declared.line), value: entry.value,
            isCommentedOut: entry.isCommentedOut, comment: entry.comment))
      }
    }
  }

  private mutating func addUses(
    of path: TreePath, _ file: ComposeFile, _ readings: EnvironmentReadings
  ) {
    for use in readings.uses(in: file) {
      edit(use.name) {
        $0.interpolations.append(
          EnvironmentVariable.Interpolated(
            place: FilePlace(path: path, line: use.line), service: use.service, key: use.key,
            target: use.target, defaultText: use.defaultText, isRequired: use.isRequired))
      }
    }
  }

  private mutating func map(
    _ service: ComposeService, in path: TreePath, _ file: ComposeFile, _ subject: GuaranteeSubject,
    _ readings: EnvironmentReadings
  ) -> ServiceMap {
    var environment: [String: ServiceMap.Value] = [:]
    for variable in service.environment {
      environment[variable.name] = variable.value.map { .written($0) } ?? .byName
      let line = file.text.lineNumber(at: variable.span.lowerBound)
      edit(variable.name) {
        $0.passed.append(
          EnvironmentVariable.Passed(
            service: service.name, place: FilePlace(path: path, line: line), value: variable.value))
      }
    }
    let image = ServiceImage(of: service, in: subject).map {
      ImageReads($0, in: subject)
    }
    let takesAll = service.environmentFiles.contains {
      LocalPath.resolve($0.path.value)?.text == ".env"
    }
    return ServiceMap(
      name: service.name, file: path, image: image, environment: environment, takesAll: takesAll)
  }

  mutating func addReaders() {
    var seen: Set<String> = []
    for image in services.compactMap(\.image) where seen.insert(image.folder).inserted {
      for read in image.reads {
        edit(read.value.name) {
          $0.readers.append(
            EnvironmentVariable.Reader(
              image: image.folder, place: image.place(of: read, line: read.value.line),
              defaultText: read.value.defaultText, isDefaultNumber: read.value.isDefaultNumber))
        }
      }
      for given in image.defaults {
        let place = image.place(of: given, line: given.value.line)
        if let source = given.value.source {
          edit(source) {
            $0.successors.insert(given.value.name)
            $0.fallbacks.append(place)
          }
        } else {
          edit(given.value.name) {
            $0.scriptDefaults.append(
              EnvironmentVariable.Reader(
                image: image.folder, place: place, defaultText: given.value.text))
          }
        }
      }
    }
  }
}

extension ImageReads {
  /// The place of something that its files have.
  func place<Value>(of found: Place<Value>, line: Int) -> FilePlace {
    switch found.origin {
    case nil: FilePlace(path: found.path, line: line)
    case .upstream(let release, let path)?: FilePlace(.upstream(release), path: path, line: line)
    case .deployment(let path)?: FilePlace(.deployment, path: path, line: line)
    }
  }
}
