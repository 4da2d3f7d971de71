/// One typed edit.
public protocol Operation: ManifestKind {
  /// How many places it is to find when the manifest doesn't say; `nil` when it finds none but makes something, so
  /// that a manifest can't say either.
  static var defaultExpectation: Expectation? { get }
}

extension Operation {
  /// Exactly one place.
  public static var defaultExpectation: Expectation? { .exactly(1) }
}
