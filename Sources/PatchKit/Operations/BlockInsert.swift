import Editing
import GitKit

/// `block.insert`.
package struct BlockInsert: Operation {
  private static let file = ManifestKey.path(
    "file", "The file: brace blocks, with lines of a Go template in between.")
  private static let into = ManifestKey.text("into", "The block's path, `jicofo.conference`.")
  private static let text = ManifestKey.multilineText(
    "text", "What to insert, without indentation; may have lines of a template.")

  /// The name, keys and reference.
  package static let definition = KindDefinition(
    "block.insert",
    summary: "Inserts settings at the end of a block in a configuration template.",
    details: "The text is indented like what the block has already.",
    fields: [file.field, into.field, text.field],
    example: """
      - block.insert:
          file: jicofo/rootfs/defaults/jicofo.conf
          into: jicofo.conference
          text: |
            shared-document {
              use-random-name = true
            }
      """
  )

  private let file: TreePath
  private let into: String
  private let text: String

  /// Makes one of values that were checked against the definition.
  package init(_ values: ManifestValues) throws(ManifestError) {
    file = try values[Self.file]
    into = try values[Self.into]
    text = try values[Self.text]
    let path = BracePath(into)
    guard !path.components.isEmpty, !path.components.contains("") else {
      throw ManifestError(
        invalid: "`into` must be the path of a block", at: values.place(of: Self.into))
    }
    // A text that cannot be inserted anywhere is the manifest's fault, whatever upstream has.
    let text = text
    try ManifestError.check("text", at: values.place(of: Self.text)) { () throws(EditingError) in
      _ = try BraceDocument(SourceText("block {\n}\n")).insert(text, into: "block")
    }
  }

  /// Makes the edit.
  package func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.edit(file) { (text) throws(EditingError) in
        try BraceDocument(text).insert(self.text, into: BracePath(into))
      }
    ]
  }
}
