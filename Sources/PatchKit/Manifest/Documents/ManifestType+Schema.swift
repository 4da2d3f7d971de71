extension ManifestType {
  /// The schemas that values refer to.
  static let schemaDefinitions: SchemaValue = [
    "line": ["type": "string", "pattern": "^[^\\r\\n]*$"],
    "path": [
      "type": "string",
      "pattern": "^(?!/)(?!.*(^|/)(\\.{1,2}|\\.[Gg][Ii][Tt])?(/|$))[^\\\\\\u0000-\\u001f\\u007f]+$",
    ],
    "glob": ["type": "string", "pattern": "^[^/\\\\][^\\\\]*$", "maxLength": 1000],
    "pattern": ["type": "string", "minLength": 1, "maxLength": 1000, "format": "regex"],
    "identifier": ["type": "string", "pattern": .string(ManifestText.identifierPattern)],
    "url": ["type": "string", "pattern": .string(ManifestText.urlPattern)],
    "mode": ["enum": ["0644", "0755"]],
    "release": ["type": "string", "pattern": .string(ManifestText.releasePattern)],
    "expectation": [
      "anyOf": [
        [
          "type": "integer", "minimum": .integer(Expectation.counts.lowerBound),
          "maximum": .integer(Expectation.counts.upperBound),
        ],
        ["enum": .strings([Expectation.atLeastOne, .any].map(\.manifestText))],
      ]
    ],
  ]

  /// The schema of a value of the type.
  var schema: SchemaValue {
    switch self {
    case .text: Self.reference("line")
    case .multilineText: ["type": "string"]
    case .boolean: ["type": "boolean"]
    case .integer(let range) where range.count == 1: ["const": .integer(range.lowerBound)]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .path, .patchFile, .patchFolder: Self.reference("path")
    case .glob: Self.reference("glob")
    case .pattern: Self.reference("pattern")
    case .choice(let words): ["enum": .strings(words)]
    case .identifier: Self.reference("identifier")
    case .url: Self.reference("url")
    case .mode: Self.reference("mode")
    case .release: Self.reference("release")
    case .objectID: ["type": "string", "pattern": .string(ManifestText.objectIDPattern)]
    case .expectation: Self.reference("expectation")
    case .operation: Self.reference("operation")
    case .guarantee: Self.reference("guarantee")
    case .condition: Self.reference("condition")
    case .assumption: Self.reference("assumption")
    case .list(let item): ["type": "array", "items": item.schema]
    case .nonEmptyList(let item): ["type": "array", "items": item.schema, "minItems": 1]
    case .oneOrMany(let item):
      ["anyOf": [item.schema, ["type": "array", "items": item.schema, "minItems": 1]]]
    case .map(let item): ["type": "object", "additionalProperties": item.schema]
    case .object(let object): object.schema
    }
  }

  private static func reference(_ name: String) -> SchemaValue {
    ["$ref": .string("#/$defs/\(name)")]
  }
}

extension ManifestObject {
  /// Whether an empty mapping is a good one.
  var hasNoRequiredField: Bool { !fields.contains(where: \.isRequired) }

  /// The schema of the mapping.
  var schema: SchemaValue { schema(isNullAllowed: false) }

  /// The schema of the mapping, which may be left out behind its key.
  func schema(isNullAllowed: Bool) -> SchemaValue {
    let properties = fields.map { field in
      let description: SchemaValue = ["description": .string(field.help)]
      return (key: field.name, value: description.adding(field.type.schema))
    }
    let required = fields.filter(\.isRequired).map(\.name)
    let type: SchemaValue = ["type": isNullAllowed ? ["object", "null"] : "object"]
    return type.adding(["properties": .object(properties)])
      .adding(required.isEmpty ? [:] : ["required": .strings(required)])
      .adding(["additionalProperties": false])
  }
}

extension ManifestField {
  /// The summary, with the default.
  var help: String { defaultText.map { "\(summary) Default: `\($0)`." } ?? summary }
}
