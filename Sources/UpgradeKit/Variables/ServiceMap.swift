import Editing
import GitKit
import PatchKit

/// A service of a tree, with what its image does with variables.
struct ServiceMap: Sendable {
  /// The service's name.
  let name: String
  /// The compose file.
  let file: TreePath
  /// The image's folder; `nil` for an image that neither upstream nor the deployment builds.
  let image: ImageReads?
  /// What the compose file passes, by name: the value as written, or `nil` when it is passed on by its name.
  let environment: [String: String?]
  /// Whether the whole of `.env` is passed: `env_file: .env`.
  let takesAll: Bool

  /// What the container gets, given what Compose has.
  ///
  /// A value that Compose cannot read counts as none, and so do those beyond what Linux starts a program with.
  func environment(from variables: [String: String]) -> [String: String] {
    var result = takesAll ? variables : [:]
    var left = 2 << 20
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
      if let value {
        let evaluated = try? Interpolation.evaluate(
          value, variables, limit: min(max(left, 0), Interpolation.maximumBytes))
        left -= evaluated?.utf8.count ?? 0
        result[name] = evaluated ?? ""
      } else {
        result[name] = variables[name]
      }
    }
    return result
  }

  /// Whether a variable of `.env` gets into the container under its name.
  func gets(_ name: String) -> Bool {
    takesAll || environment[name].map { $0 == nil } ?? false
  }
}
