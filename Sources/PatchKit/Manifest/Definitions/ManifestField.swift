/// A key of a mapping in a manifest.
public struct ManifestField: Sendable {
  /// The key.
  public let name: String
  /// What its value may be.
  public let type: ManifestType
  /// Whether the key has to be there.
  public let isRequired: Bool
  /// What holds when the key is not there, as written in a manifest.
  public let defaultText: String?
  /// What the key is for: a sentence or two.
  public let summary: String

  /// Makes a field.
  public init(
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
public struct ManifestObject: Sendable {
  /// What the mapping is, for people: `deployment`.
  public let name: String
  /// What it is for: a sentence or two.
  public let summary: String
  /// Its keys, in the order of the reference.
  public let fields: [ManifestField]

  /// Makes an object.
  public init(_ name: String, summary: String, fields: [ManifestField]) {
    self.name = name
    self.summary = summary
    self.fields = fields
  }
}
