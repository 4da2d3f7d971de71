import Editing
import GitKit

/// `env.set`.
struct EnvSet: Operation {
  static let kind = Kind<any Operation>(
    "env.set",
    summary: "Sets or documents a variable in an env file.",
    details: """
      A new variable comes behind another, to the end of a section, or without either key to the end of the file.
      """,
    expects: .exactly(1),
    example: """
      - env.set:
          file: env.example
          name: CONFOMEET_S3_BUCKET
          section: ConfOMeet
          comment: The bucket that recordings are uploaded to
          commented-out: true
      """,
    Key("file", .path, "The env file."),
    Key("name", .variableName, "The variable's name."),
    Key(
      "value", optional: .placed(.text),
      "Its value, without the key an empty one; `@release@` stands for the release."),
    Key(
      "comment", optional: .envComment,
      "What the variable is for: lines of comment above it."),
    Key(
      "commented-out", .boolean, default: false,
      "Whether the line is written as a comment, for people to switch on."),
    Key("after", optional: .text, "The variable behind which a new one is written."),
    Key(
      "section", optional: .text,
      "The title of the section that a new one is written at the end of; made if need be."),
    make: { (file, name, value, comment, commentedOut, after, section) throws(Refusal) in
      if after != nil, section != nil {
        throw Refusal("`env.set` takes either `after` or `section`")
      }
      if let value {
        // The name of a release reads the same wherever it stands.
        try Refusal.unless("value", at: value.place) { () throws(EditingError) in
          _ = try EnvFile(SourceText("")).set(name, to: value.value)
        }
      }
      return Self(
        file: file, name: name, value: value?.value ?? "", comment: comment,
        commentedOut: commentedOut,
        placement: after.map { .after($0) } ?? section.map { .section($0) } ?? .end)
    })

  let file: TreePath
  let name: String
  let value: String
  let comment: String?
  let commentedOut: Bool
  let placement: EnvPlace

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
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

extension ValueKind where Value == String {
  fileprivate static let envComment = ValueKind.multilineText.tried("comment") {
    (comment) throws(EditingError) in
    _ = try EnvFile(SourceText("")).set("NAME", to: "", comment: comment)
  }
}
