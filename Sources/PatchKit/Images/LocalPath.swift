package import GitKit

/// Paths that compose files write, relative to the folder of `docker-compose.yml`.
package enum LocalPath {
  /// The path in the tree that a written one names; `nil` for the folder itself and for a path that leaves it.
  ///
  /// - Parameters:
  ///   - text: a relative path such as `./prometheus/` or `../x`.
  ///   - context: the folder that it counts from, written in the same way.
  package static func resolve(_ text: String, in context: String = "") -> TreePath? {
    guard !text.hasPrefix("/"), !context.hasPrefix("/") else { return nil }
    var parts: [Substring] = []
    for part in context.split(separator: "/") + text.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return try? TreePath(parts.joined(separator: "/"))
  }
}
