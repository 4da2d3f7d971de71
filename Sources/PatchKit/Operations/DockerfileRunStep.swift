import Editing
import GitKit

/// `dockerfile.run-step`.
struct DockerfileRunStep: Operation {
  static let kind = Kind<any Operation>(
    "dockerfile.run-step",
    summary: "Puts a command into a `RUN a && b` chain, before or after a step of it.",
    details:
      "Either `before` or `after` has to be given. The command is written as the chain's other steps are.",
    expects: .exactly(1),
    example: """
      - dockerfile.run-step:
          file: jibri/Dockerfile
          after: /usr/bin/install-chrome.sh
          step: /usr/bin/install-awscli
      """,
    Key("file", .path, "The Dockerfile."),
    Key(
      "step", .runStep,
      "The command to run; `@release@` stands for the release, here and in the others."),
    Key("before", optional: .text, "The step that follows: its text, or its first words."),
    Key("after", optional: .text, "The step that precedes: its text, or its first words."),
    make: { (file, step, before, after) throws(Refusal) in
      let anchor = try Refusal.exactlyOne(
        before.map { .before($0) }, after.map { StepPlace.after($0) }, "`before` or `after`",
        of: "dockerfile.run-step")
      return Self(file: file, step: step, anchor: anchor)
    })

  let file: TreePath
  let step: String
  let anchor: StepPlace

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let step = workspace.expand(step)
    let anchor: StepPlace =
      switch anchor {
      case .before(let text): .before(workspace.expand(text))
      case .after(let text): .after(workspace.expand(text))
      }
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        try Dockerfile(text).insertRunStep(step, anchor)
      }
    ]
  }
}

extension ValueKind where Value == String {
  fileprivate static let runStep = ValueKind.text.tried("step") { (step) throws(EditingError) in
    _ = try Dockerfile(SourceText("FROM base\nRUN an-anchor\n"))
      .insertRunStep(step, .after("an-anchor"))
  }
}
