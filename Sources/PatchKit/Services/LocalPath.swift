import Editing
package import GitKit

/// Paths that compose files write, relative to the folder of `docker-compose.yml`.
package enum LocalPath {
  /// The path in the tree that a written one names; `nil` for the folder itself, for a path that leaves it, and for what
  /// is no path from the compose file, such as a URL.
  ///
  /// - Parameters:
  ///   - text: a relative path such as `./prometheus/` or `../x`.
  ///   - context: the folder that it counts from, written in the same way.
  package static func resolve(_ text: String, in context: String = "") -> TreePath? {
    guard ComposePath.isLocal(text), context.isEmpty || ComposePath.isLocal(context) else {
      return nil
    }
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
