import Findings
import GitKit
import PatchKit
import Reports

extension Settlement {
  /// What there is to tell about resolutions.
  var findings: [Finding] {
    replays.map(\.finding) + refusalFindings + mismatches.map(\.finding)
  }

  /// What there is to tell about resolutions that were not used.
  var refusalFindings: [Finding] { refusals.map(\.refusal) }
}

extension Settlement.Replay {
  /// What reports tell of it.
  var reported: ReportedReplay {
    ReportedReplay(
      file: path.text, line: line, node: resolution.scope.node, decision: resolution.decision,
      reason: resolution.reason.map(Resolution.onOneLine), resolution: resolution.place.place.path)
  }

  fileprivate var finding: Finding {
    Finding(
      .settledByResolution,
      "a conflict about \(resolution.subject) is settled: \(resolution.decision)",
      places: [resolution.place.place, Place(.deployment, path.text, line: line)],
      evidence: [resolution.shownReason])
  }

  fileprivate var refusal: Finding {
    Finding(
      .resolutionRefused,
      "the resolution for \(resolution.subject) would leave a file that cannot be read",
      places: [resolution.place.place, Place(.deployment, path.text, line: line)],
      advice: ["settle the conflict by hand, and record that instead"])
  }
}

extension Settlement.Mismatch {
  fileprivate var finding: Finding {
    Finding(
      .resolutionOfOtherSides, "the resolution for \(resolution.subject) is of another conflict",
      places: [
        resolution.place.place,
        Place(.deployment, conflict.path.text, line: conflict.lines.map { $0.lowerBound + 1 }),
      ],
      evidence: ["different: \(differences.joined(separator: ", "))"],
      advice: ["settle this one, too, if what was decided then still holds"])
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
