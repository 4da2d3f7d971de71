import Rendering
import Testing

@Suite struct ReportFormatTests {
  @Test(arguments: [
    ("report.md", ReportFormat.markdown), ("out.d/REPORT.MD", .markdown), ("a.b.json", .json),
    ("a.txt", .text), ("b/body.pr.md", .pullRequest), ("B.PR.MD", .pullRequest),
    ("apr.md", .markdown), ("-", .text), ("drift.SARIF", .sarif), ("a.html", .html),
    ("a.HTML", .html),
  ])
  func theEndingChoosesTheForm(_ name: String, _ format: ReportFormat) throws {
    let chosen = try ReportFormat(fileName: name)
    #expect(chosen == format)
  }

  @Test(arguments: ["report.htm", "report", "md", "a.md/report", "", "x."])
  func otherEndingsAreRefusedWithThoseThereAre(_ name: String) throws {
    let error = try #require(throws: UnsupportedReportFormat.self) {
      try ReportFormat(fileName: name)
    }
    let endings = ".html, .json, .md, .pr.md, .sarif, .txt"
    #expect(error.description == "a report's name must end in one of \(endings): `\(name)`")
  }

  @Test func everyFormHasARenderer() {
    #expect(ReportFormat.json.renderer.render(SampleReports.bare).hasPrefix("{"))
    #expect(ReportFormat.html.renderer.render(SampleReports.bare).hasPrefix("<!DOCTYPE html>"))
    #expect(ReportFormat.markdown.renderer.render(SampleReports.bare).hasPrefix("## Upgrade"))
    #expect(ReportFormat.pullRequest.renderer.render(SampleReports.bare).hasPrefix("## Upgrade"))
    #expect(ReportFormat.sarif.renderer.render(SampleReports.bare).contains("2.1.0"))
    #expect(ReportFormat.text.renderer.render(SampleReports.bare).hasPrefix("failed"))
  }
}
