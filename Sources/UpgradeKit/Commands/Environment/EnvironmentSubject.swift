import GitKit
import PatchKit

/// Variables that were held against what runs, and what can be edited by what was found.
struct EnvironmentSubject {
  let context: EnvironmentContext
  /// What became of names that nothing uses.
  let former: [String: EnvironmentCheck.FormerVariable]
  /// What runs, or would run.
  let model: DeploymentModel
  /// Files that people wrote themselves.
  let own: [OwnFile]

  /// The file of people's own that uses a variable, or gives a container a whole file of them; `nil` for none.
  func ownFile(using name: String) -> OwnFile? { own.first { $0.uses(name) } }
}
