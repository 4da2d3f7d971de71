import Editing
import GitKit

/// An operation as a manifest has it.
struct CapturedOperation {
  /// The kind's name.
  let kind: String
  /// The lines below it, the first key without indentation.
  let lines: [String]
  /// The files of the patch's folder that it names.
  var files: [(path: String, file: FileTree.File)] = []

  /// Makes an operation of keys with values.
  init(_ kind: String, _ keys: [(String, YAMLSnippet?)]) {
    self.kind = kind
    lines = keys.flatMap { key, value in value?.lines(below: key) ?? [] }
  }

  static func fileAdd(_ file: FileTree.File, at path: TreePath) -> CapturedOperation {
    let from = "files/\(path)"
    var operation = CapturedOperation(
      "file.add",
      [
        ("path", .text(path.text)), ("from", .text(from)),
        ("mode", file.mode == .executable ? .quoted("0755") : nil),
      ])
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

/// The manifest of a captured patch.
struct CapturedManifest {
  let id: String
  let operations: [CapturedOperation]

  /// The patch's folder. Title and reason are blanks for a person to fill in.
  var files: FileTree {
    var lines = [
      "# yaml-language-server: $schema=../schema/patch.schema.json", "id: \(id)",
      "title: \(Self.blank)", "reason: \(Self.blank)", "operations:",
    ]
    var files = FileTree()
    for operation in operations {
      lines.append("  - \(operation.kind):")
      lines += operation.lines.map { $0.isEmpty ? "" : "      " + $0 }
      for (path, file) in operation.files {
        if let path = try? TreePath(path) { files[path] = file }
      }
    }
    if let path = try? TreePath("patch.yaml") {
      files[path] = FileTree.File(
        content: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    return files
  }

  /// What stands in the place of what only a person knows.
  static let blank = "TODO"
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
