/// A variable of `.env` that a patch reads there: what a value has to be like, and when there has to be one.
package struct NeededVariable: Sendable {
  /// The variable.
  package let name: String
  /// What it is for.
  package let summary: String
  /// What a value has to be like.
  package let kind: EnvironmentKind
  /// The names that a list has to have.
  package let includes: [String]
  /// Whether it is needed in any case.
  package let isRequired: Bool
  /// The variables that need it when they are set and not off.
  package let requiredWith: [String]
  /// Whether the value is shown to nobody.
  package let isSecret: Bool
  /// A value that suits.
  package let example: String?
  /// Where the manifest names it.
  package let place: ManifestPlace

  /// An item as a manifest lists it; a test reads it.
  static let manifestExample = """
    - name: CONFOMEET_S3_URL
      summary: The S3 server
      kind: url
      required-with: JIBRI_FINALIZE_RECORDING_SCRIPT_PATH
      example: https://s3.example.com
    """

  static let mapping = Mapping<Self>(
    "environment", summary: "A variable that the patch needs in `.env`.",
    Key("name", .placed(.variableName), "The variable's name."),
    Key("summary", .text, "What it is for."),
    Key(
      "kind", optional: .environmentKind,
      "What a value has to be like. Either this or `one-of` has to be given."),
    Key("one-of", optional: .nonEmptyList(.text), "The values that it may have."),
    Key(
      "includes", optional: .placed(.nonEmptyList(.text)),
      "The names that have to be in a list of the kind `names`."),
    Key("required", .boolean, default: false, "Whether it is needed in any case."),
    Key(
      "required-with", optional: .oneOrMany(.variableName).distinct,
      "The variables that need it when they are set and not off."),
    Key("secret", .boolean, default: false, "Whether the value is shown to nobody."),
    Key("example", optional: .placed(.text), "A value that suits."),
    make: Self.init)

  private init(
    name: Placed<String>, summary: String, kind: EnvironmentKind?, words: [String]?,
    includes: Placed<[String]>?, isRequired: Bool, requiredWith: [String]?, isSecret: Bool,
    example: Placed<String>?
  ) throws(Refusal) {
    switch (kind, words) {
    case (let kind?, nil): self.kind = kind
    case (nil, let words?): self.kind = EnvironmentKind(oneOf: words)
    case (nil, nil), (.some, .some):
      throw Refusal("a variable takes either `kind` or `one-of`", at: name.place)
    }
    if let includes, !self.kind.isList {
      throw Refusal("`includes` is for the kind `names`", at: includes.place)
    }
    (self.name, place, self.summary) = (name.value, name.place, summary)
    (self.isRequired, self.requiredWith) = (isRequired, requiredWith ?? [])
    (self.includes, self.isSecret) = (includes?.value ?? [], isSecret)
    self.example = example?.value
    if let example { try check(example) }
  }

  private func check(_ example: Placed<String>) throws(Refusal) {
    guard !isSecret else {
      throw Refusal("a secret has no `example`", at: example.place.withoutExcerpt)
    }
    guard kind.accepts(example.value) else {
      throw Refusal("`example` must be \(kind.phrase)", at: example.place)
    }
    let names = example.value.split(separator: ",").map(String.init)
    if let missing = includes.first(where: { !names.contains($0) }) {
      throw Refusal("`example` must include `\(missing)`", at: example.place)
    }
  }
}
