import Editing
import GitKit

/// `text.insert`.
package struct TextInsert: Operation {
  private static let file = ManifestKey.path("file", "The file.")
  private static let text = ManifestKey.multilineText(
    "text", "The lines to insert; `@release@` stands for the release.")
  private static let before = ManifestKey.text(
    "before", "The line that follows, without its indentation."
  ).optional
  private static let after = ManifestKey.text(
    "after", "The line that precedes, without its indentation."
  ).optional

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "text.insert",
    summary: "Inserts lines before or after a line of a file.",
    details:
      "Either `before` or `after` has to be given. For files that no other operation understands.",
    fields: [file.field, text.field, before.field, after.field],
    example: """
      - text.insert: {file: gen-passwords.sh, after: "set -e", text: "umask 077"}
      """
  )

  private let file: TreePath
  private let text: String
  private let anchor: LinePlace

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    text = try values[Self.text]
    switch (try values[Self.before], try values[Self.after]) {
    case (let before?, nil): anchor = .before(before)
    case (nil, let after?): anchor = .after(after)
    case (nil, nil), (.some, .some):
      throw ManifestError(
        invalid: "`\(Self.definition.name)` takes either `before` or `after`", at: values.place)
    }
    guard !text.isEmpty else {
      throw ManifestError(invalid: "`text` must not be empty", at: values.place(of: Self.text))
    }
    guard !anchor.anchor.trimmed.isEmpty else {
      throw ManifestError(invalid: "the line to stand at must not be empty", at: values.place)
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let text = workspace.expand(text)
    return [
      try workspace.edit(file) { (file) throws(EditingError) in
        try PlainText(file).insert(text, anchor)
      }
    ]
  }
}
