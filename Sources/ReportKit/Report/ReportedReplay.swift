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

  /// The file, and the line behind a colon where it is known.
  var location: String { file + (line.map { ":\($0)" } ?? "") }

  /// What it is about.
  var subject: String { node ?? (line == nil ? "the whole file" : "lines") }

  /// The reason, or that there is none.
  var reasonText: String { reason ?? "nobody said why" }

  /// What a list of them is called.
  static let heading = "Settled as before"
}

extension Report {
  /// How many conflicts are settled as before; `nil` for none.
  var replaysText: String? {
    guard let count = replays?.count, count > 0 else { return nil }
    return "\(Report.count(count, "conflict")) settled as before"
  }

  /// The findings of one severity, but for those that have a list of their own.
  func listedFindings(_ severity: Severity) -> [ReportedFinding] {
    findings(severity).filter { replays == nil || $0.finding.code != .settledByResolution }
  }
}
