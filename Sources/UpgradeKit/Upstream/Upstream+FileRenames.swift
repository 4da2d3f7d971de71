import GitKit
import PatchKit

extension Upstream {
  /// The new paths of files from one release to another, older or newer, by the old ones: found from release to release.
  func fileRenames(
    from base: Release, to target: Release
  ) throws(GitError) -> [TreePath: TreePath] {
    var paths: [TreePath: TreePath] = [:]
    let steps = catalogue.steps(between: base, target)
    for (before, after) in zip(steps, steps.dropFirst()) {
      let step = FileRenames(from: try tree(at: before.commit), to: try tree(at: after.commit))
      paths = FileRenames.chained(paths, step.paths)
    }
    return target.name < base.name ? Dictionary(paths.map { ($1, $0) }) { one, _ in one } : paths
  }

  /// The new paths of files from a commit's parent to the commit, by the old ones.
  func renames(
    from parent: ObjectID, to commit: ObjectID
  ) throws(GitError) -> [TreePath: TreePath] {
    FileRenames(from: try tree(at: parent), to: try tree(at: commit)).paths
  }
}

extension ReleaseCatalogue {
  /// Two releases with all those between them, oldest first.
  func steps(between one: Release, _ other: Release) -> [Release] {
    let (old, new) = other.name < one.name ? (other, one) : (one, other)
    return [old] + releases.filter { old.name < $0.name && $0.name < new.name }
      + (new.commit == old.commit ? [] : [new])
  }
}
