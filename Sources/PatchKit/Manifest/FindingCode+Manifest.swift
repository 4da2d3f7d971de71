import ReportKit

/// The codes of manifests' findings.
extension FindingCode {
  static let unreadableManifest = FindingCode(rawValue: "P101")
  static let unknownManifestKey = FindingCode(rawValue: "P102")
  static let wrongManifestType = FindingCode(rawValue: "P103")
  static let missingManifestKey = FindingCode(rawValue: "P104")
  static let pathLeavesTree = FindingCode(rawValue: "P105")
  static let duplicateID = FindingCode(rawValue: "P106")
  static let missingPatchFile = FindingCode(rawValue: "P107")
  static let unknownKind = FindingCode(rawValue: "P108")
  static let invalidManifestValue = FindingCode(rawValue: "P109")
  static let patchWithoutFolder = FindingCode(rawValue: "P110")
  static let manifestTooLarge = FindingCode(rawValue: "P111")
  static let newerFormat = FindingCode(rawValue: "P112")
  static let patchListedTwice = FindingCode(rawValue: "P113")
  static let folderNotListed = FindingCode(rawValue: "P114")
}
