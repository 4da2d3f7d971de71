import Reports

/// The JSON Schema of a matrix as JSON.
package enum MatrixSchema {
  /// The version of the form. Keys may be added within one; it grows when one goes or changes its meaning.
  static let format = 1

  /// The schema (draft 2020-12) as JSON.
  package static func text() -> String {
    JSONText.encode(JSONSchemaDocument(title: "A matrix of confomeet-upgrade", schema: matrix))
  }

  private static let matrix = JSONSchema.object(
    [
      "format": .always(.constant(format, "The version of this form.")),
      "toolVersion": .always(.text("The version of the tool.")),
      "upstream": .sometimes(.text("The address of upstream, without credentials.")),
      "patchSet": .always(ReportSchema.patchSet),
      "releases": .always(.array(release, "The releases, oldest first.")),
      "rows": .always(.array(row, "The patches in the order they are applied.")),
      "turns": .always(
        .array(transition, "The transitions: where what becomes of a patch changes.")),
    ], "What becomes of each patch at each release.")

  private static let release = JSONSchema.object(
    [
      "tag": .always(.text("The tag.")),
      "commit": .always(ReportSchema.identifier("The commit it names.")),
    ], "A release.")

  private static let row = JSONSchema.object(
    [
      "patch": .always(.text("The patch's id.")),
      "title": .always(.text("Its title.")),
      "cells": .always(.array(cell, "What becomes of it at each release, in their order.")),
    ], "A patch.")

  private static let cell = JSONSchema.object(
    [
      "outcome": .always(ReportSchema.values(MatrixCell.Outcome.self, "How it goes.")),
      "variant": .sometimes(.text("The variant that is used.")),
      "findings": .always(.array(ReportSchema.finding, "What stands in the way.")),
    ], "What becomes of a patch at a release.")

  private static let transition = JSONSchema.object(
    [
      "patch": .always(.text("The patch's id.")),
      "before": .always(.text("The last release at which it goes as before.")),
      "release": .always(.text("The first at which it goes the new way.")),
      "from": .always(cell),
      "to": .always(cell),
      "cause": .sometimes(ReportSchema.cause),
    ], "A transition: two adjacent releases with different outcomes.")
}
