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

  /// What a container gets.
  struct Given {
    /// Its environment. A value that Compose cannot read counts as none; in the place of one that is too long there is
    /// another that is not empty.
    var values: [String: String] = [:]
    /// The variables whose values are longer than Linux starts a program with, alone or with those before them.
    var tooLong: [String] = []
  }

  /// The most bytes that all values of a container may have.
  static let maximumBytes = 2 << 20

  /// What the container gets, given what Compose has.
  func given(_ variables: [String: String]) -> Given {
    var given = Given(values: takesAll ? variables : [:])
    var left = Self.maximumBytes
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
      guard let value else {
        given.values[name] = variables[name]
        continue
      }
      do throws(EditingError) {
        let evaluated = try Interpolation.evaluate(
          value, variables, limit: min(left, Interpolation.maximumBytes))
        left -= evaluated.utf8.count
        given.values[name] = evaluated
      } catch {
        given.values[name] = error.kind == .tooLarge ? MissedRequirement.anything : ""
        if error.kind == .tooLarge { given.tooLong.append(name) }
      }
    }
    return given
  }

  /// Whether a variable of `.env` gets into the container under its name.
  func gets(_ name: String) -> Bool {
    takesAll || environment[name].map { $0 == nil } ?? false
  }
}
