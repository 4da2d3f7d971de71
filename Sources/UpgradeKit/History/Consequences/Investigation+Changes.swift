import GitKit
import PatchKit
import Reports

extension Investigation {
  /// What upstream changed for those who run the deployment; `nil` when there is nothing to compare with.
  func upstreamChanges() -> UpstreamChanges? {
    ask { range throws(GitError) in
      let (tree, oldTree) = (
        try range.upstream.tree(at: range.target.commit),
        try range.upstream.tree(at: range.base.commit)
      )
      let images = UpstreamImages(of: tree).names.union(UpstreamImages(of: oldTree).names)
      let readings = FileReadings()
      let view = { (tree: FileTree) in
        UpstreamView(
          tree, include: self.inputs.patchSet.deployment.include, images: images,
          readings: readings)
      }
      let (old, new) = (view(oldTree), view(tree))
      let deployed = self.deployed
      let services = ServiceConsequences(
        range, from: old, to: new, images: images, deployed: deployed)
      let builtImages = self.builtImages(of: tree)
      let built = ImageConsequences(range, from: oldTree, to: tree, built: builtImages)
      let inside = ImageContentConsequences(
        range, from: oldTree, to: tree, mounts: old.mountTargets.union(new.mountTargets))
      let running = old.images.intersection(new.images).filter {
        deployed?.after.run(image: $0) ?? true
      }
      let all =
        try services.all() + built.all(of: running)
        + inside.all(of: running.subtracting(builtImages))
        + VariableConsequences(range, deployed: deployed).all()
      return UpstreamChanges(
        isReversed: range.isReversed, consequences: all.merged,
        commitCount: range.commits.commits.count,
        releases: try range.releasedCommits(touching: self.pathsInUse))
    }
  }

  /// The folders of upstream's that the deployment builds images of.
  private func builtImages(of upstream: FileTree) -> Set<String> {
    let names = UpstreamImages(of: upstream).names
    return names.filter { name in
      (try? TreePath("\(name)/Dockerfile")).map { inputs.generation.tree[$0] != nil } ?? false
        && deployed?.after.run(image: name) ?? true
    }
  }

  /// The files that the deployment takes, now or until now, at their paths in upstream.
  private var pathsInUse: Set<TreePath> {
    let locked = lock.map { Array($0.generated.files.keys) } ?? []
    return Set(inputs.generation.tree.paths).union(locked)
  }
}

extension [Consequence] {
  /// What is the same for several services or images, once with all their names.
  var merged: [Consequence] {
    var result: [Consequence] = []
    for consequence in self {
      let index = result.firstIndex {
        $0.topic == consequence.topic && $0.isBreaking == consequence.isBreaking
          && $0.changes == consequence.changes && $0.notes == consequence.notes
          && $0.causes == consequence.causes
      }
      if let index {
        // A service of one name may stand in several files.
        result[index].subjects += consequence.subjects.filter {
          !result[index].subjects.contains($0)
        }
      } else {
        result.append(consequence)
      }
    }
    return result
  }
}
