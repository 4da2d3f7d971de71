package import GitKit

extension PatchSet {
  /// A release's files as each patch leaves them, in order; those of upstream first.
  package func stages(
    of release: ReleaseName, upstream: FileTree, history: any UpstreamHistory = NoHistory(),
    readings: FileReadings = FileReadings()
  ) -> [FileTree] {
    var workspace = Workspace(
      release: release, upstream: upstream, history: history, readings: readings,
      folder: deployment.directory)
    return [upstream]
      + patches.map { patch in
        _ = patch.apply(to: &workspace)
        return workspace.files
      }
  }
}
