import Findings
import Rendering
import Reports
import Testing

@Suite struct HTMLRendererTests {
  private func tokens(_ report: Report, limit: Int = 4_000_000) throws -> HTMLTokens {
    try HTMLTokens(HTMLRenderer(limit: limit).render(report))
  }

  /// The parts of a page in order: the places that its table of contents leads to.
  private func contents(_ tokens: HTMLTokens) -> [String] {
    let start = tokens.tags.firstIndex { $0.name == "nav" } ?? 0
    let end = tokens.tags.firstIndex { $0.name == "nav" && $0.isEnd } ?? 0
    return tokens.tags[start..<max(start, end)].compactMap { $0.attributes["href"] }
  }

  @Test func whatHasToBeDecidedComesFirst() throws {
    #expect(
      contents(try tokens(SampleReports.conflicts)) == [
        "#summary", "#decisions", "#preconditions", "#patches", "#notes", "#files", "#explanations",
      ])
    #expect(
      contents(try tokens(SampleReports.clean)) == [
        "#summary", "#patches", "#warnings", "#notes", "#files", "#explanations",
      ])
    #expect(contents(try tokens(SampleReports.bare)) == ["#summary"])
  }

  @Test(arguments: SnapshotTests.reports.map(\.name))
  func pagesAreWellFormed(_ name: String) throws {
    let report = try #require(SnapshotTests.reports.first { $0.name == name }).report
    let tokens = try tokens(report)
    #expect(tokens.unbalanced == [])
    let places = tokens.tags.compactMap { $0.attributes["id"] }
    #expect(places.count == Set(places).count)
    let jumps = tokens.tags.compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("#") }
    #expect(Set(jumps.map { String($0.dropFirst()) }).isSubset(of: places))
  }

  @Test func everythingInAReportIsOnThePage() throws {
    for report in [SampleReports.clean, SampleReports.conflicts] {
      let text = try tokens(report).text
      for patch in report.patches {
        #expect(text.contains(patch.id) && text.contains(patch.title))
        for operation in patch.operations { #expect(text.contains(operation.name)) }
      }
      for file in report.files { #expect(text.contains(file.path)) }
      for entry in report.findings {
        let finding = entry.finding
        #expect(text.contains("\(entry.severity.rawValue) \(finding.code.rawValue)"))
        for place in finding.places { #expect(text.contains(place.path)) }
        for cause in finding.causes { #expect(text.contains(cause.subject)) }
        for line in finding.advice + finding.evidence {
          #expect(text.contains(line.replacing("`", with: "")))
        }
        let explanation = try #require(FindingExplanation.of(finding.code))
        #expect(text.contains(explanation.meaning.replacing("`", with: "")))
      }
    }
  }

  @Test func onlyCodesOfTheReportAreExplained() throws {
    let places = try tokens(SampleReports.conflicts).tags.compactMap { $0.attributes["id"] }
    let codes = Set(SampleReports.conflicts.findings.map(\.finding.code.rawValue))
    #expect(Set(places.filter { FindingCode(rawValue: $0) != nil }) == codes)
  }

  @Test func whatSeveralSidesHaveStandsInATable() throws {
    let finding = Finding(
      .editConflict, "changed twice",
      evidence: [
        "stable-1: `- a`", "deployment: `- b`", "deployment: `- c: d`", "stable-2: nothing",
        "one: of its kind",
      ])
    let text = HTMLRenderer().render(
      Report(toolVersion: "1", command: "upgrade", verdict: .conflicts, findings: [finding]))
    #expect(
      text.contains(
        "<th scope=\"row\">deployment</th><td><div><code>- b</code></div>\n<div><code>- c: d</code></div>"
      ))
    #expect(text.contains("<th scope=\"row\">stable-2</th><td><div>nothing</div>"))
    #expect(text.contains("<li>one: of its kind</li>"))
  }

  @Test func theSameReportGivesTheSamePage() {
    for report in SnapshotTests.reports.map(\.report) {
      #expect(HTMLRenderer().render(report) == HTMLRenderer().render(report))
    }
  }

  /// A report with too much of something, which a page of a size must not grow with.
  @Test(arguments: ["findings", "patches", "files", "diffs", "evidence"])
  func whatDoesNotFitIsCounted(_ part: String) throws {
    let many = 3_000
    let report = Report(
      toolVersion: "1", command: "upgrade", verdict: .conflicts,
      patches: (0..<(part == "patches" ? many : 1)).map {
        ReportedPatch(id: "patch-\($0)", title: "title")
      },
      files: (0..<(part == "files" || part == "diffs" ? many : 1)).map {
        let lines = String(repeating: "+line\n", count: 100)
        return ReportedFile(
          path: "file-\($0)", verdict: .added,
          diff: part == "diffs" ? "@@ -0,0 +1,100 @@\n\(lines)" : nil)
      },
      findings: (0..<(part == "findings" ? many : 1)).map {
        Finding(
          .editConflict, "file \($0) was edited",
          evidence: part == "evidence" ? (0..<many).map { "line \($0)" } : [])
      })
    let limit = 60_000
    let page = HTMLRenderer(limit: limit).render(report)
    let bare = HTMLRenderer().render(SampleReports.bare)
    #expect(page.utf8.count < limit + bare.utf8.count + 6_000)
    let text = try HTMLTokens(page).text
    #expect(text.contains("file 0 was edited"))
    if part == "evidence" {
      #expect(text.contains("and 2940 lines more"))
    } else {
      #expect(page.utf8.count > limit / 2)
      #expect(text.contains("did not fit into this page"))
      #expect(text.contains("--report report.json"))
    }
  }
}
