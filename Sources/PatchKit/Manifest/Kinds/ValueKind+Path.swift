package import GitKit

extension ValueKind where Value == TreePath {
  /// A path in the upstream or generated tree.
  package static let path = ValueKind(
    text: "a path",
    schema: [
      "type": "string",
      "pattern": "^(?!/)(?!.*(^|/)(\\.{1,2}|\\.[Gg][Ii][Tt])?(/|$))[^\\\\\\u0000-\\u001f\\u007f]+$",
    ],
    shared: "path", written: \.text.quoted
  ) { (text) throws(Refusal) in
    do throws(TreePathError) { return try TreePath(text) } catch { throw Refusal(error) }
  }
}
