extension ValueKind where Value == Pattern {
  /// A ``Pattern``.
  package static let pattern = ValueKind(
    text: "a regular expression",
    schema: ["type": "string", "minLength": 1, "maxLength": 1000, "format": "regex"],
    shared: "pattern", written: \.text.quoted
  ) { (text) throws(Refusal) in
    do throws(PatternError) { return try Pattern(text) } catch { throw Refusal(error.description) }
  }
}
