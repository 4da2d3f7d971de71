/// The families of findings, by the letter and digit that their codes begin with.
package enum FindingFamily: String, Sendable, Hashable, CaseIterable {
  case patchSet = "P1"
  case upgrade = "U2"
  case drift = "D3"
  case environment = "E4"
  case gitAndFiles = "G5"

  /// What the family's findings are about.
  package var title: String {
    switch self {
    case .patchSet: "Patch set and manifests"
    case .upgrade: "Operations, assumptions, guarantees and the deployment"
    case .drift: "Drift"
    case .environment: "Environment variables"
    case .gitAndFiles: "Git and files"
    }
  }
}

extension FindingCode {
  /// The family that the code's first two characters name.
  package var family: FindingFamily? { FindingFamily(rawValue: String(rawValue.prefix(2))) }

  /// The codes of a family, in order.
  package static func all(in family: FindingFamily) -> [FindingCode] {
    allCases.filter { $0.family == family }
  }
}
