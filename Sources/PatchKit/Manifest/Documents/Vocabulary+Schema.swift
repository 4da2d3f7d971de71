extension Vocabulary {
  /// The JSON Schema (draft 2020-12) of `patchset.yaml`.
  package var patchSetSchema: String {
    document(
      "A patch set of confomeet-upgrade", schema(of: PatchSetManifest.object), definitions: [:])
  }

  /// The JSON Schema (draft 2020-12) of a patch's `patch.yaml`.
  package var patchSchema: String {
    let rules: SchemaValue = [
      "anyOf": [
        ["required": ["operations"]], ["required": ["variants"]], ["required": ["guarantees"]],
      ]
    ]
    return document(
      "A patch of confomeet-upgrade", schema(of: PatchManifest.object).adding(rules),
      definitions: [
        "operation": schemaOfOperations, "guarantee": schemaOfGuarantees,
        "condition": schemaOfConditions(areAssumptions: false),
        "assumption": schemaOfConditions(areAssumptions: true),
      ])
  }

  /// The JSON Schema (draft 2020-12) of a resolution in `resolutions/`.
  package var resolutionSchema: String {
    let rules: SchemaValue = [
      "allOf": [
        ["not": ["required": ["node", "lines-after"]]],
        [
          "if": ["properties": ["outcome": ["const": "text"]]],
          "then": ["required": ["text"]],
          "else": ["not": ["required": ["text"]]],
        ],
      ]
    ]
    return document(
      "A resolution of confomeet-upgrade", schema(of: ResolutionManifest.object).adding(rules),
      definitions: [:])
  }

  private func document(
    _ title: String, _ schema: SchemaValue, definitions: SchemaValue
  ) -> String {
    let head: SchemaValue = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
    ]
    return head.adding(schema).adding(
      ["$defs": definitions.adding(ManifestType.schemaDefinitions)]
    ).text
  }

  private func schema(of object: ManifestObject) -> SchemaValue {
    let description: SchemaValue = ["description": .string(object.summary)]
    return description.adding(object.schema)
  }

  private var schemaOfOperations: SchemaValue {
    schema(
      of: operations.map { ($0.definition, CommonKeys.fields(of: $0)) },
      description: "An operation under its name.")
  }

  private var schemaOfGuarantees: SchemaValue {
    schema(
      of: guarantees.map { ($0.definition, CommonKeys.fields(of: $0)) },
      description: "A guarantee under its name.")
  }

  /// A mapping with one of the names; the bare name stands for a kind without required keys.
  ///
  /// Editors complete and explain the keys of one mapping better than those of a choice of mappings.
  private func schema(
    of kinds: [(definition: KindDefinition, fields: [ManifestField])], description: String
  ) -> SchemaValue {
    let properties = kinds.map { kind in
      let object = ManifestObject(kind.definition.name, summary: "", fields: kind.fields)
      let description: SchemaValue = ["description": .string(kind.definition.help)]
      return (
        key: kind.definition.name,
        value: description.adding(object.schema(isNullAllowed: object.hasNoRequiredField))
      )
    }
    let mapping: SchemaValue = [
      "type": "object", "properties": .object(properties), "minProperties": 1,
      "maxProperties": 1, "additionalProperties": false,
    ]
    let bare = kinds.filter { kind in !kind.fields.contains(where: \.isRequired) }
    let text: SchemaValue = ["description": .string(description)]
    guard !bare.isEmpty else { return text.adding(mapping) }
    return text.adding([
      "anyOf": [mapping, ["enum": .strings(bare.map(\.definition.name))]]
    ])
  }

  private func schemaOfConditions(areAssumptions: Bool) -> SchemaValue {
    let kinds = conditions.map { type in
      let definition = type.definition
      let object = ManifestObject(
        definition.name, summary: "",
        fields: CommonKeys.fields(of: type, isAssumption: areAssumptions))
      let head: SchemaValue = [
        "title": .string(definition.name), "description": .string(definition.help),
      ]
      return head.adding(object.schema)
    }
    let description = areAssumptions ? "What the patch relies on, with the reason." : "A condition."
    return ["description": .string(description), "oneOf": .array(kinds)]
  }
}

extension KindDefinition {
  /// Summary and details in one text.
  var help: String { details.isEmpty ? summary : "\(summary)\n\n\(details)" }
}
