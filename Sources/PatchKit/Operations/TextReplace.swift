import Editing
import GitKit

/// `text.replace`.
struct TextReplace: Operation {
  static let kind = Kind<any Operation>(
    "text.replace",
    summary: "Replaces a text in a file, wherever it stands.",
    details: "For files that no other operation understands.",
    expects: .exactly(1),
    example:
      "- text.replace: {file: gen-passwords.sh, find: openssl rand -hex 16, with: openssl rand -hex 32, expect: any}",
    Key("file", .path, "The file."),
    Key(
      "find", .multilineText.nonEmpty,
      "The text to replace, to the letter; `@release@` stands for the release."),
    Key(
      "with", .placed(.multilineText),
      "The text to put there; `@release@` stands for the release."),
    make: { (file, find, with) throws(Refusal) in
      guard find != with.value else {
        throw Refusal("`find` and `with` must be different texts", at: with.place)
      }
      return Self(file: file, find: find, with: with.value)
    })

  let file: TreePath
  let find: String
  let with: String

  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect] {
    let (find, with) = (workspace.expand(find), workspace.expand(with))
    return [
      try workspace.edit(file) { (text) throws(EditingError) in
        // How many places there are to be, `expect` says.
        try PlainText(text).replace(find, with: with, count: nil)
      }
    ]
  }
}
