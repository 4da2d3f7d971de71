extension ValueKind where Value == Int {
  /// A whole number in a range.
  package static func integer(in range: ClosedRange<Int>) -> ValueKind {
    ValueKind(scalar: description(range), written: { String($0) }) { (scalar) throws(Refusal) in
      guard case .integer(let value) = scalar.kind else { throw .type }
      guard let value, range.contains(value) else { throw .form() }
      return value
    }
  }

  private static func description(_ range: ClosedRange<Int>) -> ValueDescription {
    range.count == 1
      ? ValueDescription(
        phrase: "`\(range.lowerBound)`", schema: ["const": .integer(range.lowerBound)])
      : ValueDescription(
        phrase: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        schema: [
          "type": "integer", "minimum": .integer(range.lowerBound),
          "maximum": .integer(range.upperBound),
        ])
  }
}
