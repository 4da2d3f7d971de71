import GitKit
import PatchKit

extension PendingUpgrade {
  /// The record as a file: the same value always gives the same bytes.
  public var bytes: [UInt8] {
    var text =
      "# Conflicts are marked in the files below. Settle them, then: confomeet-upgrade upgrade --continue\n"
    text += "format: \(Self.format)\n"
    text += upstream.line
    text += "patches: \(Lock.scalar(patches.hex))\n"
    text += "files:" + (files.isEmpty ? " []\n" : "\n")
    for file in files {
      text += "  - path: \(Lock.scalar(file.path.text))\n"
      text += "    marker-size: \(file.markerSize)\n"
      text += "    marked: \(Lock.scalar(file.marked.hex))\n"
      text += "    conflicts:" + (file.conflicts.isEmpty ? " []\n" : "\n")
      for conflict in file.conflicts {
        text += "      - kind: \(conflict.kind.rawValue)\n"
        text += "        node: \(conflict.node.map(Lock.scalar) ?? "null")\n"
        text += "        base: \(Lock.scalar(conflict.base))\n"
        text += "        ours: \(Lock.scalar(conflict.ours))\n"
        text += "        theirs: \(Lock.scalar(conflict.theirs))\n"
        text += "        before: \(Lock.scalar(conflict.before))\n"
        text += "        after: \(Lock.scalar(conflict.after))\n"
      }
    }
    text += "undecided:" + (undecided.isEmpty ? " []\n" : "\n")
    for file in undecided {
      func id(_ id: ObjectID?) -> String { id.map { Lock.scalar($0.hex) } ?? "null" }
      text += "  - path: \(Lock.scalar(file.path.text))\n"
      text += "    conflict: \(file.conflict.rawValue)\n"
      text += "    base: \(id(file.sides.base))\n"
      text += "    ours: \(id(file.sides.ours))\n"
      text += "    theirs: \(id(file.sides.theirs))\n"
      text += "    file: {\(Self.fields(of: file.version))}\n"
    }
    text += "replaced:" + (replaced.isEmpty ? " []\n" : "\n")
    for (path, version) in replaced.sorted(by: { $0.key < $1.key }) {
      text += "  - {path: \(Lock.scalar(path.text)), \(Self.fields(of: version))}\n"
    }
    return Array(text.utf8)
  }

  private static func fields(of version: FileVersion) -> String {
    switch version {
    case .absent: "mode: null, blob: null"
    case .file(let mode, let blob): "mode: \"\(mode.octal)\", blob: \(Lock.scalar(blob.hex))"
    }
  }
}
