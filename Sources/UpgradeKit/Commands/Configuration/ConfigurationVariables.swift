import Findings
import GitKit
import PatchKit

/// The variables that effective configuration is worked out with.
struct ConfigurationVariables {
  /// The variables; `nil` where Compose finds them by itself.
  let named: NamedEnvironment?
  /// Where they come from, for people.
  let source: String

  /// Reads the files that a person names, else the deployment's `.env`, else upstream's env.example.
  ///
  /// - Parameters:
  ///   - release: the release whose example counts.
  ///   - isElsewhere: whether what is worked out has no `.env` of its own.
  static func read(
    _ files: EnvironmentFiles, in directory: TreeFolder, for release: Release, _ context: Context,
    isElsewhere: Bool
  ) throws(UpgradeFailure) -> ConfigurationVariables {
    if let given = try files.read(at: context.places, in: directory, tree: .deployment) {
      return ConfigurationVariables(
        named: given, source: given.environment.sources.map(\.path).joined(separator: ", "))
    }
    if let folder = context.deployment.folder, let path = directory.entry(".env") {
      let files = DeployedFiles(folder)
      if case .file(let file) = files.local[path] {
        return ConfigurationVariables(
          named: isElsewhere ? try NamedEnvironment(file.content, at: path, path.text) : nil,
          source: path.text)
      }
      if let failure = files.failure { throw UpgradeFailure(failure) }
    }
    let upstream = try context.sources.openUpstream(wanting: release.reference)
    let tree = try upstream.files(of: release)
    guard let example = TreePath.optional("env.example"), let file = tree[example] else {
      return ConfigurationVariables(named: nil, source: "none")
    }
    return ConfigurationVariables(
      named: try NamedEnvironment(
        example: file.content, at: directory.appending(example), "env.example"),
      source: "env.example of \(release.name), with stand-ins for its passwords")
  }
}
