import Editing
package import GitKit
package import PatchKit

/// What a merge has to know besides the three trees.
package struct MergeContext: Sendable {
  /// The release that the base was generated from; its name is a parameter of the files, not content.
  package let oldRelease: ReleaseName?
  /// The release that theirs was generated from.
  package let newRelease: ReleaseName?
  /// What upstream gave other names, by paths as the trees have them.
  package let renames: UpstreamRenames
  /// The variables that start scripts take for another one, by that.
  package let standIns: [String: Set<String>]
  /// The folder of the files, which conflicts are known without; `nil` for none.
  package let directory: TreeFolder?

  /// Makes a context.
  package init(
    from oldRelease: ReleaseName? = nil, to newRelease: ReleaseName? = nil,
    renames: UpstreamRenames = UpstreamRenames(), standIns: [String: Set<String>] = [:],
    below directory: TreeFolder? = nil
  ) {
    self.standIns = standIns
    self.directory = directory
    // Images are pinned to releases, those of a commit after one to that.
    self.oldRelease = oldRelease.flatMap { ReleaseName($0.tag) }
    self.newRelease = newRelease.flatMap { ReleaseName($0.tag) }
    self.renames = renames
  }

  /// What a merge of the file at a path is about.
  func subject(_ path: TreePath) -> MergeSubject {
    let releases = [oldRelease, newRelease].compactMap { $0?.description }
    return MergeSubject(
      file: (directory.map(path.below) ?? path).text,
      releases: Array(Set(releases)).sorted())
  }

  /// A file of the old release with its pins moved to the new one, those of upstream's own state between releases, too.
  func moved(_ file: FileTree.File) -> FileTree.File {
    guard file.mode.isFile else { return file }
    return FileTree.File(mode: file.mode, content: moved(file.content[...]))
  }

  /// An edited file with its pins moved, but for those of services that get nothing else of upstream's.
  ///
  /// - Returns: the file, and the names of the services that keep a pin.
  func moved(
    _ file: FileTree.File, madeFrom base: FileTree.File, _ path: TreePath
  ) -> (file: FileTree.File, kept: [String]) {
    guard file != base, file.mode.isFile else { return (moved(file), []) }
    var content: [UInt8] = []
    var start = 0
    var kept: [String] = []
    for service in MergeMethod(path).ownServices(in: file.content, madeFrom: base.content) {
      let own = file.content[service.bytes]
      guard moved(own) != Array(own) else { continue }
      kept.append(service.name)
      content += moved(file.content[start..<service.bytes.lowerBound]) + own
      start = service.bytes.upperBound
    }
    content += moved(file.content[start...])
    return (FileTree.File(mode: file.mode, content: content), kept)
  }

  private func moved(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard let oldRelease, let newRelease, oldRelease != newRelease else { return Array(bytes) }
    return ReleasePins.releasing(
      ReleasePins.moving(
        Array(bytes), from: oldRelease.description, to: newRelease.description),
      as: newRelease.description)
  }
}
