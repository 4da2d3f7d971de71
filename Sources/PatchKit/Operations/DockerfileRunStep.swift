import Editing
import GitKit

/// `dockerfile.run-step`.
package struct DockerfileRunStep: Operation {
  private static let file = ManifestKey.path("file", "The Dockerfile.")
  private static let step = ManifestKey.text("step", "The command to run.")
  private static let before = ManifestKey.text(
    "before", "The step that follows: its text, or its first words."
  ).optional
  private static let after = ManifestKey.text(
    "after", "The step that precedes: its text, or its first words."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "dockerfile.run-step",
    summary: "Puts a command into a `RUN a && b` chain, before or after a step of it.",
    details:
      "Either `before` or `after` has to be given. The command is written as the chain's other steps are.",
    fields: [file.field, step.field, before.field, after.field],
    example: """
      - dockerfile.run-step:
          file: jibri/Dockerfile
          after: /usr/bin/install-chrome.sh
          step: /usr/bin/install-awscli
      """
  )

  private let file: TreePath
  private let step: String
  private let anchor: StepPlace

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    step = try values[Self.step]
    switch (try values[Self.before], try values[Self.after]) {
    case (let before?, nil): anchor = .before(before)
    case (nil, let after?): anchor = .after(after)
    case (nil, nil), (.some, .some):
      throw ManifestError(
        invalid: "`\(Self.definition.name)` takes either `before` or `after`", at: values.place)
    }
    let step = step
    try ManifestError.check("step", at: values.place(of: Self.step)) { () throws(EditingError) in
      _ = try Dockerfile(SourceText("FROM base\nRUN an-anchor\n"))
        .insertRunStep(step, .after("an-anchor"))
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.edit(file) { (text) throws(EditingError) in
        try Dockerfile(text).insertRunStep(step, anchor)
      }
    ]
  }
}
