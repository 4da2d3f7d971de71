import Foundation
import ReportKit
import Testing

@Suite struct JSONRendererTests {
  static let reports = [
    "clean": Reports.clean, "conflicts": Reports.conflicts, "bare": Reports.bare,
    "drift": Reports.drift,
    "jump": Reports.jump, "adoption": Reports.adoption, "commit": Reports.commit,
    "settled": Reports.settled,
  ]

  private func object(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  @Test func aReportIsReadBackAsItWas() throws {
    for report in [
      Reports.clean, Reports.conflicts, Reports.bare, Reports.hostile, Reports.drift, Reports.jump,
      Reports.settled,
    ] {
      let text = JSONRenderer().render(report)
      let read = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
      #expect(read == report)
    }
  }

  @Test func theVersionIsBesideTheReportsKeys() throws {
    let root = try #require(try object(JSONRenderer().render(Reports.bare)) as? [String: Any])
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
    let reports = [
      Reports.clean, Reports.conflicts, Reports.drift, Reports.jump, Reports.adoption,
      Reports.commit, Reports.settled,
    ]
    for report in reports {
      validator.check(try object(JSONRenderer().render(report)), against: schema, at: "")
    }
    #expect(SchemaValidator.keys(of: schema, at: "").subtracting(validator.seen) == [])
  }

  @Test func aWrongReportDoesNotFollowTheSchema() throws {
    let wrong = JSONRenderer().render(Reports.clean)
      .replacing("\"upgraded\"", with: "\"other\"").replacing("\"tag\"", with: "\"label\"")
    var validator = SchemaValidator()
    validator.check(try object(wrong), against: try object(ReportSchema.text()), at: "")
    #expect(
      validator.problems.sorted() == [
        "/from/label: unknown", "/from/tag: missing", "/to/label: unknown", "/to/tag: missing",
        "/verdict: not one of the values",
      ])
  }
}
