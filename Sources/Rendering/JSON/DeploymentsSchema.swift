import Reports

/// The JSON Schema of what several deployments came to, as JSON.
package enum DeploymentsSchema {
  /// The version of the form. Keys may be added within one; it grows when one goes or changes its meaning.
  static let format = 1

  /// The schema (draft 2020-12) as JSON.
  package static func text() -> String {
    JSONText.encode(
      JSONSchemaDocument(
        title: "A report of confomeet-upgrade on several deployments", schema: deployments))
  }

  private static let deployments = JSONSchema.object(
    [
      "format": .always(.constant(format, "The version of this form.")),
      "toolVersion": .always(.text("The version of the tool.")),
      "command": .always(.text("The subcommand.")),
      "verdict": .always(
        ReportSchema.values(Report.Verdict.self, "The worst of the deployments' verdicts.")),
      "deployments": .always(
        .array(deployment, "The deployments, in the order in which they were named.")),
      "findings": .always(
        .array(ReportSchema.reportedFinding, "What was found of all of them together.")),
    ], "What a command came to for several deployments.")

  private static let deployment = JSONSchema.object(
    [
      "name": .always(
        .text("What the deployment is called: its path, without a common beginning.")),
      "behind": .sometimes(
        .integer(atLeast: 0, "How many releases are newer than the locked one.")),
      "outOfStep": .sometimes(
        .integer(atLeast: 0, "How many findings are out of step and count.")),
      "conflicts": .sometimes(
        .integer(atLeast: 0, "How many conflicts an upgrade stops with.")),
      "guarantees": .sometimes(guarantees),
      "report": .always(ReportSchema.report),
    ], "One of the deployments.")

  private static let guarantees = JSONSchema.object(
    [
      "holding": .always(.integer(atLeast: 0, "How many hold.")),
      "all": .always(
        .integer(atLeast: 0, "How many there are, without those of what is not deployed.")),
    ], "How many guarantees hold in the deployment.")
}
