/// A kind of value that a variable in `.env` has.
package struct EnvironmentKind: Sendable {
  /// The kind's name in manifests; `nil` for one of given words.
  package let name: String?
  private let values: ValueKind<String>

  /// The kinds that have names, in the order of the reference.
  static let all = [
    EnvironmentKind("text", .text), duration,
    EnvironmentKind("url", .webURL), EnvironmentKind("bucket-name", .bucketName),
    EnvironmentKind("boolean", .yesOrNo), EnvironmentKind("count", .count),
    EnvironmentKind("names", .names),
  ]

  /// Lengths of time.
  package static let duration = EnvironmentKind("duration", .duration)

  /// Whether values are lists of names.
  var isList: Bool { name == "names" }

  private init(_ name: String, _ values: ValueKind<String>) {
    (self.name, self.values) = (name, values)
  }

  /// Values that are one of given words.
  init(oneOf words: [String]) {
    (name, values) = (nil, .choice(words))
  }

  /// The kind in a sentence: `a whole number from 1 to 9999`.
  package var phrase: String { values.description().phrase }

  /// Whether a value of `.env`, without quotes, is of the kind.
  package func accepts(_ value: String) -> Bool { values.accepts(value) }
}

extension ValueKind where Value == EnvironmentKind {
  /// The name of a kind.
  static let environmentKind = ValueKind<String>.choice(EnvironmentKind.all.compactMap(\.name))
    .refined { (name) throws(Refusal) in
      guard let kind = EnvironmentKind.all.first(where: { $0.name == name }) else { throw .form() }
      return kind
    }
}
