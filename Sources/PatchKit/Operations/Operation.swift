/// One typed edit.
package protocol Operation: Sendable {
  /// Makes the edit.
  ///
  /// - Returns: what was done, for each file that was looked into: also the places that were as wanted already.
  /// - Throws: ``OperationFailure`` when the release leaves no way to do it. The workspace is then given up.
  func apply(to workspace: inout Workspace) throws(OperationFailure) -> [Effect]
}
