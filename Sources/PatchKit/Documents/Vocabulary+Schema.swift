extension Vocabulary {
  /// The JSON Schema (draft 2020-12) of `patchset.yaml`.
  package var patchSetSchema: String {
    document("A patch set of confomeet-upgrade", PatchSetManifest.mapping)
  }

  /// The JSON Schema (draft 2020-12) of a patch's `patch.yaml`.
  package var patchSchema: String {
    let rules: SchemaValue = [
      "anyOf": [
        ["required": ["operations"]], ["required": ["variants"]], ["required": ["guarantees"]],
      ]
    ]
    return document("A patch of confomeet-upgrade", PatchManifest.mapping(self), rules)
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
    return document("A resolution of confomeet-upgrade", ResolutionManifest.mapping, rules)
  }

  /// The JSON Schema (draft 2020-12) of `accepted.yaml`.
  package var acceptedSchema: String {
    document("The accepted findings of confomeet-upgrade", AcceptanceManifest.mapping)
  }

  private func document<Value>(
    _ title: String, _ mapping: Mapping<Value>, _ rules: SchemaValue = [:]
  ) -> String {
    let head: SchemaValue = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
      "description": .string(mapping.summary),
    ]
    let schema = head.adding(mapping.keys.schema()).adding(rules)
    let definitions = schema.definitions.sorted { $0.key < $1.key }
    return schema.adding(["$defs": .object(definitions.map { ($0.key, $0.value) })]).text
  }
}
