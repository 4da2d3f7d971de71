/// As much of JSON Schema as the tool's documents need.
indirect enum JSONSchema: Encodable, Sendable {
  /// An object with no other keys than these.
  case object([String: JSONProperty], _ description: String)
  /// A list.
  case array(JSONSchema, _ description: String)
  /// A text, perhaps one of a few.
  case text(oneOf: [String]? = nil, pattern: String? = nil, _ description: String)
  /// A whole number that is not less.
  case integer(atLeast: Int, _ description: String)
  /// A whole number that is always the same.
  case constant(Int, _ description: String)
  /// True or false.
  case truth(_ description: String)

  private enum Key: String, CodingKey {
    case additionalProperties, const, description, items, minimum, pattern, properties, required
    case type
    case oneOf = "enum"
  }

  /// Writes the schema as a JSON object.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    switch self {
    case .object(let properties, let description):
      try object.encode("object", forKey: .type)
      try object.encode(description, forKey: .description)
      try object.encode(properties.mapValues(\.schema), forKey: .properties)
      let required = properties.filter(\.value.isRequired).keys.sorted()
      try object.encode(required, forKey: .required)
      try object.encode(false, forKey: .additionalProperties)
    case .array(let items, let description):
      try object.encode("array", forKey: .type)
      try object.encode(description, forKey: .description)
      try object.encode(items, forKey: .items)
    case .text(let values, let pattern, let description):
      try object.encode("string", forKey: .type)
      try object.encode(description, forKey: .description)
      try object.encodeIfPresent(values, forKey: .oneOf)
      try object.encodeIfPresent(pattern, forKey: .pattern)
    case .integer(let minimum, let description):
      try object.encode("integer", forKey: .type)
      try object.encode(description, forKey: .description)
      try object.encode(minimum, forKey: .minimum)
    case .constant(let value, let description):
      try object.encode(description, forKey: .description)
      try object.encode(value, forKey: .const)
    case .truth(let description):
      try object.encode("boolean", forKey: .type)
      try object.encode(description, forKey: .description)
    }
  }
}

/// A key of an object.
struct JSONProperty: Sendable {
  /// What stands behind the key.
  var schema: JSONSchema
  /// Whether the key is always there.
  var isRequired: Bool

  /// A key that is always there.
  static func always(_ schema: JSONSchema) -> JSONProperty {
    JSONProperty(schema: schema, isRequired: true)
  }

  /// A key that is left out when there is nothing to say.
  static func sometimes(_ schema: JSONSchema) -> JSONProperty {
    JSONProperty(schema: schema, isRequired: false)
  }
}
