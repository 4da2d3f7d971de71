import Findings
import Reports

extension MarkdownRenderer {
  /// What a run came to, for programs that read the text of a pull request.
  private struct Data: Encodable {
    var format = 1
    var command: String
    var verdict: Report.Verdict
    var from: ReportedRelease?
    var to: ReportedRelease?
    var findings: [String: Int]
    var codes: [String]
  }

  /// A comment, which nobody sees, with what a run came to as JSON on one line.
  ///
  /// What the comment could end with stands in it as JSON's escapes.
  static func data(of report: Report) -> String {
    let short = { (release: ReportedRelease?) in
      release.map {
        ReportedRelease(
          tag: VisibleText.escaped($0.tag, limit: 100),
          commit: VisibleText.escaped($0.commit, limit: 40))
      }
    }
    let counts = Severity.allCases.map { ($0.rawValue, report.findings($0).count) }
    let codes = Set(report.findings.map(\.finding.code))
    let data = Data(
      command: VisibleText.escaped(report.command, limit: 40), verdict: report.verdict,
      from: short(report.from), to: short(report.to),
      findings: Dictionary(uniqueKeysWithValues: counts),
      codes: codes.map(\.rawValue).sorted())
    let json = JSONText.encode(data).split(separator: "\n").map { $0.drop { $0 == " " } }
      .joined(separator: " ")
    let hidden = [("--", "-\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("@", "\\u0040")]
      .reduce(json) { $0.replacing($1.0, with: $1.1) }
    return "\n<!-- confomeet-upgrade: \(hidden) -->\n"
  }
}
