extension ValueKind where Value == String {
  /// Names divided by commas, such as those of Prosody's modules.
  package static let names = ValueKind(
    text: "names divided by commas, without spaces", matching: "^[^\\s,]+(,[^\\s,]+)*$")
}
