import Foundation
import Rendering
import Reports
import Testing

@Suite struct JSONRendererTests {
  static let reports = [
    "clean": SampleReports.clean, "conflicts": SampleReports.conflicts, "bare": SampleReports.bare,
    "drift": SampleReports.drift,
    "jump": SampleReports.jump, "adoption": SampleReports.adoption, "commit": SampleReports.commit,
    "settled": SampleReports.settled,
    "lost": SampleReports.lost, "accepted": SampleReports.accepted,
    "unreleased": SampleReports.unreleasedCommits,
  ]

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test func aReportIsReadBackAsItWas() throws {
    for report in [
      SampleReports.clean, SampleReports.conflicts, SampleReports.bare, SampleReports.hostile,
      SampleReports.drift, SampleReports.jump,
      SampleReports.settled, SampleReports.configuration,
    ] {
      let text = JSONRenderer().render(report)
      let read = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
      #expect(read == report)
    }
  }

  @Test func theVersionIsBesideTheReportsKeys() throws {
    let root = try #require(try object(JSONRenderer().render(SampleReports.bare)) as? [String: Any])
    #expect(root["format"] as? Int == 1)
    #expect(root["verdict"] as? String == "failed")
  }

  @Test(arguments: reports.keys.sorted())
  func reportsFollowTheSchema(_ name: String) throws {
    let report = try #require(Self.reports[name])
    var validator = SchemaValidator()
    validator.check(
      try object(JSONRenderer().render(report)), against: try object(ReportSchema.text()), at: "")
    #expect(validator.problems.isEmpty)
  }

  /// A key that only the schema knows would otherwise stay there for ever.
  @Test func everyKeyOfTheSchemaIsInSomeReport() throws {
    let schema = try object(ReportSchema.text())
    var validator = SchemaValidator()
    var accepted = SampleReports.accepted
    for report in [SampleReports.conflicts, SampleReports.jump, SampleReports.drift] {
      accepted.accepted? += report.findings.map {
        ReportedAcceptance($0.severity, $0.finding, reason: "known")
      }
    }
    let reports = [
      SampleReports.clean, SampleReports.conflicts, SampleReports.drift, SampleReports.jump,
      SampleReports.adoption,
      SampleReports.commit, SampleReports.settled, SampleReports.lost, accepted,
      SampleReports.unreleasedCommits, SampleReports.configuration,
    ]
    for report in reports {
      validator.check(try object(JSONRenderer().render(report)), against: schema, at: "")
    }
    #expect(SchemaValidator.keys(of: schema, at: "").subtracting(validator.seen) == [])
  }

  @Test func aWrongReportDoesNotFollowTheSchema() throws {
    let wrong = JSONRenderer().render(SampleReports.clean)
      .replacing("\"upgraded\"", with: "\"other\"").replacing("\"tag\"", with: "\"label\"")
    var validator = SchemaValidator()
    validator.check(try object(wrong), against: try object(ReportSchema.text()), at: "")
    #expect(
      validator.problems.sorted() == [
        "/from/label: unknown", "/to/label: unknown", "/verdict: not one of the values",
      ])
  }
}
