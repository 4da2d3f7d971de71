import Editing
import GitKit

/// `block.insert`.
struct BlockInsert: Operation {
  static let kind = Kind<any Operation>(
    "block.insert",
    summary: "Inserts settings at the end of a block in a configuration template.",
    details: "The text is indented like what the block has already.",
    expects: .exactly(1),
    example: """
      - block.insert:
          file: jicofo/rootfs/defaults/jicofo.conf
          into: jicofo.conference
          text: |
            shared-document {
              use-random-name = true
            }
      """,
    Key("file", .path, "The file: brace blocks, with lines of a Go template in between."),
    Key("into", .blockPath, "The block's path, `jicofo.conference`."),
    Key("text", .blockText, "What to insert, without indentation; may have lines of a template."),
    make: Self.init)

  let file: TreePath
  let block: String
  let text: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.edit(file) { (text) throws(EditingError) in
        try BraceDocument(text).insert(self.text, into: BracePath(block))
      }
    ]
  }
}

extension ValueKind where Value == String {
  fileprivate static let blockPath = ValueKind.text.refined { path throws(Refusal) in
    let components = BracePath(path).components
    guard !components.isEmpty, !components.contains("") else {
      throw .must("be the path of a block")
    }
    return path
  }

  /// A text that cannot be inserted anywhere is the manifest's fault, whatever upstream has.
  fileprivate static let blockText = ValueKind.multilineText.tried("text") {
    (text) throws(EditingError) in
    _ = try BraceDocument(SourceText("block {\n}\n")).insert(text, into: "block")
  }
}
