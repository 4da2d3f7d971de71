/// The keys that every operation, guarantee or condition has besides its own.
enum CommonKeys {
  static let expect = ManifestKey.expectation(
    "expect",
    "How many places the operation finds; another number is a conflict."
  ).optional
  static let reason = ManifestKey.text("reason", "Why it is there, for those who read reports.")
    .optional
  static let because = ManifestKey.text("because", "Why the patch relies on it.")

  static func fields(of type: any Operation.Type) -> [ManifestField] {
    guard let expectation = type.defaultExpectation else {
      return type.definition.fields + [reason.field]
    }
    let expect = ManifestField(
      expect.field.name, expect.field.type, isRequired: false,
      defaultText: expectation.manifestText, summary: expect.field.summary)
    return type.definition.fields + [expect, reason.field]
  }

  static func fields(of type: any Guarantee.Type) -> [ManifestField] {
    type.definition.fields + [reason.field]
  }

  static func fields(of type: any Condition.Type, isAssumption: Bool) -> [ManifestField] {
    type.definition.fields + [isAssumption ? because.field : because.optional.field]
  }
}
