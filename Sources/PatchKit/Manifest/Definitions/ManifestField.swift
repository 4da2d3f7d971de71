/// A key of a mapping in a manifest.
package struct ManifestField: Sendable {
  /// The key.
  package let name: String
  /// What its value may be.
  package let type: ManifestType
  /// Whether the key has to be there.
  package let isRequired: Bool
  /// What holds when the key is not there, as written in a manifest.
  package let defaultText: String?
  /// What the key is for: a sentence or two.
  package let summary: String

  /// Makes a field.
  package init(
    _ name: String, _ type: ManifestType, isRequired: Bool = true, defaultText: String? = nil,
    summary: String
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.defaultText = defaultText
    self.summary = summary
  }
}

/// A mapping in a manifest whose keys are given.
package struct ManifestObject: Sendable {
  /// What the mapping is, for people: `deployment`.
  package let name: String
  /// What it is for: a sentence or two.
  package let summary: String
  /// Its keys, in the order of the reference.
  package let fields: [ManifestField]

  /// Makes an object.
  package init(_ name: String, summary: String, fields: [ManifestField]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }
}
