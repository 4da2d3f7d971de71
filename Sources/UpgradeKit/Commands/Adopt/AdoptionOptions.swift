import Findings
import GitKit

extension Adoption {
  /// What a person asks for who wants a deployment taken over that was made by hand, besides the places.
  package struct Options: Sendable {
    /// The release that it was made from, as written; `nil` to have the closest one proposed.
    package var release: String?
    /// Whether nothing may be written.
    package var isDryRun: Bool
    /// Whether a lock that says something else is replaced, and another release may come closer.
    package var isForced: Bool
    /// Whether the deployment stays without the customisations that it lacks: they count as left out.
    package var isAsUpstream: Bool
    /// Files that are people's own, whatever they look like, by path from the deployment's folder.
    package var own: [String]

    /// Makes options.
    package init(
      release: String? = nil, isDryRun: Bool = false, isForced: Bool = false,
      isAsUpstream: Bool = false, own: [String] = []
    ) {
      self.release = release
      self.isDryRun = isDryRun
      self.isForced = isForced
      self.isAsUpstream = isAsUpstream
      self.own = own
    }

    /// The files that are people's own.
    func ownPaths(in files: DeploymentFiles) throws(UpgradeFailure) -> Set<TreePath> {
      var paths: Set<TreePath> = []
      for text in own {
        guard let path = try? TreePath(text), files.files[path] != nil else {
          throw UpgradeFailure(
            .ownFileNotThere, "`--own` names `\(text)`, which is no file of the deployment",
            advice: ["write the path from the deployment's folder, as the report has it"])
        }
        paths.insert(path)
      }
      return paths
    }
  }
}
