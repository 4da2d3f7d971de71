import Reports

/// The JSON Schema of what ``JSONRenderer`` writes.
package enum ReportSchema {
  /// The schema (draft 2020-12) as JSON.
  package static func text() -> String {
    JSONText.encode(
      JSONSchemaDocument(
        title: "A report of confomeet-upgrade",
        schema: .object(
          keys.merging(
            ["format": .always(.constant(JSONRenderer.format, "The version of this form."))]
          ) { $1 }, description)))
  }

  /// A report within another document, which has a version of its own.
  static let report = JSONSchema.object(keys, description)

  private static let description = "Everything that a run did and found."
  private static let keys: [String: JSONProperty] =
    [
      "toolVersion": .always(.text("The version of the tool.")),
      "command": .always(.text("The subcommand.")),
      "verdict": .always(values(Report.Verdict.self, "What the run came to.")),
      "upstream": .sometimes(.text("The address of upstream, without credentials.")),
      "deployment": .sometimes(.text("The deployment's folder, below the one the command ran in.")),
      "from": .sometimes(release("The release that the deployment was generated from.")),
      "to": .sometimes(release("The release asked for.")),
      "patchSet": .sometimes(patchSet),
      "upstreamChanges": .sometimes(upstreamChanges),
      "patches": .always(.array(patch, "The patches in the order they were applied.")),
      "files": .always(.array(file, "The generated files, by path.")),
      "markers": .always(.array(marker, "The version markers that were moved.")),
      "checks": .sometimes(.array(check, "What was checked, in order.")),
      "branch": .sometimes(.text("The branch that has the upgrade.")),
      "adoption": .sometimes(adoption),
      "replays": .sometimes(
        .array(replay, "The conflicts that are settled as before, by file and place.")),
      "guaranteesOf": .sometimes(
        values(Report.GuaranteeScope.self, "What the patches' guarantees were checked on.")),
      "configuration": .sometimes(configuration),
      "preconditions": .sometimes(
        .array(precondition, "What it means to whoever starts the containers, by kind.")),
      "accepted": .sometimes(
        .array(reportedAcceptance, "The accepted findings.")),
      "findings": .always(
        .array(reportedFinding, "What was found and is not accepted, the gravest first.")),
    ]

  static let patchSet = JSONSchema.object(
    [
      "name": .always(.text("Its name.")),
      "tree": .always(identifier("Git's id of its folder's tree.")),
    ], "The patch set in use.")

  private static let patch = JSONSchema.object(
    [
      "id": .always(.text("The patch's id.")),
      "title": .always(.text("Its title.")),
      "variant": .sometimes(.text("The variant that was used.")),
      "variantReasons": .always(.array(.text("A condition that holds."), "Why that variant.")),
      "variantChange": .sometimes(variantChange),
      "retirement": .sometimes(retirement),
      "operations": .always(.array(operation, "Its operations in order.")),
      "guarantees": .always(.array(guarantee, "Its guarantees in order.")),
    ], "What became of one patch.")

  private static let operation = JSONSchema.object(
    [
      "name": .always(.text("The operation's name.")),
      "file": .sometimes(.text("The file it worked on, at its path in the release.")),
      "movedFrom": .sometimes(.text("The path in the manifest, when the file was followed.")),
      "outcome": .always(values(ReportedOperation.Outcome.self, "How it went.")),
      "places": .always(
        .integer(atLeast: 0, "How many places were changed or were as wanted.")),
      "lines": .always(
        .array(
          .integer(atLeast: 1, "A line."), "Their lines in the file before the operation.")),
    ], "What became of one operation.")

  private static let guarantee = JSONSchema.object(
    [
      "kind": .always(.text("The guarantee's kind.")),
      "text": .always(.text("What is guaranteed.")),
      "held": .always(.truth("Whether it holds.")),
      "state": .always(values(ReportedGuarantee.State.self, "What it came to.")),
      "evidence": .always(.array(.text("A line."), "What was seen.")),
      "places": .always(.array(place, "Where the deployment fails it.")),
    ], "Whether one guarantee holds.")

  private static let file = JSONSchema.object(
    [
      "path": .always(.text("The path in the deployment.")),
      "verdict": .always(values(ReportedFile.Verdict.self, "What was, or would be, done.")),
      "oldMode": .sometimes(mode("The mode before.")),
      "newMode": .sometimes(mode("The mode after.")),
      "diff": .sometimes(.text("The change as a unified diff.")),
    ], "What became of one generated file.")

  private static let marker = JSONSchema.object(
    [
      "file": .always(.text("The file, in the deployment.")),
      "line": .sometimes(.integer(atLeast: 1, "The line.")),
      "from": .always(.text("The release named before.")),
      "to": .always(.text("The release named now.")),
    ], "A place where the release's name was replaced.")

  private static let check = JSONSchema.object(
    [
      "name": .always(.text("The check's name.")),
      "state": .always(values(ReportedCheck.State.self, "What it came to.")),
      "findings": .always(.integer(atLeast: 0, "How many findings it has.")),
      "counts": .always(.truth("Whether its findings count for the verdict.")),
    ], "What one of several checks came to.")

  static func release(_ description: String) -> JSONSchema {
    .object(
      [
        "tag": .sometimes(.text("The tag; none for a commit that is in no release yet.")),
        "commit": .always(identifier("The commit.")),
        "unreleased": .sometimes(
          .text("How far a commit without a tag is beyond a release, in words.")),
      ], description)
  }
}
