import Editing
import GitKit
import UpgradeKit

extension MergeResult {
  /// Everything that came out beside the files, as text.
  var report: String {
    var lines: [String] = []
    for outcome in outcomes {
      let origin = outcome.movedFrom.map { " (from \($0))" } ?? ""
      lines.append("\(outcome.path)\(origin): \(outcome.verdict.rawValue)")
      for note in outcome.notes {
        let reason = note.reason.map { reason in
          ": \(reason.side)\(reason.line.map { ", line \($0)" } ?? ""): \(reason.text)"
        }
        lines.append(
          "  note \(note.kind.rawValue)\(note.node.map { " " + $0 } ?? "")\(reason ?? "")")
      }
      for conflict in outcome.conflicts {
        let place = conflict.lines.map { " lines \($0.lowerBound + 1)-\($0.upperBound)" } ?? ""
        lines.append(
          "  conflict \(conflict.kind)\(conflict.scope.node.map { " " + $0 } ?? "")\(place)")
        for (name, side) in [
          ("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs),
        ] {
          let text = conflict.scope == .file ? side.flatMap(Self.text) : Self.text(side ?? [])
          lines.append("    \(name):" + (text == nil ? " nothing" : ""))
          let shown = text?.split(separator: /\r?\n/, omittingEmptySubsequences: false) ?? []
          lines += (shown.last == "" ? shown.dropLast() : shown[...]).map { "      |\($0)" }
        }
      }
      let labels = TextMerge.Labels(base: "old", ours: "deployment", theirs: "new")
      if let marked = outcome.marked(labels) {
        lines.append("  marked:")
        let text = String(decoding: marked.bytes, as: UTF8.self)
        lines += text.split(separator: /\r?\n/, omittingEmptySubsequences: false)
          .map { "    |\($0)" }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Bytes as text; `nil` when they are none.
  private static func text(_ bytes: [UInt8]) -> String? {
    bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
  }
}
