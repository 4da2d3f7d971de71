import Editing
import GitKit

/// `block.set`.
struct BlockSet: Operation {
  static let kind = Kind<any Operation>(
    "block.set",
    summary: "Gives a setting of a configuration template another value.",
    details: """
      A setting that isn't there is no place: `block.insert` brings one. \
      Lines of a template are no part of a value; a value may be an action of one, as upstream's are.
      """,
    expects: .exactly(1),
    example: """
      - block.set:
          file: jicofo/rootfs/defaults/jicofo.conf
          path: jicofo.conference.min-participants
          value: "1"
      - block.set:
          file: web/rootfs/defaults/meet.conf
          path: client_max_body_size
          replaces: "0"
          value: 100m
      """,
    BlockKeys.file,
    BlockKeys.path,
    Key(
      "value", .text.nonEmpty,
      "The value as the file has it, quotes included, without a semicolon; `@release@` stands for the release."
    ),
    Key(
      "replaces", optional: .text,
      "The value that is replaced: any other is a conflict."),
    BlockKeys.having,
    make: Self.init)

  let file: TreePath
  let path: String
  let value: String
  let old: String?
  let sign: String?

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let (value, old) = (workspace.expand(value), old.map(workspace.expand))
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        try SettingsFile(text).set(BracePath(path), to: value, replacing: old, having: sign)
      }
    ]
  }
}
