extension ValueKind where Value == String {
  /// The URL of a web server.
  static let webURL = ValueKind(
    text: "a URL with its scheme, such as `https://example.com`",
    matching: "^https?://[^\\s/@?#]+([/?#][^\\s]*)?$", otherwise: .form(isShown: false))
}
