extension ValueKind where Value == Glob {
  /// A ``Glob``.
  package static let glob = ValueKind(
    text: "a glob", schema: ["type": "string", "pattern": "^[^/\\\\][^\\\\]*$", "maxLength": 1000],
    shared: "glob", written: \.text.quoted
  ) { (text) throws(Refusal) in
    do throws(GlobError) { return try Glob(text) } catch { throw Refusal(error.description) }
  }
}
