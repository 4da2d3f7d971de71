import Editing
import GitKit

extension UpstreamRenames {
  /// A conflict over what upstream removed, with what became of it: it is in another service or file, or other variables
  /// decide it.
  ///
  /// - Parameters:
  ///   - path: the file, as the renames have it.
  ///   - theirs: the new files.
  func tracing(
    _ conflict: Conflict<[UInt8]>, in path: TreePath, _ theirs: FileTree
  ) -> Conflict<[UInt8]> {
    switch conflict.scope {
    case .file: return conflict
    case .node(let node):
      guard conflict.kind == .removedByTheirs else { return conflict }
      let base = conflict.baseNode ?? node
      let part = movedParts.first { $0.key.path == path && $0.key.place.text == base }?.value
      if let part {
        return conflict.succeeded(by: "moved to `\(part.place.text)` in \(part.path)")
      }
      let name = base.split(separator: ".").last.map(String.init) ?? base
      guard let names = mergedVariables[name] else { return conflict }
      let words = names.map { "`\($0)`" }.joined(separator: " and ")
      return conflict.succeeded(by: "\(words) \(names.count == 1 ? "decides" : "decide") it now")
    case .lines:
      let lines = Set(Self.lines(conflict.base)).subtracting(Self.lines(conflict.theirs))
      let piece = splitFiles[path]?.first { piece in
        !lines.isEmpty && lines.isSubset(of: Self.lines(theirs[piece]?.content))
      }
      return piece.map { conflict.succeeded(by: "moved to \($0)") } ?? conflict
    }
  }

  /// The lines of a text that say something.
  private static func lines(_ bytes: [UInt8]?) -> [String] {
    String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map { line in
      String(line.drop(while: \.isWhitespace))
    }.filter { !$0.isEmpty }
  }
}
