import Editing
import Findings
import GitKit
import PatchKit
import Reports

extension Replay {
  /// What reports tell of a conflict that is settled; `nil` for one that is not.
  var reported: ReportedReplay? {
    guard case .settled = outcome else { return nil }
    return ReportedReplay(
      file: path.text, line: line, node: conflict.scope.node, decision: resolution.decision,
      reason: resolution.reason.map(Resolution.onOneLine), resolution: resolution.place.place.path)
  }

  /// What there is to tell about it.
  var finding: Finding {
    let places = [resolution.place.place, Place(.deployment, path.text, line: line)]
    var finding: Finding
    switch outcome {
    case .settled:
      finding = Finding(
        .settledByResolution,
        "a conflict about \(resolution.subject) is settled: \(resolution.decision)",
        places: places, evidence: [resolution.shownReason])
    case .refused:
      finding = Finding(
        .resolutionRefused,
        "the resolution for \(resolution.subject) would leave a file that cannot be read",
        places: places, advice: ["settle the conflict by hand, and record that instead"])
    case .unheard:
      finding = Finding(
        .resolutionRefused,
        "the resolution for \(resolution.subject) would publish a port on which nothing listens",
        places: places,
        evidence: conflict.newName.map { ["upstream renamed it to `\($0)`"] } ?? [],
        advice: [
          "settle the conflict by hand, with the new port on the container's side, and record that instead"
        ])
    case .mismatched(let differences):
      finding = Finding(
        .resolutionOfOtherSides,
        "the resolution for \(resolution.subject) is of another conflict",
        places: places, evidence: ["different: \(differences.joined(separator: ", "))"],
        advice: ["settle this one, too, if what was decided then still holds"])
    }
    finding.conflict = conflict.id
    return finding
  }
}

extension Resolution {
  /// The reason on one line, for reports.
  var shownReason: String {
    "because: \(reason.map(Self.onOneLine) ?? "nobody said why")"
  }

  /// A text of any length on one line of some length.
  fileprivate static func onOneLine(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let scalars = words.unicodeScalars
    let longest = 240
    return scalars.count > longest
      ? String(String.UnicodeScalarView(scalars.prefix(longest))) + "…" : words
  }
}
