import Editing
import GitKit

/// `env.set`.
package struct EnvSet: Operation {
  private static let file = ManifestKey.path("file", "The env file.")
  private static let name = ManifestKey.text("name", "The variable's name.")
  private static let value = ManifestKey.text(
    "value", "Its value; `@release@` stands for the release."
  )
  .defaulting(to: "", written: "\"\"")
  private static let comment = ManifestKey.multilineText(
    "comment", "What the variable is for: lines of comment above it."
  ).optional
  private static let commentedOut = ManifestKey.boolean(
    "commented-out", default: false,
    "Whether the line is written as a comment, for people to switch on.")
  private static let after = ManifestKey.text(
    "after", "The variable behind which a new one is written."
  ).optional
  private static let section = ManifestKey.text(
    "section", "The title of the section that a new one is written at the end of; made if need be."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "env.set",
    summary: "Sets or documents a variable in an env file.",
    details: """
      A new variable comes behind another, to the end of a section, or without either key to the end of the file.
      """,
    fields: [
      file.field, name.field, value.field, comment.field, commentedOut.field, after.field,
      section.field,
    ],
    example: """
      - env.set:
          file: env.example
          name: CONFOMEET_S3_BUCKET
          section: ConfOMeet
          comment: The bucket that recordings are uploaded to
          commented-out: true
      """
  )

  private let file: TreePath
  private let name: String
  private let value: String
  private let comment: String?
  private let commentedOut: Bool
  private let placement: EnvPlace

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    name = try values[Self.name]
    value = try values[Self.value]
    comment = try values[Self.comment]
    commentedOut = try values[Self.commentedOut]
    switch (try values[Self.after], try values[Self.section]) {
    case (nil, nil): placement = .end
    case (let after?, nil): placement = .after(after)
    case (nil, let section?): placement = .section(section)
    case (.some, .some):
      throw ManifestError(
        invalid: "`\(Self.definition.name)` takes either `after` or `section`", at: values.place)
    }
    try VariableName.check([name], at: values.place(of: Self.name))
    let (name, value, comment) = (name, value, comment)
    // The name of a release reads the same wherever it stands.
    try ManifestError.check("value", at: values.place(of: Self.value)) { () throws(EditingError) in
      _ = try EnvFile(SourceText("")).set(name, to: value)
    }
    try ManifestError.check("comment", at: values.place(of: Self.comment)) {
      () throws(EditingError) in
      _ = try EnvFile(SourceText("")).set(name, to: value, comment: comment)
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let value = workspace.expand(value)
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        try EnvFile(text).set(
          name, to: value, comment: comment, commentedOut: commentedOut,
          place: placement)
      }
    ]
  }
}
