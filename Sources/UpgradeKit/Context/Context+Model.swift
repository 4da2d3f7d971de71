import GitKit
import PatchKit

extension Context {
  /// What runs, and the files that it was worked out of.
  struct Deployed {
    let model: DeploymentModel
    let files: LocalFiles

    /// The files of variables: those that a person named, else those that Compose finds.
    func environment(
      _ named: NamedEnvironment?, in directory: TreePath
    ) throws(ProjectEnvironment.Problem) -> ProjectEnvironment {
      if let named { return named.environment }
      return try ProjectEnvironment(of: model, in: directory, files)
    }
  }

  /// What the deployment runs, or would run once a run has written.
  ///
  /// - Parameters:
  ///   - source: the deployment's files.
  ///   - changes: what would be written; `nil` for what would be removed.
  ///   - directory: the folder of the generated files.
  ///   - generated: the paths of generated files in it.
  ///   - release: whose images' names count.
  ///   - named: the variables that a person named the files of; `nil` for those that Compose finds.
  /// - Throws: ``UpgradeFailure`` when upstream can't be read.
  func deployed(
    _ source: (any FileSource)?, after changes: [TreePath: FileTree.File?] = [:],
    in directory: TreePath, generated: [TreePath], release: Release,
    named: NamedEnvironment? = nil
  ) throws(UpgradeFailure) -> Deployed {
    let upstream = try sources.openUpstream(wanting: release.reference)
    let files = DeployedFiles(source, changes: changes)
    let own = files.names(in: directory).compactMap { name in
      TreePath.optional("\(directory)/\(name)")
    }
    let further = Set(own + generated.map(directory.appending)).sorted().filter { path in
      guard path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"),
        case .file(let file) = files.local[path],
        case .compose = sources.readings.compose(file.content)
      else { return false }
      return true
    }
    let model = try DeploymentModel(
      of: files.local, in: directory, further: further,
      names: UpstreamImageNames(try upstream.files(of: release)), environment: named?.variables
    ) { (name: ReleaseName) throws(UpgradeFailure) -> FileTree? in
      guard let release = upstream.catalogue[name] else { return nil }
      return try upstream.files(of: release)
    }
    return Deployed(model: model, files: files.local)
  }
}
