import Reports

/// The JSON Schema of what `env --report FILE.json` writes.
package enum EnvironmentReportSchema {
  /// The version of the form. Keys may be added within one; it grows when one goes or changes its meaning.
  static let format = 1

  /// The schema (draft 2020-12) as JSON.
  package static func text() -> String {
    JSONText.encode(
      JSONSchemaDocument(title: "A report of confomeet-upgrade env", schema: report))
  }

  private static let report = JSONSchema.object(
    [
      "format": .always(.constant(format, "The version of this form.")),
      "toolVersion": .always(.text("The version of the tool.")),
      "upstream": .sometimes(.text("The address of upstream, without credentials.")),
      "deployment": .sometimes(
        .text("The deployment's folder, where it is below the folder the command ran in.")),
      "from": .sometimes(
        ReportSchema.release("The release that changes are counted from; none for one alone.")),
      "to": .always(ReportSchema.release("The release asked for.")),
      "changes": .sometimes(changes),
      "variables": .always(.array(variable, "The variables of one release alone, by name.")),
      "checked": .sometimes(
        .object(
          [
            "file": .always(.text("The file, without the folders of an absolute path.")),
            "basis": .always(
              ReportSchema.values(EnvironmentReport.Basis.self, "What it was held against.")),
            "count": .always(.integer(atLeast: 0, "How many variables it sets.")),
          ], "The file of variables that was checked.")),
      "edit": .sometimes(edit),
      "accepted": .sometimes(
        .array(
          ReportSchema.reportedAcceptance, "The accepted findings.")),
      "findings": .always(
        .array(ReportSchema.reportedFinding, "What is wrong with the file, the gravest first.")),
    ], "What changed in the variables, or all of one release's, and what is wrong with a file.")

  private static let edit = JSONSchema.object(
    [
      "isWritten": .always(.truth("Whether it was written.")),
      "files": .always(
        .array(
          .object(
            [
              "path": .always(.text("Its path, from the deployment's folder.")),
              "backup": .always(.text("The file that has what it was.")),
            ], "A file that was edited."), "The files; none where nothing had to be edited.")),
      "renamed": .always(
        .array(
          .object(
            [
              "name": .always(.text("The old name.")),
              "newNames": .always(.array(.text("A name."), "The new ones.")),
            ], "A variable that has other names now."), "What was renamed.")),
      "commentedOut": .always(.array(.text("A variable."), "What was commented out.")),
      "added": .always(.array(.text("A variable."), "What was added without a value.")),
      "left": .always(
        .array(
          .object(
            [
              "name": .always(.text("The variable.")),
              "reason": .always(.text("Why, as a clause.")),
            ], "A variable that was left to a person."), "What was left to a person.")),
      "exposed": .always(
        .array(
          .text("A file."),
          "The backups that git would take up although it ignores what they are of.")),
      "tracked": .always(
        .array(.text("A file."), "The files that git tracks, so that commits have what was edited.")
      ),
      "deployed": .sometimes(
        .text("The release that the deployment is at, where the files are edited for another one.")),
    ], "What was edited in files of variables with `--write`, or would be.")

  /// The schema of ``VariableChanges``.
  static let changes = JSONSchema.object(
    [
      "from": .always(.text("The release that it is counted from.")),
      "to": .always(.text("The release that it leads to.")),
      "changes": .always(.array(change, "The changes, what breaks a deployment first.")),
    ], "What changed in the variables between two releases.")

  private static let change = JSONSchema.object(
    [
      "kind": .always(ReportSchema.values(VariableChange.Kind.self, "What became of it.")),
      "name": .always(.text("The variable; for a rename its old name.")),
      "newNames": .always(
        .array(.text("A name."), "The names that it has now, when they are others.")),
      "release": .always(.text("The release that brought it.")),
      "services": .always(.array(.text("A service."), "The services concerned.")),
      "readers": .always(
        .array(
          .object(
            [
              "path": .always(.text("The file.")),
              "line": .always(.integer(atLeast: 1, "The line.")),
              "release": .always(.text("The release that the file is looked at in.")),
            ], "A place that reads it."), "Where images read it, or read it before it went.")),
      "defaultBefore": .sometimes(.text("What held without it before.")),
      "defaultAfter": .sometimes(.text("What holds without it now.")),
      "comment": .sometimes(.text("The first line of the comment above it in env.example.")),
      "newNameOnly": .sometimes(
        .array(
          .text("A service."), "The services that take only the new one of two names.")),
    ], "What became of one variable.")

  private static let variable = JSONSchema.object(
    [
      "name": .always(.text("The name.")),
      "comment": .sometimes(.text("The comment above it in env.example.")),
      "default": .sometimes(.text("What holds without it.")),
      "presentName": .sometimes(.text("The name to use instead, when this is an old one.")),
      "services": .always(.array(.text("A service."), "The services that it goes to.")),
      "requiredBy": .always(
        .array(.text("A service."), "The services that do not start without it.")),
      "declared": .always(.array(use, "Where env.example has it.")),
      "interpolated": .always(.array(use, "Where compose files use it.")),
      "passed": .always(.array(use, "Where compose files pass it on.")),
      "readers": .always(.array(use, "Where images read it.")),
    ], "A variable of the release.")

  private static let use = JSONSchema.object(
    [
      "path": .always(.text("The file.")),
      "line": .always(.integer(atLeast: 1, "The line.")),
      "service": .sometimes(.text("The service.")),
      "default": .sometimes(.text("What holds there without the variable, as written.")),
    ], "A place in a file.")
}
