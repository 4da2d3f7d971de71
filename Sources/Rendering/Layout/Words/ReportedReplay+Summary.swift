import Findings
import Reports

extension ReportedReplay {
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
