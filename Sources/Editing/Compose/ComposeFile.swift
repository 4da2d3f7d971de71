/// A compose file, read with the places of what is in it.
///
/// Anchors, aliases and merge keys are followed, so a service that gets its networks by `<<: *default` has them. The
/// places are then those of the definition.
package struct ComposeFile: Sendable {
  /// The document that it was read from.
  package let document: YAMLDocument
  /// The services, in the order of the file.
  package let services: [ComposeService]
  /// The networks that the file declares at top level.
  package let declaredNetworks: [ComposeText]
  /// The files that top-level `configs:` and `secrets:` name.
  let configFiles: [ComposeText]
  /// The files that `include:` names.
  package let includes: [ComposeText]

  /// The source.
  package var text: SourceText { document.text }

  /// Reads a compose file.
  ///
  /// - Throws: ``EditingError``, with the offset, for what is not YAML or has not the form of a compose file.
  package init(_ text: SourceText) throws(EditingError) {
    try self.init(YAMLDocument(text))
  }

  /// Reads a compose file.
  ///
  /// - Throws: ``EditingError``, with the offset, for what has not the form of a compose file.
  package init(_ document: YAMLDocument) throws(EditingError) {
    guard Self.isCompose(document) else {
      throw EditingError(.malformed, "a compose file has `services:` with a mapping", at: 0)
    }
    let reader = ComposeReader(document)
    self.document = document
    services = try reader.services()
    declaredNetworks = try reader.names(in: document.root["networks"])
    configFiles =
      try reader.files(in: document.root["configs"]) + reader.files(in: document.root["secrets"])
    includes = try reader.includes()
  }

  /// Whether a document is a compose file: its root has `services` with a mapping.
  package static func isCompose(_ document: YAMLDocument) -> Bool {
    document.root["services"].map { document.resolved($0).pairs != nil } ?? false
  }

  /// The service of a name.
  package func service(_ name: String) -> ComposeService? {
    services.first { $0.name == name }
  }

  /// Whether the file declares a network at top level.
  package func declaresNetwork(_ name: String) -> Bool {
    declaredNetworks.contains { $0.value == name }
  }
}

/// A text in a compose file, with its place.
package struct ComposeText: Sendable, Hashable {
  /// The text, after quotes and escapes are resolved.
  package let value: String
  /// The bytes of the scalar, quotes included.
  package let span: Range<Int>
}
