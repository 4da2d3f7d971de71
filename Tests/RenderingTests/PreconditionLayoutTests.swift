import Rendering
import Reports
import Testing

/// What has to be done before containers are started, as it is shown.
struct PreconditionLayoutTests {
  private func report(_ preconditions: [ReportedPrecondition]) -> Report {
    var report = Report(toolVersion: "0", command: "upgrade", verdict: .upgraded)
    report.preconditions = preconditions
    return report
  }

  @Test("in Markdown, what is to be done has a box, and the commands are one block")
  func markdown() {
    let text = MarkdownRenderer().render(
      report([
        ReportedPrecondition(.breaks, "run as `s6`", services: ["web"]),
        ReportedPrecondition(.required, "make room", otherwise: "it exits", services: ["web"]),
        ReportedPrecondition(.command, "cd confomeet"), ReportedPrecondition(.command, "docker x"),
      ]))
    #expect(text.contains("\n- [ ] **web: **") || text.contains("\n- [ ] "))
    #expect(text.contains("make room; else it exits"))
    #expect(!text.contains("☐") && !text.contains("- [ ] **breaks"))
    #expect(text.contains("```sh\ncd confomeet\ndocker x\n```"))
  }

  @Test("a summary has at most fifteen lines of it, however long the sentences are")
  func lines() {
    let long = String(repeating: "a long sentence ", count: 12)
    let points = (0..<10).map { ReportedPrecondition(.required, "\($0) \(long)") }
    let text = TextRenderer().render(report(points + [ReportedPrecondition(.breaks, "it breaks")]))
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("Before the containers") }
      .dropFirst()
    #expect(lines.count <= 15 && lines.count > 9, "\(lines.count)")
    #expect(lines.contains { $0.contains("it breaks") })
    #expect(text.contains("more, with --verbose"))
  }
}
