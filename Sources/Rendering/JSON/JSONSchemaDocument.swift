/// A schema with what a file of its own begins with.
struct JSONSchemaDocument: Encodable {
  let title: String
  let schema: JSONSchema

  private enum Key: String, CodingKey {
    case dialect = "$schema"
    case title
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode("https://json-schema.org/draft/2020-12/schema", forKey: .dialect)
    try object.encode(title, forKey: .title)
    try schema.encode(to: encoder)
  }
}
