extension ValueKind where Value == String {
  /// An `http(s)`, `ssh`, `git` or `file` URL.
  ///
  /// User names and passwords have no place in a manifest; only `ssh` needs a user's name.
  package static let url = ValueKind(
    text: "a URL without credentials",
    matching:
      "^((https?|git)://[^\\s/@]+|ssh://([^\\s/@:]+@)?[^\\s/@]+|file://[^\\s/@]*)(/[^\\s@]*)?$",
    shared: "url", otherwise: .form(isShown: false))
}
