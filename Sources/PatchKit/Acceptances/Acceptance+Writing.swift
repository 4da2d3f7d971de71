import Editing
import Findings
import GitKit

extension Acceptance {
  /// The file with an acceptance in it: behind the others, or in the place of one of the same findings.
  ///
  /// - Parameters:
  ///   - bytes: the file as it is; `nil` when there is none.
  ///   - known: what was read of it.
  package func written(to bytes: [UInt8]?, replacing known: [Acceptance]) -> [UInt8] {
    guard let bytes, let last = known.last else { return Array((Self.head + entry(at: 2)).utf8) }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let starts = known.compactMap(\.place.line).map { $0 - 1 }
    let indentation = max(0, (last.place.column ?? 3) - 3)
    let new = entry(at: indentation).split(separator: "\n").map { Array($0.utf8) }
    if let index = known.firstIndex(where: isOfSame), starts.indices.contains(index) {
      let limit = starts.indices.contains(index + 1) ? starts[index + 1] : lines.count
      var end = limit
      // What stands between two entries belongs to the next one.
      while end > starts[index] + 1, Self.isBetween(lines[end - 1]) { end -= 1 }
      lines.replaceSubrange(starts[index]..<end, with: new)
    } else {
      lines += new
    }
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  private static let head = """
    # yaml-language-server: $schema=schema/accepted.schema.json
    # Findings that people live with, as `confomeet-upgrade accept` records them.
    accepted:

    """

  /// The acceptance as an item of the list.
  private func entry(at indentation: Int) -> String {
    typealias Entry = AcceptanceManifest.Entry
    let keys = [
      Entry.codeKey.written(code), Entry.pathKey.written(path), Entry.partKey.written(part),
      "\(Entry.becauseKey.name): \(YAMLText.quoted(reason, inFlow: false))",
      Entry.untilKey.written(until),
    ].compactMap(\.self)
    let space = String(repeating: " ", count: indentation)
    return keys.enumerated().map { index, key in
      space + (index == 0 ? "- " : "  ") + key + "\n"
    }.joined()
  }

  /// Whether a line is empty or a comment.
  private static func isBetween(_ line: [UInt8]) -> Bool {
    line.first { $0 != 0x20 && $0 != 0x0D }.map { $0 == UInt8(ascii: "#") } ?? true
  }
}
