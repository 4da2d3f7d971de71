/// A kind of operation, guarantee or condition: how a manifest states it, and how it is made of what the manifest says.
package protocol ManifestKind: Sendable {
  /// Its name, keys and reference.
  static var definition: KindDefinition { get }

  /// Makes one of values that were checked against the definition.
  ///
  /// - Throws: ``ManifestError`` for values that don't go together.
  init(_ values: ManifestValues) throws(ManifestError)
}

/// The name, keys and reference of a kind of operation, guarantee or condition.
package struct KindDefinition: Sendable {
  /// The name in manifests.
  ///
  /// Operations and guarantees stand under it: `- compose.set-volume: {…}`. A condition's name is one of its own
  /// keys, by which it is recognised: `- {file: jibri/Dockerfile, contains: awscli}` is the condition `contains`.
  package let name: String
  /// One sentence.
  package let summary: String
  /// What else there is to know; paragraphs are parted by an empty line.
  package let details: String
  /// The keys, in the order of the reference, without those that every operation has.
  package let fields: [ManifestField]
  /// One or more items as a manifest lists them, in YAML; a test decodes them.
  package let example: String

  /// Makes a definition.
  package init(
    _ name: String, summary: String, details: String = "", fields: [ManifestField],
    example: String
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.fields = fields
    self.example = example
  }
}
