import GitKit

extension TreePath {
  /// A path of text; `nil` for what no tree can have.
  static func optional(_ text: String) -> TreePath? {
    do throws(TreePathError) { return try TreePath(text) } catch { return nil }
  }
}
