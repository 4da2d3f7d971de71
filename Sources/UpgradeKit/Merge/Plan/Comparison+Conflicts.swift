import Editing
import Findings
import GitKit

/// Where the new release's side of a conflict comes from.
struct ConflictOrigin {
  /// The upstream commits that changed what the conflict is about; none when the patch set did.
  var causes: [Cause] = []
  /// The patches that are in another variant now, when no upstream commit did it.
  var variants: [String] = []
  /// What the variable that the conflict is about is called now, as a sentence; `nil` when that did not change.
  var newName: String?
}

extension Comparison {
  /// What a person has to decide, as findings.
  ///
  /// - Parameters:
  ///   - origins: what upstream's history tells, by the order of ``conflicts``; `nil` when it was not asked.
  ///   - marked: the files with the conflicts marked, when they are written so.
  func findings(_ origins: [ConflictOrigin]? = nil, in marked: MarkedPlan? = nil) -> [Finding] {
    var origins = (origins ?? [])[...]
    var findings = obstacles
    for decision in decisions {
      guard let merged = decision.merge, !merged.conflicts.isEmpty else { continue }
      let writer = MergeFindings(merged, releases)
      for (index, conflict) in merged.conflicts.enumerated() {
        findings.append(
          writer.finding(
            of: conflict, origin: origins.popFirst(), marked: marked?.marks[decision.path]?[index]))
      }
    }
    return findings
  }
}
