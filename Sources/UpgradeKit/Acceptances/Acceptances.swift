package import Findings
package import PatchKit

/// The accepted findings, and the day it is.
package struct Acceptances: Sendable {
  private let entries: [Acceptance]
  private let today: Day?

  /// Makes a value.
  ///
  /// - Parameter today: by which acceptances end; `nil` when none does.
  package init(_ entries: [Acceptance] = [], today: Day? = nil) {
    self.entries = entries
    self.today = today
  }

  /// What became of findings.
  package struct Sorted: Sendable {
    /// Those that people live with.
    package var accepted: [AcceptedFinding] = []
    /// The others, in their order.
    package var rest: [Finding] = []
    /// What there is to tell of acceptances that have ended, and whose findings are there still.
    package var stale: [Finding] = []
  }

  /// Tells accepted findings from the others.
  package func accept(_ findings: [Finding]) -> Sorted {
    var sorted = Sorted()
    var ended: [Acceptance] = []
    for finding in findings {
      let covering = entries.filter { $0.covers(finding) }
      if let entry = covering.first(where: { !hasEnded($0) }) {
        sorted.accepted.append(AcceptedFinding(finding: finding, acceptance: entry))
      } else {
        sorted.rest.append(finding)
        for entry in covering where !ended.contains(entry) { ended.append(entry) }
      }
    }
    sorted.stale = ended.map(Self.expired)
    return sorted
  }

  /// The acceptances that are of none of the findings.
  ///
  /// - Parameters:
  ///   - findings: all that were found.
  ///   - isSought: whether findings of a code would be among them.
  package func unmatched(
    by findings: [Finding], where isSought: (FindingCode) -> Bool
  ) -> [Finding] {
    entries.filter { entry in
      entry.codes.contains(where: isSought) && !findings.contains(where: entry.covers)
    }.map(Self.unmatched)
  }

  private func hasEnded(_ entry: Acceptance) -> Bool {
    guard let today, let until = entry.until else { return false }
    return until < today
  }

  private static func expired(_ entry: Acceptance) -> Finding {
    let until = entry.until.map { " on \($0)" } ?? ""
    return Finding(
      .acceptanceStale, "the acceptance of \(entry.subject) ended\(until)",
      places: [entry.place.place], evidence: ["because: \(entry.reason)"],
      advice: [
        "settle what was found, and remove the entry; or accept it again with a later `--until`"
      ])
  }

  private static func unmatched(_ entry: Acceptance) -> Finding {
    Finding(
      .acceptanceStale, "nothing is found any more of what is accepted: \(entry.subject)",
      places: [entry.place.place], evidence: ["because: \(entry.reason)"],
      advice: ["remove the entry, or correct its path or part"])
  }
}

/// A finding that people live with.
package struct AcceptedFinding: Sendable {
  /// What was found.
  package let finding: Finding
  /// Who said that it may be so.
  package let acceptance: Acceptance
}
