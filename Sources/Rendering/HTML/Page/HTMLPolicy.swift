internal import FoundationEssentials

/// What a browser lets a page do: show itself with its own style sheet and script, and nothing else.
enum HTMLPolicy {
  /// The value of `Content-Security-Policy`.
  static func text(styles: [StaticString], script: StaticString) -> String {
    [
      "default-src 'none'", "style-src \(styles.map { "'\(source($0))'" }.joined(separator: " "))",
      "script-src '\(source(script))'",
      "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
    ].joined(separator: "; ")
  }

  private static func source(_ text: StaticString) -> String {
    let hash = SHA256.hash("\(text)".utf8)
    return "sha256-\(Data(hash).base64EncodedString())"
  }
}
