/// One typed edit.
package protocol Operation: ManifestKind {
  /// How many places it is to find when the manifest doesn't say; `nil` when it finds none but makes something, so
  /// that a manifest can't say either.
  static var defaultExpectation: Expectation? { get }

  /// Makes the edit.
  ///
  /// - Returns: what was done, for each file that was looked into: also the places that were as wanted already.
  /// - Throws: ``OperationFailure`` when the release leaves no way to do it. The workspace is then given up.
  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect]
}

extension Operation {
  /// Exactly one place.
  package static var defaultExpectation: Expectation? { .exactly(1) }
}
