import Editing
import GitKit

/// `text.replace`.
package struct TextReplace: Operation {
  private static let file = ManifestKey.path("file", "The file.")
  private static let find = ManifestKey.multilineText("find", "The text to replace, to the letter.")
  private static let with = ManifestKey.multilineText(
    "with", "The text to put there; `@release@` stands for the release.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "text.replace",
    summary: "Replaces a text in a file, wherever it stands.",
    details: "For files that no other operation understands.",
    fields: [file.field, find.field, with.field],
    example:
      "- text.replace: {file: gen-passwords.sh, find: openssl rand -hex 16, with: openssl rand -hex 32, expect: any}"
  )

  private let file: TreePath
  private let find: String
  private let with: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    find = try values[Self.find]
    with = try values[Self.with]
    guard !find.isEmpty else {
      throw ManifestError(invalid: "`find` must not be empty", at: values.place(of: Self.find))
    }
    guard find != with else {
      throw ManifestError(
        invalid: "`find` and `with` must be different texts", at: values.place(of: Self.with))
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let with = workspace.expand(with)
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        // How many places there are to be, `expect` says.
        try PlainText(text).replace(find, with: with, count: nil)
      }
    ]
  }
}
