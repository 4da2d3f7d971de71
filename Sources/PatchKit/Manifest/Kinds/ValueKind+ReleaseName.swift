extension ValueKind where Value == ReleaseName {
  /// The name of an upstream release: `stable-N` or `stable-N-M`.
  package static let release = ValueKind(
    text: "a release such as `stable-9364-1`",
    schema: ["type": "string", "pattern": "^stable-(0|[1-9][0-9]*)(-(0|[1-9][0-9]*))?$"],
    shared: "release", written: \.description
  ) { (text) throws(Refusal) in
    guard let release = ReleaseName(text) else { throw .form() }
    return release
  }
}
