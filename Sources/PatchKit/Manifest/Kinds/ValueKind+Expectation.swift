import Editing

extension ValueKind where Value == Expectation {
  /// How many places an operation is to find.
  static let expectation = ValueKind(
    scalar: ValueDescription(
      phrase: "a number from 1 to 1000, `at-least-one` or `any`",
      schema: .shared("expectation", schema)),
    written: \.manifestText
  ) { (scalar) throws(Refusal) in
    switch scalar.kind {
    case .integer(let value):
      guard let value, Expectation.counts.contains(value) else { throw .form() }
      return .exactly(value)
    case .text:
      guard let word = words.first(where: { $0.manifestText == scalar.value }) else {
        throw .form()
      }
      return word
    case .null, .boolean, .decimal: throw .type
    }
  }

  private static let words = [Expectation.atLeastOne, .any]

  private static let schema: SchemaValue = [
    "anyOf": [
      [
        "type": "integer", "minimum": .integer(Expectation.counts.lowerBound),
        "maximum": .integer(Expectation.counts.upperBound),
      ],
      ["enum": .strings(words.map(\.manifestText))],
    ]
  ]
}
