/// A conflict that is settled as somebody settled it before.
package struct ReportedReplay: Sendable, Hashable, Codable {
  /// The file, from the deployment's folder.
  package var file: String
  /// The line at which the conflict stood in the merged file, from 1; `nil` for a whole file.
  package var line: Int?
  /// The part of the file, for example `services.web.environment.TZ`; `nil` for lines and for a whole file.
  package var node: String?
  /// What was decided, as the end of a sentence.
  package var decision: String
  /// Why; `nil` when nobody said.
  package var reason: String?
  /// The file of the patch set that has the decision.
  package var resolution: String

  /// Makes a replay.
  package init(
    file: String, line: Int? = nil, node: String? = nil, decision: String, reason: String? = nil,
    resolution: String
  ) {
    self.file = file
    self.line = line
    self.node = node
    self.decision = decision
    self.reason = reason
    self.resolution = resolution
  }
}
