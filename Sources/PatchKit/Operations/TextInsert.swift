import Editing
import GitKit

/// `text.insert`.
struct TextInsert: Operation {
  static let kind = Kind<any Operation>(
    "text.insert",
    summary: "Inserts lines before or after a line of a file.",
    details:
      "Either `before` or `after` has to be given. For files that no other operation understands.",
    expects: .exactly(1),
    example: """
      - text.insert: {file: gen-passwords.sh, after: "set -e", text: "umask 077"}
      """,
    Key("file", .path, "The file."),
    Key(
      "text", .multilineText.nonEmpty,
      "The lines to insert; `@release@` stands for the release."),
    Key(
      "before", optional: .line,
      "The line that follows, without its indentation; `@release@` stands for the release."),
    Key(
      "after", optional: .line,
      "The line that precedes, without its indentation; `@release@` stands for the release."),
    make: { (file, text, before, after) throws(Refusal) in
      let anchor = try Refusal.exactlyOne(
        before.map { .before($0) }, after.map { LinePlace.after($0) }, "`before` or `after`",
        of: "text.insert")
      return Self(file: file, text: text, anchor: anchor)
    })

  let file: TreePath
  let text: String
  let anchor: LinePlace

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let text = workspace.expand(text)
    let anchor: LinePlace =
      switch anchor {
      case .before(let line): .before(workspace.expand(line))
      case .after(let line): .after(workspace.expand(line))
      }
    return [
      try workspace.edit(file) { (file) throws(EditingError) in
        try PlainText(file).insert(text, anchor)
      }
    ]
  }
}

extension ValueKind where Value == String {
  /// A line to stand at.
  fileprivate static let line = ValueKind.text.refined { line throws(Refusal) in
    guard !line.trimmed.isEmpty else { throw .must("not be empty") }
    return line
  }
}
