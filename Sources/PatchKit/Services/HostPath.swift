package import GitKit

/// A path that a compose file names: in the deployment, or elsewhere on the host.
package enum HostPath: Sendable, Hashable {
  /// A path from the deployment's folder; `nil` for that folder itself.
  case deployment(TreePath?)
  /// Any other path or address, as it was resolved.
  case elsewhere(String)

  /// Reads a path that was made absolute.
  ///
  /// - Parameter root: where the deployment's folder stands.
  package init(_ text: String, root: String) {
    if text == root {
      self = .deployment(nil)
    } else if text.hasPrefix(root + "/"),
      let path = Self.path(String(text.dropFirst(root.count + 1)))
    {
      self = .deployment(path)
    } else {
      self = .elsewhere(text)
    }
  }

  private static func path(_ text: String) -> TreePath? {
    do throws(TreePathError) { return try TreePath(text) } catch { return nil }
  }
}
