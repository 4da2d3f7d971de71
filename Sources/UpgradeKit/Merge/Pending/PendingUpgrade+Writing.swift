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
    text += "from: \(from.map { Lock.scalar($0.description) } ?? "null")\n"
    text += "directory: \(directory.map { Lock.scalar($0.text) } ?? "null")\n"
    text += "patches: \(Lock.scalar(patches.hex))\n"
    text += "files:" + (files.isEmpty ? " []\n" : "\n")
    for file in files {
      text += "  - path: \(Lock.scalar(file.path.text))\n"
      text += "    marker-size: \(file.markerSize)\n"
      text += "    marked: \(Lock.scalar(file.marked.hex))\n"
      text += "    conflicts:" + (file.conflicts.isEmpty ? " []\n" : "\n")
      for conflict in file.conflicts { text += Self.fields(of: conflict) }
    }
    text += "undecided:" + (undecided.isEmpty ? " []\n" : "\n")
    for file in undecided {
      func id(_ id: ObjectID?) -> String { id.map { Lock.scalar($0.hex) } ?? "null" }
      text += "  - path: \(Lock.scalar(file.path.text))\n"
      text += "    id: \(Lock.scalar(file.id))\n"
      text += "    conflict: \(file.conflict.kind.rawValue)\n"
      text += "    base: \(id(file.conflict.base))\n"
      text += "    ours: \(id(file.conflict.ours))\n"
      text += "    theirs: \(id(file.conflict.theirs))\n"
      text += "    file: {\(Self.fields(of: file.version))}\n"
    }
    text += "replaced:" + (replaced.isEmpty ? " []\n" : "\n")
    for (path, version) in replaced.sorted(by: { $0.key < $1.key }) {
      text += "  - {path: \(Lock.scalar(path.text)), \(Self.fields(of: version))}\n"
    }
    return Array(text.utf8)
  }

  private static func fields(of conflict: Conflict<[UInt8]>) -> String {
    func side(_ bytes: [UInt8]?) -> String {
      Lock.scalar(String(decoding: bytes ?? [], as: UTF8.self))
    }
    func lines(_ lines: [String]) -> String { Lock.scalar(lines.map { $0 + "\n" }.joined()) }
    var scope = "node: null\n        lines-after: null"
    switch conflict.scope {
    case .node(let name): scope = "node: \(Lock.scalar(name))\n        lines-after: null"
    case .lines(let line): scope = "node: null\n        lines-after: \(Lock.scalar(line))"
    case .file: break
    }
    return """
            - id: \(Lock.scalar(conflict.id))
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
    case .file(let mode, let blob): "mode: \"\(mode.octal)\", blob: \(Lock.scalar(blob.hex))"
    }
  }
}
