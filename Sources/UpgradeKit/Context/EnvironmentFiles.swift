import Editing
import Findings
import GitKit

/// The files that a person names for Compose to take variables from, instead of `.env`.
package struct EnvironmentFiles: Sendable, Hashable {
  /// The paths, in order: what several set is that of the last. None for the `.env` that Compose finds.
  package var paths: [String]
  /// Whether `COMPOSE_ENV_FILES` names them: then they count from the folder in which Compose is run.
  package var isOfCompose: Bool

  /// Makes a list of files.
  package init(_ paths: [String] = [], isOfCompose: Bool = false) {
    (self.paths, self.isOfCompose) = (paths, isOfCompose)
  }

  /// Reads the files; `nil` when none is named.
  ///
  /// - Parameters:
  ///   - tree: the tree that findings name them in.
  ///   - directory: the folder in which Compose is run, from the deployment's.
  ///   - edited: files of the deployment with other bytes than on disk.
  /// - Throws: ``UpgradeFailure`` when one can't be read; it shows nothing of what is in it.
  func read(
    at places: Places, in directory: TreeFolder, tree: Place.Tree,
    edited: [TreePath: FileTree.File] = [:]
  ) throws(UpgradeFailure) -> NamedEnvironment? {
    guard !paths.isEmpty else { return nil }
    var sources: [EnvironmentSource] = []
    var files: [(path: TreePath, bytes: [UInt8])] = []
    for path in paths {
      let isInside = isOfCompose && !path.hasPrefix("/")
      let own = isInside ? "\(directory)/\(path)" : Self.path(path, in: places.deployment)
      let location = own.flatMap(TreePath.optional)
      let file = try NamedEnvironmentFile(
        at: isInside ? "\(places.deployment)/\(directory)/\(path)" : path,
        insteadOf: location.flatMap { edited[$0]?.content })
      let name = own ?? file.name
      sources.append(
        EnvironmentSource(
          file.content, at: name, in: own == nil ? tree : .deployment,
          location: location))
      // A file outside of the deployment stands in for its `.env`.
      guard let place = TreePath.optional(name) ?? directory.entry(".env") else { continue }
      files.append((place, file.bytes))
    }
    let variables: Result<ComposeEnvironment, ComposeProblem>
    do throws(ComposeProblem) {
      variables = .success(try ComposeEnvironment(named: files))
    } catch {
      variables = .failure(error)
    }
    return NamedEnvironment(
      environment: ProjectEnvironment(named: sources), variables: variables)
  }

  /// A file's path from the deployment's folder, as Compose's own `.env` is named; `nil` for one elsewhere.
  private static func path(_ path: String, in deployment: String) -> String? {
    guard let file = realPath(path), let folder = realPath(deployment),
      file.hasPrefix(folder + "/")
    else { return nil }
    return String(file.dropFirst(folder.count + 1))
  }
}

/// The files of variables that a person names, read.
struct NamedEnvironment {
  let environment: ProjectEnvironment
  /// The variables; or why Compose can't read them.
  let variables: Result<ComposeEnvironment, ComposeProblem>
}
