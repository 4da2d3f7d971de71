import GitKit
import PatchKit

/// Finds what people's own lines and files name that upstream or the patch set has moved: container ports, paths in
/// images, folders of the host, networks, start scripts, variables.
struct LocalReferences {
  /// The same service in three states.
  struct Match {
    /// As it was generated before.
    let old: DeploymentModel.Service
    /// As it is generated now.
    let new: DeploymentModel.Service
    /// As people run it.
    let deployed: DeploymentModel.Service
  }

  /// What is generated now.
  let new: DeploymentModel
  /// What people run.
  let deployed: DeploymentModel
  /// Services of upstream's that run.
  let matches: [Match]
  /// The networks that upstream itself has, before the patch set.
  let upstreamNetworks: Set<String>
  /// The folder of the generated files.
  let directory: TreeFolder

  /// Compares.
  ///
  /// - Parameters:
  ///   - old: what was generated for the release before.
  ///   - new: what is generated now.
  ///   - deployed: what people run, with their edits and files.
  ///   - upstreamNetworks: the networks of upstream's own compose files.
  ///   - directory: the folder of the generated files.
  init(
    from old: DeploymentModel, to new: DeploymentModel, in deployed: DeploymentModel,
    upstreamNetworks: Set<String>, below directory: TreeFolder
  ) {
    (self.new, self.deployed, self.upstreamNetworks) = (new, deployed, upstreamNetworks)
    self.directory = directory
    var matches: [Match] = []
    for after in new.services {
      guard let before = old.services.first(where: { $0.name == after.name }) else { continue }
      let image = after.image.upstream.value??.name
      for service in deployed.services(like: after.name, image: image) {
        matches.append(Match(old: before, new: after, deployed: service))
      }
    }
    self.matches = matches
  }

  /// Where a service's compose files, as upstream has them, tell whether a text stands in them.
  func traces(
    of text: String, in service: DeploymentModel.Service
  ) -> [LocalReference.Trace] {
    service.files.map { .lines($0.below(directory), text) }
  }

  /// All of them, by place.
  ///
  /// - Parameter others: those that upstream's history was needed for.
  func all(_ others: [LocalReference]) -> [LocalReference] {
    let found =
      others
      + matches.flatMap { portReferences(of: $0) + pathReferences(of: $0) + hostReferences(of: $0) }
      + networkReferences
      + deployed.services.flatMap { scriptReferences(of: $0) + unstartedReferences(of: $0) }
    return Self.merged(found).sorted {
      ($0.place.path, $0.place.offset) < ($1.place.path, $1.place.offset)
    }
  }

  /// One for each line and what it names, however many services that was moved for.
  private static func merged(_ found: [LocalReference]) -> [LocalReference] {
    var merged: [LocalReference] = []
    for reference in found {
      let known = merged.firstIndex {
        ($0.place, $0.subject, $0.successor)
          == (reference.place, reference.subject, reference.successor)
      }
      guard let known else {
        merged.append(reference)
        continue
      }
      merged[known].traces += reference.traces.filter { !merged[known].traces.contains($0) }
      if let other = reference.upstream, other != merged[known].upstream {
        let line = "the same goes for service `\(other)`"
        if !merged[known].evidence.contains(line) { merged[known].evidence.append(line) }
      }
    }
    return merged
  }
}
