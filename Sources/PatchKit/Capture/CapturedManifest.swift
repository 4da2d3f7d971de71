import Editing
import GitKit

/// The manifest of a captured patch.
struct CapturedManifest {
  let id: String
  /// What the patch does; `nil` to leave a blank for a person.
  var title: String?
  /// Why it is there; `nil` to leave a blank.
  var reason: String?
  let operations: [CapturedOperation]
  var guarantees: [CapturedGuarantee] = []

  /// The patch's folder.
  var files: FileTree {
    var lines = head + ["operations:"]
    var files = FileTree()
    for operation in operations {
      lines.append("  - \(operation.kind):")
      lines += operation.lines.map { $0.isEmpty ? "" : "      " + $0 }
      for (path, file) in operation.files {
        if let path = try? TreePath(path) { files[path] = file }
      }
    }
    if !guarantees.isEmpty { lines.append("guarantees:") }
    for guarantee in guarantees {
      lines.append("  - \(guarantee.kind):")
      lines += guarantee.lines.map { "      " + $0 }
    }
    if let path = try? TreePath(PatchManifest.fileName) {
      files[path] = FileTree.File(content: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    return files
  }

  /// What a manifest begins with.
  var head: [String] {
    ["# yaml-language-server: $schema=../schema/patch.schema.json", "id: \(id)"]
      + line("title", title, Patch.blankTitle) + line("reason", reason, Patch.blankReason)
  }

  private func line(_ key: String, _ text: String?, _ blank: String) -> [String] {
    guard let text, let value = YAMLSnippet.block(text.contains("\n") ? text + "\n" : text) else {
      return ["\(key): \(blank)"]
    }
    return value.lines(below: key)
  }
}

extension Patch {
  /// What begins a title or a reason that only a person knows, and nobody has written yet.
  private static let blank = "TODO"
  static let blankTitle = "\(blank) what it does, in a few words"
  static let blankReason = "\(blank) why it is there, and when it can go"

  /// The keys of the manifest that are still to be filled in.
  package var blanks: [String] {
    [("title", title), ("reason", reason)].filter { $0.1.hasPrefix(Self.blank) }.map(\.0)
  }
}
