import Editing
import GitKit

/// An operation as a manifest has it.
struct CapturedOperation {
  /// What it is about, as far as something can be guaranteed of it.
  enum Subject {
    /// What is set at a place of a compose file.
    case compose(TreePath, [String])
    /// A variable of an env file.
    case variable(String)
    /// A step of a Dockerfile's chain, and the steps that it stands between.
    case step(TreePath, String, after: String?, before: String?)
    /// Settings of a block.
    case block(TreePath, String?, [String])
    /// A file that is added.
    case file(TreePath, FileMode)
    /// Anything else.
    case other
  }

  /// The kind's name.
  let kind: String
  /// The lines below it, the first key without indentation.
  let lines: [String]
  /// The files of the patch's folder that it names.
  var files: [(path: String, file: FileTree.File)] = []
  let subject: Subject

  /// Makes an operation of keys with values.
  init(_ kind: String, _ keys: [(String, YAMLSnippet?)], of subject: Subject = .other) {
    (self.kind, self.subject) = (kind, subject)
    lines = keys.flatMap { key, value in value?.lines(below: key) ?? [] }
  }

  static func fileAdd(_ file: FileTree.File, at path: TreePath) -> CapturedOperation {
    let from = "files/\(path)"
    var operation = CapturedOperation(
      "file.add",
      [
        ("path", .text(path.text)), ("from", .text(from)),
        ("mode", file.mode == .executable ? .quoted("0755") : nil),
      ], of: .file(path, file.mode))
    operation.files = [(from, FileTree.File(content: file.content))]
    return operation
  }

  static func fileRemove(_ path: TreePath) -> CapturedOperation {
    CapturedOperation("file.remove", [("path", .text(path.text))])
  }

  static func diff(
    from old: FileTree.File, to new: FileTree.File, at path: TreePath, _ release: ReleaseName
  ) -> CapturedOperation {
    let from = "files/\(path).diff"
    var operation = CapturedOperation(
      "diff", [("file", .text(from)), ("base", .text(release.tag))])
    var text = (try? TextDiff.unified(old: old.content, new: new.content, path: path.text)) ?? ""
    if old.mode != new.mode {
      let modes = "old mode \(old.mode.octal)\nnew mode \(new.mode.octal)\n"
      let head = "diff --git a/\(path) b/\(path)\n"
      let body = text.split(separator: "\n", omittingEmptySubsequences: false)
        .drop { !$0.hasPrefix("--- ") }.joined(separator: "\n")
      text = head + modes + body
    }
    operation.files = [(from, FileTree.File(content: Array(text.utf8)))]
    return operation
  }
}

extension YAMLSnippet {
  /// A line of text.
  static func text(_ text: String) -> YAMLSnippet? {
    optional { () throws(EditingError) in try YAMLSnippet(text) }
  }

  /// A text in quotes, which it needs not to be read as a number.
  static func quoted(_ text: String) -> YAMLSnippet? {
    optional { () throws(EditingError) in try YAMLSnippet(quoting: text) }
  }

  /// Lines of text.
  static func block(_ text: String) -> YAMLSnippet? {
    optional { () throws(EditingError) in try YAMLSnippet(block: text) }
  }

  /// A list of texts.
  static func list(_ texts: [String]) -> YAMLSnippet? {
    optional { () throws(EditingError) in try YAMLSnippet(list: texts) }
  }

  /// Yes.
  static var yes: YAMLSnippet? {
    optional { () throws(EditingError) in try YAMLSnippet(written: "true") }
  }

  /// What can't be written is left out; then the manifest lacks a key, and the way is given up.
  private static func optional(
    _ make: () throws(EditingError) -> YAMLSnippet
  ) -> YAMLSnippet? {
    do throws(EditingError) { return try make() } catch { return nil }
  }
}
