import Editing
import PatchKit
import Secrets

/// A container's environment, and which of its values may be shown.
package struct EffectiveEnvironment: Sendable {
  /// How much is shown of values.
  package enum Disclosure: Sendable, Hashable {
    /// Those of compose files.
    case given
    /// Those of `.env` as well, but for secrets.
    case plain
  }

  /// What is shorter has not the shape of a secret, in bytes.
  private static let shortestSecret = 6

  /// The variables that the container gets; each is an origin of its own.
  let values: [String: TracedText]
  /// Variables whose values compose files have.
  private let given: Set<String>
  /// Variables whose values may be secret.
  private let secret: Set<String>

  init(of service: DeploymentModel.Service) {
    // What `ENV` of an image sets is upstream's.
    var values = service.contents.variables.mapValues { TracedText($0) }
    var given: Set<String> = []
    var secret: Set<String> = []
    for variable in service.model.environment {
      guard let value = variable.value else { continue }
      values[variable.name] = TracedText(value, from: .variable(variable.name))
      switch variable.origin {
      case .given, .defaulted: given.insert(variable.name)
      case .environmentFile, .file, .unset: break
      }
      // A password may look like a path or a number. No secret is as short as the words that settings take, unless a
      // name says so.
      let isShort = value.utf8.count < Self.shortestSecret
      if SecretMask.isSecret(variable.name)
        || !isShort && SecretMask.masked(value: value, of: variable.name) != value
      {
        secret.insert(variable.name)
      }
    }
    if values["HOSTNAME"] == nil {
      // Docker sets it, to the container's id unless the service has another one.
      values["HOSTNAME"] =
        service.model.tree["hostname"]?.text.map { TracedText($0, from: .variable("HOSTNAME")) }
        ?? TracedText(unknown: "hostname")
      given.insert("HOSTNAME")
    }
    (self.values, self.given, self.secret) = (values, given, secret)
  }

  private init(_ values: [String: TracedText], given: Set<String>, secret: Set<String>) {
    (self.values, self.given, self.secret) = (values, given, secret)
  }

  /// The same with other values; `nil` for variables that the container does not get.
  func setting(_ others: [String: String?]) -> EffectiveEnvironment {
    var values = values
    for (name, value) in others {
      values[name] = value.map { TracedText($0, from: .variable(name)) }
    }
    return EffectiveEnvironment(values, given: given, secret: secret)
  }

  /// Whether what is made of some variables may be shown.
  package func shows(_ names: [String], by disclosure: Disclosure) -> Bool {
    names.allSatisfy { name in
      !secret.contains(name) && (disclosure == .plain || given.contains(name))
    }
  }
}
