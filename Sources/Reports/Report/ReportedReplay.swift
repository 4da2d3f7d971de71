/// A conflict that is settled as somebody settled it before.
public struct ReportedReplay: Sendable, Hashable, Codable {
  /// The file, from the deployment's folder.
  public var file: String
  /// The line at which the conflict stood in the merged file, from 1; `nil` for a whole file.
  public var line: Int?
  /// The part of the file, for example `services.web.environment.TZ`; `nil` for lines and for a whole file.
  public var node: String?
  /// What was decided, as the end of a sentence.
  public var decision: String
  /// Why; `nil` when nobody said.
  public var reason: String?
  /// The file of the patch set that has the decision.
  public var resolution: String

  /// Makes a replay.
  public init(
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
