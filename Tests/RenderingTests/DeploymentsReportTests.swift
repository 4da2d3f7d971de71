import Findings
import Foundation
import Rendering
import Reports
import Testing

/// What several deployments came to, in each form.
@Suite struct DeploymentsReportTests {
  private static let report = DeploymentsReport(
    toolVersion: "1.0.0", command: "drift",
    deployments: [
      ReportedDeployment(
        name: "sites/in", behind: 0, outOfStep: 0, conflicts: 0,
        guarantees: GuaranteeCount([
          ReportedGuarantee(kind: "file", text: "there", state: .holds),
          ReportedGuarantee(kind: "file", text: "moot", state: .moot),
        ]), report: SampleReports.inStep),
      ReportedDeployment(
        name: "sites/out", behind: 3, outOfStep: 4, conflicts: 1, report: SampleReports.drift),
      ReportedDeployment(name: "sites/same", outOfStep: 4, report: SampleReports.drift),
      ReportedDeployment(name: "sites/broken", report: SampleReports.bare),
    ], findings: [Finding(.acceptanceStale, "nothing matches")])

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test func theWorstVerdictIsThatOfAll() {
    #expect(Self.report.verdict == .failed)
    #expect(
      Self.report.worstFirst.map(\.name) == ["sites/broken", "sites/out", "sites/same", "sites/in"])
    let rows = Self.report.deployments
    for (count, verdict) in [(1, Report.Verdict.inStep), (2, .drifted)] {
      let some = DeploymentsReport(
        toolVersion: "1", command: "drift", deployments: Array(rows.prefix(count)))
      #expect(some.verdict == verdict)
    }
    #expect(
      DeploymentsReport(toolVersion: "1", command: "drift", deployments: []).verdict == .failed)
  }

  @Test func itFollowsItsSchemaAndIsReadBack() throws {
    let text = DeploymentsFormat(.json).render(Self.report)
    let schema = try object(DeploymentsSchema.text())
    var validator = SchemaValidator()
    validator.check(try object(text), against: schema, at: "")
    #expect(validator.problems.isEmpty)
    let own = SchemaValidator.keys(of: schema, at: "").filter {
      !$0.hasPrefix("/deployments/report/") && !$0.hasPrefix("/findings/")
    }
    #expect(own.subtracting(validator.seen) == [])
    #expect(try JSONDecoder().decode(DeploymentsReport.self, from: Data(text.utf8)) == Self.report)
  }

  /// Code scanning takes a few runs, and one alert for each fingerprint.
  @Test func codeScanningGetsOneRunWithAnAlertForEach() throws {
    let root = try object(DeploymentsFormat(.sarif).render(Self.report)) as? [String: Any]
    let runs = try #require(root?["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    let prints = results.compactMap {
      ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"]
    }
    #expect(prints.count == results.count && Set(prints).count == prints.count)
    let texts = results.compactMap { ($0["message"] as? [String: String])?["text"] }
    #expect(texts.contains { $0.hasPrefix("sites/out: ") })
    #expect(texts.contains { $0.hasPrefix("sites/same: ") })
  }

  @Test func aPageOfHTMLHasEachNameOnce() throws {
    let page = DeploymentsFormat(.html).render(Self.report)
    let names = page.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
    #expect(names.count == Set(names).count)
  }

  @Test func aTextForAPullRequestHasItsLimit() {
    let many = DeploymentsReport(
      toolVersion: "1", command: "drift",
      deployments: (0..<300).map {
        ReportedDeployment(name: "sites/\($0)", report: SampleReports.drift)
      })
    let text = DeploymentsFormat(.pullRequest).render(many)
    #expect(text.utf8.count <= 10_240)
    #expect(text.contains("sites/0") && text.contains("did not fit"))
    #expect(DeploymentsFormat(.markdown).render(many).utf8.count < 65_536)
  }

  @Test(arguments: [20, 40, 60, 80, 132])
  func noLineIsWiderThanTheTerminal(_ width: Int) {
    let long = String(repeating: "long name ", count: 12)
    let report = DeploymentsReport(
      toolVersion: "1", command: "drift",
      deployments: [ReportedDeployment(name: long, behind: 12, report: SampleReports.inStep)])
    let text = DeploymentsText(terminal: TerminalOptions(width: width)).render(report)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }
}
