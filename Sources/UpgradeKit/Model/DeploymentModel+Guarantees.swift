package import GitKit
package import PatchKit

extension DeploymentModel {
  /// The deployment as guarantees are checked on it.
  ///
  /// - Parameters:
  ///   - generated: the generated files, which say what upstream's services are.
  ///   - files: the files that the model was made of.
  ///   - compose: the same for Compose.
  package func subject(
    of generated: GuaranteeSubject, files: LocalFiles, _ compose: ComposeFiles
  ) -> GuaranteeSubject {
    let contents = Dictionary(
      services.map { ($0.running, $0.contents) }, uniquingKeysWith: { first, _ in first })
    return generated.deployed(
      as: GuaranteeSubject.Deployment(
        projects: projects.compactMap(\.running),
        services: services.map { SubjectService($0.running, $0.image, files: $0.files) },
        problems: problems(generated, files), files: files,
        directory: directory,
        variables: projects.lazy.compactMap(\.project?.variables.values).first ?? [:], names: names,
        contents: { service in
          contents[service.running]
            ?? ImageContents(of: service.running, service.image, releases: [:], files: files)
        },
        alone: { path in
          do throws(ComposeProblem) {
            return .success(
              RunningProject(try ComposeProject(files: [path], of: compose)))
          } catch {
            return .failure(error.violation([path]))
          }
        }))
  }
}

extension DeploymentModel {
  /// Why projects can't be run: with the first one none can. A person's own further file may only be included elsewhere;
  /// a generated one without local edits is not deployed where Compose refuses it because of edits of the others.
  private func problems(
    _ generated: GuaranteeSubject, _ files: LocalFiles
  ) -> [GuaranteeSubject.Problem] {
    let paths = generated.compose.paths
    let places = Dictionary(
      paths.map { (directory.appending($0), generated.generated[$0]?.content) },
      uniquingKeysWith: { first, _ in first })
    func isUnedited(_ path: TreePath) -> Bool {
      guard case .some(let content) = places[path], case .file(let file) = files[path] else {
        return false
      }
      return file.content == content
    }
    func counts(_ project: Project) -> Bool {
      guard let last = project.files.last else { return true }
      return places[last] != nil
        && (!isUnedited(last) || project.files.dropLast().allSatisfy(isUnedited))
    }
    func problem(of project: Project, isWhole: Bool) -> GuaranteeSubject.Problem? {
      project.problem.map {
        GuaranteeSubject.Problem(
          project.files, $0.violation(project.files), isUnknown: $0.kind == .unknown,
          isWhole: isWhole)
      }
    }
    if let first = projects.first, hasBase, let whole = problem(of: first, isWhole: true) {
      return [whole]
    }
    return projects.filter { isListed || counts($0) }.compactMap {
      problem(of: $0, isWhole: false)
    }
  }
}

extension ComposeProblem {
  /// What Compose says of files.
  package func violation(_ files: [TreePath]) -> GuaranteeViolation {
    let names = files.map(\.text).joined(separator: " with ")
    let verb =
      kind == .unknown
      ? "what Compose makes of \(names) can't be known" : "Compose refuses \(names)"
    return GuaranteeViolation(
      "\(verb): \(message)", at: file.map { SourcePlace($0, offset ?? 0) })
  }
}

extension RunningProject {
  init(_ project: ComposeProject) {
    self.init(
      files: project.files, services: project.services.map { RunningService($0, in: project) },
      networks: project.networks.map {
        Network(
          $0.key, name: $0.name, isExternal: $0.isExternal, at: SourcePlace($0.origin))
      }, volumes: Set((project.document["volumes"]?.entries ?? []).map(\.key)))
  }
}
