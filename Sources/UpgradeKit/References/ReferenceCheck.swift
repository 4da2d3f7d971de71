import Editing
import Findings
import GitKit
import PatchKit

/// Looks in a deployment for what its own lines and files name that moved between two releases.
struct ReferenceCheck {
  /// What was generated for the release before.
  let old: Generation
  /// What is generated now.
  let new: Generation
  /// The folder of the generated files.
  let directory: TreeFolder
  /// Whether the deployment does without customisations, so that upstream's networks are its own.
  var isOnlyUpstream = false

  /// The references, by place.
  ///
  /// - Parameters:
  ///   - deployed: the deployment.
  ///   - renames: what upstream gave other names since the release before; asked only where that matters.
  func references(
    in deployed: DeployedState, renames: () throws(UpgradeFailure) -> UpstreamRenames
  ) throws(UpgradeFailure) -> [LocalReference] {
    let networks =
      isOnlyUpstream
      ? []
      : ComposeIndex(of: new.upstream, with: new.readings).files
        .flatMap(\.file.services).flatMap(\.networks).map(\.name)
    let references = LocalReferences(
      from: try model(of: old, deployed.files), to: try model(of: new, deployed.files),
      in: deployed.model,
      upstreamNetworks: Set(networks), below: directory)
    let unread = references.unreadVariables(new.readings)
    return references.all(
      unread.isEmpty ? [] : references.references(to: unread, try renames()))
  }

  /// What the generated files alone would run, with the deployment's `.env`.
  private func model(
    of generation: Generation, _ files: LocalFiles
  ) throws(UpgradeFailure) -> DeploymentModel {
    var tree: [TreePath: FileTree.File?] = [:]
    for path in generation.tree.paths { tree[directory.appending(path)] = generation.tree[path] }
    if let path = directory.entry(".env"), case .file(let variables) = files[path] {
      // Files of people's own are not there: what it says is run would be refused.
      tree[path] = FileTree.File(
        mode: variables.mode, content: Self.withoutFileNames(variables.content))
    }
    return try DeployedState(
      of: DeployedFiles(nil, changes: tree), in: directory, generated: [],
      upstream: generation.upstream, readings: generation.readings
    ) { (release) throws(UpgradeFailure) in
      // Whatever image `.env` names: this is what the release is made for.
      release == generation.release ? generation.upstream : nil
    }.model
  }

  /// The variables without the one that names the compose files that are run.
  private static func withoutFileNames(_ bytes: [UInt8]) -> [UInt8] {
    guard let file = try? EnvFile(SourceText(bytes)) else { return bytes }
    var content = bytes
    for entry in file.entries(named: "COMPOSE_FILE").reversed() where !entry.isCommentedOut {
      content.removeSubrange(entry.span)
    }
    return content
  }
}

extension SourcePlace {
  /// The place for a report, with its line.
  func place(in files: LocalFiles) -> Place {
    Place(.deployment, path.text, line: files.line(of: self))
  }
}
