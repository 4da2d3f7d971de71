import GitKit
import PatchKit

/// Variables that were held against what runs, and what can be edited by what was found.
struct EnvironmentSubject {
  let context: EnvironmentContext
  /// What became of names that nothing uses.
  let former: [String: EnvironmentCheck.FormerVariable]
  /// What runs, or would run.
  let model: DeploymentModel
  /// What compose files say that people wrote themselves, without comments.
  let own: [(path: TreePath, text: String)]

  /// The compose file of people's own that uses a variable, or gives a container a whole file of them; `nil` for none.
  func ownFile(using name: String) -> TreePath? {
    own.first { file in
      let words = file.text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
      return words.contains(name[...]) || words.contains("env_file")
    }?.path
  }
}
