extension ValueKind where Value == String {
  /// Small letters, digits and `-`, beginning with a letter or digit.
  package static let identifier = ValueKind(
    text: "a name of small letters, digits and `-`", matching: "^[a-z0-9][a-z0-9-]*$",
    shared: "identifier")
}
