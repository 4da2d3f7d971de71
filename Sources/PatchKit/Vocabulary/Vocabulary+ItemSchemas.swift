extension Vocabulary {
  /// A mapping with one of the names; the bare name stands for a kind without required keys.
  ///
  /// Editors complete and explain the keys of one mapping better than those of a choice of mappings.
  func schema<Item>(
    of kinds: [(kind: Kind<Item>, keys: [KeyDescription])], _ role: Role
  ) -> SchemaValue {
    let bare = kinds.filter { !$0.keys.contains(where: \.isRequired) }.map(\.kind.name)
    let properties = kinds.map { kind, keys in
      let description: SchemaValue = ["description": .string(kind.help)]
      return (
        key: kind.name,
        value: description.adding(keys.schema(isNullAllowed: bare.contains(kind.name)))
      )
    }
    let mapping: SchemaValue = [
      "type": "object", "properties": .object(properties), "minProperties": 1,
      "maxProperties": 1, "additionalProperties": false,
    ]
    let article = role.phrase.prefix(1).uppercased() + role.phrase.dropFirst()
    let text: SchemaValue = ["description": .string("\(article) under its name.")]
    guard !bare.isEmpty else { return text.adding(mapping) }
    return text.adding(["anyOf": [mapping, ["enum": .strings(bare)]]])
  }

  /// One of the conditions' mappings.
  func schemaOfConditions(areAssumptions: Bool) -> SchemaValue {
    let kinds = conditions.map { kind in
      let head: SchemaValue = ["title": .string(kind.name), "description": .string(kind.help)]
      return head.adding(kind.keys(ofAssumption: areAssumptions).schema())
    }
    let description = areAssumptions ? "What the patch relies on, with the reason." : "A condition."
    return ["description": .string(description), "oneOf": .array(kinds)]
  }
}
