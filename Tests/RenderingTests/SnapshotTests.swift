import Findings
import Rendering
import Reports
import TestSupport
import Testing

/// Every form of some reports and of every rule, as people and programs get them.
@Suite struct SnapshotTests {
  static let reports: [(name: String, report: Report)] = [
    ("clean", SampleReports.clean), ("conflicts", SampleReports.conflicts),
    ("hostile", SampleReports.hostile),
    ("bare", SampleReports.bare), ("drift", SampleReports.drift), ("in-step", SampleReports.inStep),
    ("jump", SampleReports.jump), ("adoption", SampleReports.adoption),
    ("commit", SampleReports.commit),
    ("settled", SampleReports.settled), ("lost", SampleReports.lost),
    ("accepted", SampleReports.accepted), ("unreleased", SampleReports.unreleasedCommits),
  ]
  static let renderers: [(name: String, renderer: any Renderer)] = [
    ("summary.txt", TextRenderer()),
    ("full.txt", TextRenderer(detail: .full)),
    (
      "colour.ansi",
      TextRenderer(terminal: TerminalOptions(width: 80, usesColour: true, usesHyperlinks: true))
    ),
    ("md", MarkdownRenderer()),
    ("pr.md", PullRequestRenderer()),
    ("html", HTMLRenderer()),
    ("json", JSONRenderer()),
    ("sarif", SARIFRenderer()),
  ]

  @Test(arguments: reports.map(\.name), renderers.map(\.name))
  func report(_ name: String, as form: String) throws {
    let report = try #require(Self.reports.first { $0.name == name }).report
    let renderer = try #require(Self.renderers.first { $0.name == form }).renderer
    try Snapshots().expect(renderer.render(report), named: "\(name).\(form)")
  }

  @Test func explanations() throws {
    let pages = [FindingCode.wrongNumberOfPlaces, .editConflict, .newerRelease]
      .map { ExplainRenderer().page(for: $0) }
    try Snapshots().expect(pages.joined(separator: "\n"), named: "explain.pages.txt")
    try Snapshots().expect(ExplainRenderer().list(), named: "explain.txt")
  }

  @Test func schema() throws {
    try Snapshots().expect(ReportSchema.text(), named: "report.schema.json")
  }

  @Test(arguments: EnvironmentReports.all.map(\.name))
  func environment(_ name: String) throws {
    let report = try #require(EnvironmentReports.all.first { $0.name == name }).report
    let summary = EnvironmentText(terminal: .plain).render(report)
    try Snapshots().expect(summary, named: "\(name).summary.txt")
    for format in [ReportFormat.json, .markdown, .sarif, .text] {
      let text = EnvironmentFormat(format).render(report)
      try Snapshots().expect(text, named: "\(name).\(format.rawValue)")
    }
    try Snapshots().expect(EnvironmentReportSchema.text(), named: "env.schema.json")
  }

  @Test func noSnapshotIsLeftOver() throws {
    var expected = ["explain.pages.txt"]
    expected += Self.reports.flatMap { report in
      Self.renderers.map { "\(report.name).\($0.name)" }
    }
    expected += EnvironmentReports.all.flatMap { report in
      ["json", "md", "sarif", "summary.txt", "txt"].map { "\(report.name).\($0)" }
    }
    expected += ["env.schema.json"]
    expected += ["explain.txt", "report.schema.json"]
    #expect(try Snapshots().names() == expected.sorted())
  }
}
