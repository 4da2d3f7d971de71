/// What must be true of the result, whichever way it came about.
package protocol Guarantee: Sendable {
  /// What is guaranteed, for people: one sentence without a full stop.
  var statement: String { get }

  /// Looks whether it is true of the generated files, or of a deployment.
  func check(_ subject: GuaranteeSubject) -> GuaranteeCheck
}
