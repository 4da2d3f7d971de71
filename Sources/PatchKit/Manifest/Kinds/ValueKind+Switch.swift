extension ValueKind where Value == String {
  /// Yes or no in the words that templates and start scripts of every release read alike.
  static let yesOrNo = ValueKind(
    text: "`1` or `true`, `0` or `false`", matching: "^(1|0|true|false)$")
}
