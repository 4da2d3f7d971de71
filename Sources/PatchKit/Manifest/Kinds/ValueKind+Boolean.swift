extension ValueKind where Value == Bool {
  /// `true` or `false`.
  package static let boolean = ValueKind(
    scalar: ValueDescription(phrase: "`true` or `false`", schema: ["type": "boolean"]),
    written: { String($0) }
  ) { (scalar) throws(Refusal) in
    guard case .boolean(let value) = scalar.kind else { throw .type }
    return value
  }
}
