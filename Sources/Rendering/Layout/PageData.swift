import Findings
import Reports

/// What a run came to, for programs that read the text of a pull request.
struct PageData: Encodable {
  private var format = 1
  private var command: String
  private var verdict: Report.Verdict
  private var from: ReportedRelease?
  private var to: ReportedRelease?
  private var findings: [String: Int]
  private var codes: [String]

  private init(_ report: Report) {
    let short = { (release: ReportedRelease?) in
      release.map {
        ReportedRelease(
          tag: $0.tag.map { VisibleText.escaped($0, limit: 100) },
          commit: VisibleText.escaped($0.commit, limit: 40),
          unreleased: $0.unreleased.map { VisibleText.escaped($0, limit: 100) })
      }
    }
    command = VisibleText.escaped(report.command, limit: 40)
    verdict = report.verdict
    from = short(report.from)
    to = short(report.to)
    findings = Dictionary(
      uniqueKeysWithValues: Severity.allCases.map { ($0.rawValue, report.findings($0).count) })
    codes = Set(report.findings.map(\.finding.code)).map(\.rawValue).sorted()
  }

  /// A comment, which nobody sees, with what a run came to as JSON on one line.
  ///
  /// What the comment could end with stands in it as JSON's escapes.
  static func comment(on report: Report) -> String {
    let json = JSONText.encode(PageData(report)).split(separator: "\n").map {
      $0.drop { $0 == " " }
    }
    .joined(separator: " ")
    let hidden = [("--", "-\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("@", "\\u0040")]
      .reduce(json) { $0.replacing($1.0, with: $1.1) }
    return "\n<!-- confomeet-upgrade: \(hidden) -->\n"
  }
}
