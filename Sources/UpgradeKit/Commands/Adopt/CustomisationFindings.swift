import Findings
import GitKit
import PatchKit
import Reports

/// What a deployment that was made by hand lacks of the customisations, and whether the next upgrade brings it.
struct CustomisationFindings {
  let findings: [Finding]

  /// - Parameters:
  ///   - adoption: where the files come from.
  ///   - bases: what they count as made from.
  ///   - generation: what the patch set makes of the release.
  init(_ adoption: ReportedAdoption, _ bases: AdoptedBases, _ generation: Generation) {
    let patches = generation.patches.map { ReportedPatch($0, guarantees: []) }
    let evidence = { (files: [AdoptedFile]) in
      files.compactMap { file -> String? in
        let names = patches.filter { $0.changes(file.origin) }.map { "`\($0.id)`" }
        return names.isEmpty ? nil : "\(file.path): \(names.joined(separator: ", "))"
      }
    }
    let coming = adoption.files.filter { $0.base == .upstream }
    let left = adoption.files(.upstream).filter { $0.base != .upstream }
    let missing = adoption.files(.notInstalled)
    findings =
      [
        left.isEmpty ? nil : Self.leftOut(left, evidence(left), generation.release),
        coming.isEmpty ? nil : Self.coming(coming, evidence(coming)),
        missing.isEmpty ? nil : Self.notInstalled(missing, bases.stays),
      ].compactMap(\.self)
  }

  /// That the patch set makes nothing of a commit, so that all customisations are to come.
  static func notApplied(_ obstacles: [Finding], _ release: ReleaseName) -> Finding {
    Finding(
      .customisationsMissing,
      "the patch set does not apply to \(release); the next upgrade adds its customisations",
      places: obstacles.first?.places ?? [],
      evidence: obstacles.map { "\($0.code.rawValue): \($0.headline)" })
  }

  private static func leftOut(
    _ files: [AdoptedFile], _ evidence: [String], _ release: ReleaseName
  ) -> Finding {
    Finding(
      .unlikeGenerated,
      "\(AdoptionFindings.count(files.count, "file")) \(files.count == 1 ? "is" : "are") missing customisations; upgrades won't add them",
      places: files.map { Place(.deployment, $0.path) }, evidence: evidence,
      advice: [
        "to have them added by the next upgrade: `confomeet-upgrade adopt \(release.reference) --force`, without `--as-upstream`"
      ])
  }

  private static func coming(_ files: [AdoptedFile], _ evidence: [String]) -> Finding {
    Finding(
      .customisationsMissing,
      "\(AdoptionFindings.count(files.count, "file")) \(files.count == 1 ? "was" : "were") made from upstream's own and \(files.count == 1 ? "is" : "are") missing customisations; the next upgrade adds them",
      places: files.map { Place(.deployment, $0.path) }, evidence: evidence,
      advice: ["to do without them for now, add `--as-upstream`"])
  }

  private static func notInstalled(_ files: [AdoptedFile], _ stays: Bool) -> Finding {
    let (verb, them) = files.count == 1 ? ("is", "it") : ("are", "them")
    return Finding(
      .notInstalled,
      "\(AdoptionFindings.count(files.count, "file")) of the patch set \(verb) not installed; "
        + (stays ? "upgrades won't add \(them)" : "the next upgrade adds \(them)"),
      evidence: files.map(\.path))
  }
}

extension ReportedPatch {
  /// Whether it makes a file, by its path upstream, something else.
  fileprivate func changes(_ file: String) -> Bool {
    operations.contains { $0.file == file && $0.outcome != .already }
  }
}
