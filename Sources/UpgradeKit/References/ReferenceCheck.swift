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
  let directory: TreePath

  /// The references, by place.
  ///
  /// - Parameters:
  ///   - files: the deployment's files.
  ///   - tree: upstream's files at another release; `nil` when there is no such release.
  func references(
    in files: LocalFiles, tree: (ReleaseName) throws(UpgradeFailure) -> FileTree?
  ) throws(UpgradeFailure) -> [LocalReference] {
    let names = UpstreamImageNames(new.upstream)
    let deployed = try DeploymentModel(
      of: files, in: directory, further: files.furtherCompose(in: directory, new.readings),
      names: names
    ) { (release) throws(UpgradeFailure) in
      release.tag == new.release.tag ? new.upstream : try tree(release)
    }
    let networks = ComposeIndex(of: new.upstream, with: new.readings).files
      .flatMap(\.file.services).flatMap(\.networks).map(\.name)
    return LocalReferences(
      from: model(of: old, files), to: model(of: new, files), in: deployed,
      upstreamNetworks: Set(networks), below: directory
    ).all
  }

  /// What the generated files alone would run, with the deployment's `.env`.
  private func model(of generation: Generation, _ files: LocalFiles) -> DeploymentModel {
    var tree: [TreePath: FileTree.File] = [:]
    for path in generation.tree.paths { tree[directory.appending(path)] = generation.tree[path] }
    if let path = try? TreePath("\(directory)/.env"), case .file(let variables) = files[path] {
      tree[path] = variables
    }
    let local = LocalFiles(FileTree(tree))
    return DeploymentModel(
      of: local, in: directory, further: local.furtherCompose(in: directory, generation.readings),
      names: UpstreamImageNames(generation.upstream)
    ) { (release) throws(Never) in
      // Whatever image `.env` names: this is what the release is made for.
      release.tag == generation.release.tag ? generation.upstream : nil
    }
  }
}

extension SourcePlace {
  /// The place for a report, with its line.
  func place(in files: LocalFiles) -> Place {
    guard case .file(let file) = files[path] else { return Place(.deployment, path.text) }
    let text = SourceText(file.content)
    return Place(.deployment, path.text, line: text.position(at: offset).line)
  }
}
