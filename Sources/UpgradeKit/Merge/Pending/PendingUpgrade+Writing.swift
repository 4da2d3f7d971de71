import Editing
import GitKit
import PatchKit

extension PendingUpgrade {
  /// The record as a file: the same value always gives the same bytes.
  package var bytes: [UInt8] {
    var text =
      "# Conflicts are marked in the files below. Settle them, then: confomeet-upgrade upgrade --continue\n"
    text += "format: \(Self.format)\n"
    text += upstream.line
    text += "from: \(from.map { YAMLText.portable($0.description) } ?? "null")\n"
    text += "directory: \(directory.map { YAMLText.portable($0.description) } ?? "null")\n"
    text += "patches: \(YAMLText.portable(patches.hex))\n"
    text += "files:" + (files.isEmpty ? " []\n" : "\n")
    for file in files {
      text += "  - path: \(YAMLText.portable(file.path.text))\n"
      text += "    marker-size: \(file.markerSize)\n"
      text += "    marked: \(YAMLText.portable(file.marked.hex))\n"
      text += "    conflicts:" + (file.conflicts.isEmpty ? " []\n" : "\n")
      for conflict in file.conflicts { text += Self.fields(of: conflict) }
    }
    text += "undecided:" + (undecided.isEmpty ? " []\n" : "\n")
    for file in undecided {
      func id(_ id: ObjectID?) -> String { id.map { YAMLText.portable($0.hex) } ?? "null" }
      text += "  - path: \(YAMLText.portable(file.path.text))\n"
      text += "    id: \(YAMLText.portable(file.id))\n"
      text += "    conflict: \(file.conflict.kind.rawValue)\n"
      text += "    base: \(id(file.conflict.base))\n"
      text += "    ours: \(id(file.conflict.ours))\n"
      text += "    theirs: \(id(file.conflict.theirs))\n"
      text += "    file: {\(Self.fields(of: file.version))}\n"
    }
    text += "replaced:" + (replaced.isEmpty ? " []\n" : "\n")
    for (path, file) in replaced.sorted(by: { $0.key < $1.key }) {
      let after = file.after.map { "{\(Self.fields(of: $0))}" } ?? "null"
      text +=
        "  - {path: \(YAMLText.portable(path.text)), before: {\(Self.fields(of: file.before))}, after: \(after)}\n"
    }
    text += "contents:" + (contents.isEmpty ? " []\n" : "\n")
    for (id, bytes) in contents.sorted(by: { $0.key.hex < $1.key.hex }) {
      let digits = String(decoding: Base64.encoded(bytes), as: UTF8.self)
      text += "  - blob: \(YAMLText.portable(id.hex))\n    base64: \(YAMLText.portable(digits))\n"
    }
    return Array(text.utf8)
  }

  private static func fields(of conflict: Conflict<[UInt8]>) -> String {
    func side(_ bytes: [UInt8]?) -> String {
      YAMLText.portable(String(decoding: bytes ?? [], as: UTF8.self))
    }
    func lines(_ lines: [String]) -> String { YAMLText.portable(lines.map { $0 + "\n" }.joined()) }
    var scope = "node: null\n        lines-after: null"
    switch conflict.scope {
    case .node(let name): scope = "node: \(YAMLText.portable(name))\n        lines-after: null"
    case .lines(let line): scope = "node: null\n        lines-after: \(YAMLText.portable(line))"
    case .file: break
    }
    return """
            - id: \(YAMLText.portable(conflict.id))
              kind: \(conflict.kind.rawValue)
              \(scope)
              base: \(side(conflict.base))
              ours: \(side(conflict.ours))
              theirs: \(side(conflict.theirs))
              before: \(lines(conflict.surroundings.before))
              after: \(lines(conflict.surroundings.after))

      """
  }

  private static func fields(of version: FileVersion) -> String {
    switch version {
    case .absent: "mode: null, blob: null"
    case .file(let mode, let blob): "mode: \"\(mode.octal)\", blob: \(YAMLText.portable(blob.hex))"
    }
  }
}
