/// A YAML document: its text and the nodes in it.
public struct YAMLDocument: Sendable {
  /// The source.
  public let text: SourceText
  /// The root node; a null scalar for an empty document.
  public let root: YAMLNode

  /// Reads a document with libyaml.
  ///
  /// - Throws: ``EditingError``, with the offset, for anything that is not one well-formed document: also for
  ///   duplicate keys, and beyond the limits (1 MiB, 200,000 events, 64 levels, 10,000 aliases).
  public init(_ text: SourceText) throws(EditingError) {
    throw EditingError(.unsupported, "not there yet")
  }
}
