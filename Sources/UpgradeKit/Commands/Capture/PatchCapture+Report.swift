import Editing
import Findings
import GitKit
import PatchKit
package import Reports

extension PatchCapture {
  /// What is going to be written, and what that comes to.
  package func report(title: String? = nil, reason: String? = nil) throws(UpgradeFailure)
    -> ReportedCapture
  {
    try PatchWords.check([title, reason])
    let draft = try final(title, reason)
    let files = draft.changes(since: old).sorted { $0.key < $1.key }.compactMap { path, file in
      file.map { file in
        ReportedCapture.File(
          path: path.text,
          text: old[path].map { before in
            (try? TextDiff.unified(old: before.content, new: file.content, path: path.text)) ?? ""
          } ?? String(decoding: file.content, as: UTF8.self), isChanged: old[path] != nil)
      }
    }
    let directory = edits.directory
    return ReportedCapture(
      patch: captured.map { _ in options.name }, changed: amended.patches,
      edits: edits.paths.map { directory.appending($0).text },
      operations: Self.counted(captured?.kinds ?? []),
      guarantees: Self.counted(guarantees.map(\.kind)),
      untyped: (captured?.untyped ?? [:]).sorted { $0.key < $1.key }.map {
        "\(directory.appending($0.key)): \($0.value)"
      },
      otherForms: (captured?.otherForms ?? []).map { form in
        let lines = form.lines.map { line in
          line.count == 1 ? "\(line.lowerBound)" : "\(line.lowerBound)–\(line.upperBound)"
        }
        let parts = [
          form.hasOtherEndings ? "the ends of all lines" : nil,
          lines.isEmpty
            ? nil
            : "line\(lines.count == 1 && form.lines[0].count == 1 ? "" : "s") \(lines.joined(separator: ", "))",
        ]
        return
          "\(directory.appending(form.file)): \(parts.compactMap(\.self).joined(separator: "; "))"
      },
      files: files, release: release.name.tag, tried: trial.releases.count, breaks: trial.breaks)
  }

  private static func counted(_ kinds: [String]) -> [String] {
    var order: [String] = []
    for kind in kinds where !order.contains(kind) { order.append(kind) }
    return order.map { kind in
      let count = kinds.count { $0 == kind }
      return count == 1 ? kind : "\(count) × \(kind)"
    }
  }
}
