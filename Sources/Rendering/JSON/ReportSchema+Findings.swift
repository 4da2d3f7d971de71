import Findings

extension ReportSchema {
  static let replay = JSONSchema.object(
    [
      "file": .always(.text("The file, from the deployment's folder.")),
      "line": .sometimes(
        .integer(atLeast: 1, "The line at which the conflict stood in the merged file.")),
      "node": .sometimes(.text("The part of the file.")),
      "decision": .always(.text("What was decided, as the end of a sentence.")),
      "reason": .sometimes(.text("Why.")),
      "resolution": .always(.text("The file of the patch set that has the decision.")),
    ], "A conflict that is settled as somebody settled it before.")

  static let reportedFinding = JSONSchema.object(
    [
      "severity": .always(values(Severity.self, "How grave it is.")),
      "finding": .always(finding),
    ], "A finding with its severity.")

  static let reportedAcceptance = JSONSchema.object(
    [
      "severity": .always(values(Severity.self, "How grave it would be.")),
      "finding": .always(finding),
      "reason": .always(.text("Why it is accepted.")),
      "until": .sometimes(.text("The last day on which it is, `2026-12-31`.")),
    ], "An accepted finding.")

  static let finding = JSONSchema.object(
    [
      "code": .always(.text(pattern: "^[A-Z][0-9]{3}$", "The stable code.")),
      "headline": .always(.text("The rule that is not met.")),
      "places": .always(.array(place, "Where.")),
      "evidence": .always(.array(.text("A line."), "The evidence.")),
      "advice": .always(.array(.text("A sentence."), "What a person can do next.")),
      "causes": .always(.array(cause, "The upstream commits that brought it about.")),
      "diff": .sometimes(.text("The change that it speaks of, as a unified diff.")),
      "conflict": .sometimes(
        .text(
          pattern: "^[0-9a-f]{7}$",
          "The id of the conflict that it is about: the same in every report, in the pending upgrade, and at the end of the name of the resolution's file."
        )),
    ], "What was found.")

  static let place = JSONSchema.object(
    [
      "tree": .always(values(Place.Tree.self, "Which tree the file is in.")),
      "path": .always(.text("The path in that tree.")),
      "release": .sometimes(.text("The release that an upstream file is looked at in.")),
      "line": .sometimes(.integer(atLeast: 1, "The line.")),
      "column": .sometimes(.integer(atLeast: 1, "The column, in Unicode scalars.")),
      "excerpt": .sometimes(.text("The line's text.")),
    ], "A place in a file.")

  static let cause = JSONSchema.object(
    [
      "commit": .always(identifier("The commit's id.")),
      "subject": .always(.text("The first line of its message.")),
      "date": .always(.text("The day it was authored, `2026-08-01`.")),
      "pullRequest": .sometimes(.integer(atLeast: 1, "The pull request it was merged from.")),
      "firstRelease": .sometimes(.text("The first release that has it.")),
    ], "An upstream commit.")

  /// A text that is one of an enumeration's.
  static func values<Value: CaseIterable & RawRepresentable<String>>(
    _ type: Value.Type, _ description: String
  ) -> JSONSchema {
    .text(oneOf: type.allCases.map(\.rawValue), description)
  }

  /// A git object's id.
  static func identifier(_ description: String) -> JSONSchema {
    .text(pattern: "^[0-9a-f]{40}$", description)
  }

  /// A file's mode as git writes it.
  static func mode(_ description: String) -> JSONSchema {
    .text(pattern: "^[0-7]{6}$", description)
  }
}
