extension ValueKind where Value == String {
  /// A number that is written as a text, as all values of `.env` are.
  package static let count = ValueKind(
    text: "a whole number from 1 to 9999", matching: "^[1-9][0-9]{0,3}$")
}
