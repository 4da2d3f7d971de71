import Editing
import PatchKit

/// A place where a service's scripts refuse to go on.
struct MissedRequirement: Sendable {
  /// What the script asks of a variable.
  enum Demand: Hashable {
    /// A value.
    case value(String)
    /// Another value than it has.
    case otherValue(String)
  }

  let service: ServiceMap
  let place: FilePlace
  let refusal: ShellRefusal
  /// The container's environment.
  let environment: [String: String]

  /// What would have to be different; none when it is not as simple as that.
  var demands: [Demand] {
    let names = refusal.test.names
    return names.compactMap { name in
      let isEmpty = environment[name, default: ""].isEmpty
      // `-z "$A" || -z "$B"` asks for both: each is looked at as if the others were there.
      var others = environment
      for other in names where other != name && others[other, default: ""].isEmpty {
        others[other] = Self.anything
      }
      guard refusal.test.holds(in: others) == true else { return nil }
      others[name] = Self.anything
      guard refusal.test.holds(in: others) != true else { return nil }
      return isEmpty ? .value(name) : .otherValue(name)
    }
  }

  /// A value that no script compares with.
  static let anything = "\u{1}"
}

extension VariableMap {
  /// The places where scripts certainly refuse to go on, given what Compose has.
  func missedRequirements(with variables: [String: String]) -> [MissedRequirement] {
    services.flatMap { service -> [MissedRequirement] in
      guard let image = service.image, !image.refusals.isEmpty else { return [] }
      let environment = image.own.merging(service.given(variables).values) { _, passed in
        passed
      }
      return image.refusals.filter { $0.value.refusal.holds(in: environment) == true }.map {
        MissedRequirement(
          service: service, place: image.place(of: $0, line: $0.value.line),
          refusal: $0.value.refusal, environment: environment)
      }
    }
  }

  /// Finds what does not start when nothing is set at all.
  mutating func addRequirements() {
    for missed in missedRequirements(with: [:]) {
      for case .value(let name) in missed.demands {
        edit(name) {
          $0.requirements.append(
            EnvironmentVariable.Requirement(service: missed.service.name, place: missed.place))
        }
      }
    }
    for variable in variables.values {
      for use in variable.interpolations where use.isRequired {
        edit(variable.name) {
          $0.requirements.append(EnvironmentVariable.Requirement(service: nil, place: use.place))
        }
      }
    }
  }
}
