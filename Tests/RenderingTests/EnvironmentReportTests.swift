import Findings
import Foundation
import Rendering
import Reports
import Testing

/// The forms of reports on environment variables.
@Suite struct EnvironmentReportTests {
  static let names = EnvironmentReports.all.map(\.name)

  private func report(_ name: String) throws -> EnvironmentReport {
    try #require(EnvironmentReports.all.first { $0.name == name }).report
  }

  private func json(_ report: EnvironmentReport) throws -> String {
    EnvironmentFormat(.json).render(report)
  }

  @Test(arguments: names)
  func aReportIsReadBackAsItWas(_ name: String) throws {
    let report = try report(name)
    let read = try JSONDecoder().decode(
      EnvironmentReport.self, from: Data(try json(report).utf8))
    #expect(read == report)
  }

  @Test(arguments: names)
  func reportsFollowTheSchema(_ name: String) throws {
    var validator = SchemaValidator()
    validator.check(
      try JSONSerialization.jsonObject(with: Data(try json(report(name)).utf8)),
      against: try JSONSerialization.jsonObject(with: Data(EnvironmentReportSchema.text().utf8)),
      at: "")
    #expect(validator.problems.isEmpty)
  }

  @Test func noFormShowsCredentialsOrPathsOfTheMachine() throws {
    for name in Self.names {
      for format in ReportFormat.allCases {
        let text = EnvironmentFormat(format).render(try report(name))
        #expect(!text.contains("secret@") && !text.contains("/home/me"))
      }
    }
  }

  @Test func whatBreaksComesFirst() throws {
    let kinds = try #require(EnvironmentReports.changes.changes).changes.map(\.kind)
    #expect(kinds == kinds.sorted())
    #expect(kinds.first == .required && kinds.last == .added)
    #expect(EnvironmentReports.changes.changes?.breaksAnything == true)
    #expect(EnvironmentReports.nothing.changes?.breaksAnything == false)
  }

  @Test func notesAreNoProblems() {
    #expect(EnvironmentReports.check.hasProblems)
    let note = EnvironmentReport(
      toolVersion: "1", to: EnvironmentReports.release.to,
      findings: [Finding(.optionalServiceNotReady, "x")])
    #expect(!note.hasProblems)
  }

  @Test func nothingFromOutsideControlsATerminal() throws {
    let text = EnvironmentText(terminal: .plain, isFull: true).render(EnvironmentReports.hostile)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
