extension ValueKind {
  /// One of a few words.
  package static func choice(
    _ words: [(word: String, value: Value)]
  ) -> ValueKind where Value: Equatable {
    ValueKind(
      text: "one of \(words.map { "`\($0.word)`" }.joined(separator: ", "))",
      schema: ["enum": .strings(words.map(\.word))],
      written: { value in words.first { $0.value == value }?.word }
    ) { (text) throws(Refusal) in
      guard let found = words.first(where: { $0.word == text }) else {
        throw .form(words.map(\.word))
      }
      return found.value
    }
  }

  /// One of an enumeration's words.
  package static func choice() -> ValueKind
  where Value: CaseIterable & RawRepresentable & Equatable, Value.RawValue == String {
    choice(Value.allCases.map { ($0.rawValue, $0) })
  }
}

extension ValueKind where Value == String {
  /// One of a few words.
  package static func choice(_ words: [String]) -> ValueKind { choice(words.map { ($0, $0) }) }
}
