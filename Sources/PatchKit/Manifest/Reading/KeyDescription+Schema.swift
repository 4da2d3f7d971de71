extension [KeyDescription] {
  /// The schema of a mapping with these keys.
  ///
  /// - Parameter isNullAllowed: whether the mapping may be left out behind its key.
  func schema(isNullAllowed: Bool = false) -> SchemaValue {
    let properties = map { key in
      let description: SchemaValue = ["description": .string(key.help)]
      return (key: key.name, value: description.adding(key.value().schema))
    }
    let required = filter(\.isRequired).map(\.name)
    let type: SchemaValue = ["type": isNullAllowed ? ["object", "null"] : "object"]
    return type.adding(["properties": .object(properties)])
      .adding(required.isEmpty ? [:] : ["required": .strings(required)])
      .adding(["additionalProperties": false])
  }
}
