import Editing
import GitKit

/// `block.remove`.
struct BlockRemove: Operation {
  static let kind = Kind<any Operation>(
    "block.remove",
    summary: "Removes a setting or a block from a configuration template, with the comment on it.",
    details: "It is removed already when the block around it is there and has none.",
    expects: .exactly(1),
    example: """
      - block.remove:
          file: web/rootfs/defaults/meet.conf
          path: server.gzip_vary
          replaces: "on"
      """,
    BlockKeys.file,
    BlockKeys.path,
    Key(
      "replaces", optional: .text,
      "The value that it has, where several have its name."),
    BlockKeys.having,
    make: Self.init)

  let file: TreePath
  let path: String
  let old: String?
  let sign: String?

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    [
      try workspace.edit(file) { (text) throws(EditingError) in
        try SettingsFile(text).remove(BracePath(path), replacing: old, having: sign)
      }
    ]
  }
}
