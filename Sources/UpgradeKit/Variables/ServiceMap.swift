import Editing
import GitKit
import PatchKit

/// A service of a tree or a deployment, with what its image does with variables.
struct ServiceMap: Sendable {
  /// The value of a variable of the container.
  enum Value: Sendable {
    /// It is passed on by its name.
    case byName
    /// As written.
    case written(String)
    /// With the deployment's variables replaced; `nil` when they leave it unset. Never shown.
    case evaluated(String?, isByName: Bool)
  }

  /// The service's name.
  let name: String
  /// The compose file.
  let file: TreePath
  /// What the image's files read; `nil` for an image that neither upstream nor the deployment builds, and for one whose
  /// files can't all be known.
  let image: ImageReads?
  /// What the compose file passes, by name.
  let environment: [String: Value]
  /// Whether the whole of `.env` is passed: `env_file: .env`.
  let takesAll: Bool
  /// What the container is told to run instead of the image's own, a text each.
  var texts: [String] = []

  /// Whether something of the image or of the service reads a variable; unknown with `nil`.
  func reads(_ name: String) -> Bool? {
    if texts.contains(where: { $0.contains(name) }) { return true }
    return image.map { $0.names.contains(name) }
  }

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
      let written: String
      switch value {
      case .byName:
        given.values[name] = variables[name]
        continue
      case .evaluated(let value, _):
        given.values[name] = value
        continue
      case .written(let text): written = text
      }
      do throws(EditingError) {
        let evaluated = try Interpolation.evaluate(
          written, variables, limit: min(left, Interpolation.maximumBytes))
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
    if takesAll { return true }
    return switch environment[name] {
    case .byName?, .evaluated(_, isByName: true)?: true
    case .written?, .evaluated?, nil: false
    }
  }
}
