import Findings
import Foundation
import Rendering
import Reports
import Testing

@Suite struct MarkdownRendererTests {
  @Test func hostileTextsMentionNobodyLinkNowhereAndHideNothing() {
    // What was decided is never code.
    var report = Report(toolVersion: "1", command: "upgrade", verdict: .upgraded)
    report.replays = SampleReports.hostileTexts.map {
      ReportedReplay(file: "f", decision: $0, resolution: "r")
    }
    let prose = MarkdownRenderer().render(report).split(separator: "\n")
      .filter { $0.hasPrefix("  - decided: ") }.map { $0.dropFirst(13) }.joined(separator: "\n")
    #expect(prose.count > 500)
    #expect(!prose.contains(#/@[a-z]/#))
    #expect(!prose.contains(#/[^&]#[0-9]/#))
    #expect(!prose.contains(#/GH-[0-9]/#))
    #expect(!prose.contains(#/[a-z]:\/\//#))
    #expect(!prose.contains("www."))
    #expect(!prose.contains("<script"))
    #expect(!prose.contains(#/(^|[^\\])[`*_\[~$]/#.anchorsMatchLineEndings()))
    let text = MarkdownRenderer().render(SampleReports.hostile)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.isVisible })
  }

  @Test func foldsOpenAndClose() {
    for report in [
      SampleReports.clean, SampleReports.conflicts, SampleReports.hostile, SampleReports.bare,
      SampleReports.jump,
      SampleReports.adoption,
    ] {
      let lines = MarkdownRenderer().render(report).split(separator: "\n")
      let opened = lines.count { $0.hasPrefix("<details>") }
      #expect(opened == lines.count { $0 == "</details>" })
    }
  }

  @Test func aFenceIsLongerThanWhatItHolds() {
    let diff = "+```\n ````text\n+</details>\n"
    let report = Report(
      toolVersion: "1", command: "upgrade", verdict: .upgraded,
      files: [ReportedFile(path: "a.md", verdict: .updated, diff: diff)])
    let text = MarkdownRenderer().render(report)
    #expect(text.contains("\n`````diff\n\(diff)`````\n"))
  }

  @Test func tablesHaveAsManyCellsInEveryRow() {
    let rows = MarkdownRenderer().render(SampleReports.hostile).split(separator: "\n")
      .filter { $0.hasPrefix("|") }
    #expect(rows.count == 2 + SampleReports.hostileTexts.count)
    #expect(rows.allSatisfy { $0.count { $0 == "|" } == 6 })
  }

  /// A report too long for GitHub, each of its parts in turn being the long one.
  @Test(arguments: ["findings", "patches", "files", "diffs", "texts", "consequences", "commits"])
  func neverLongerThanGitHubTakes(_ part: String) {
    let many = 3_000
    let long = String(repeating: "|", count: 200_000)
    let report = Report(
      toolVersion: "1", command: part == "texts" ? long : "upgrade", verdict: .conflicts,
      patchSet: part == "texts" ? ReportedPatchSet(name: long, tree: long) : nil,
      upstreamChanges: UpstreamChanges(
        consequences: (0..<(part == "consequences" ? many : 1)).map {
          Consequence(
            .ports, isBreaking: $0 % 2 == 0, subjects: ["service-\($0)"],
            changes: [.init(from: nil, to: part == "texts" ? long : "80:80")],
            causes: [Cause(commit: "\($0)", subject: "fix: port", date: "2026-01-01")])
        },
        releases: (0..<(part == "commits" ? many : 1)).map {
          ReleasedCommits(
            release: "stable-\($0)",
            commits: [
              ReportedCommit(
                commit: "\($0)", subject: part == "texts" ? long : "fix: port", message: "",
                date: "2026-01-01")
            ])
        }),
      patches: (0..<(part == "patches" ? many : 1)).map {
        ReportedPatch(id: "patch-\($0)", title: part == "texts" ? long : "title")
      },
      files: (0..<(part == "files" || part == "diffs" ? many : 1)).map {
        ReportedFile(
          path: "file-\($0)", verdict: .updated,
          diff: part == "diffs" ? String(repeating: "+line \($0)\n", count: 100) : nil)
      },
      findings: (0..<(part == "findings" ? many : 1)).map {
        Finding(.editConflict, part == "texts" ? long : "file \($0) was edited")
      })
    let body = PullRequestRenderer().render(report)
    #expect(body.utf8.count <= PullRequestRenderer.limit)
    #expect(body.hasPrefix("## ") && body.contains(" conflict"))
    #expect(part == "texts" || body.contains("### Decisions needed"))
    let text = MarkdownRenderer().render(report)
    #expect(text.utf8.count < MarkdownRenderer.gitHubLimit)
    #expect(text.hasPrefix("## "))
    #expect(text.contains(" conflict"))
    if part != "texts" {
      #expect(text.utf8.count > MarkdownRenderer.gitHubLimit / 2)
      #expect(text.contains("did not fit here"))
    }
  }

  /// Upstream's changes alone would fill the page.
  @Test func aLongSectionLeavesRoomForThoseBehindIt() {
    var report = SampleReports.conflicts
    report = Report(
      toolVersion: "1", command: "upgrade", verdict: .conflicts,
      upstreamChanges: UpstreamChanges(
        consequences: (0..<3_000).map {
          Consequence(.ports, isBreaking: true, subjects: ["service-\($0)"])
        }),
      patches: report.patches, files: report.files,
      findings: report.findings.map(\.finding))
    let text = MarkdownRenderer().render(report)
    #expect(text.contains("\n### Decisions needed\n") && text.contains("service-0"))
    #expect(text.contains("\n| ✗ | jibri-s3 |"))
    #expect(text.contains("\n### Files\n"))
    let body = PullRequestRenderer().render(report)
    #expect(body.utf8.count <= PullRequestRenderer.limit)
    #expect(body.contains("\n### Decisions needed\n") && body.contains("service-0"))
    #expect(body.contains("\n### In numbers\n"))
  }

  @Test func whatHasToBeDecidedIsKeptWhenTheRestDoesNotFit() {
    let report = Report(
      toolVersion: "1", command: "upgrade", verdict: .conflicts,
      files: [
        ReportedFile(
          path: "large", verdict: .updated, diff: String(repeating: "+x\n", count: 90_000)),
        ReportedFile(path: "small", verdict: .updated, diff: "+x\n"),
      ],
      findings: [Finding(.editConflict, "file was edited")])
    let text = MarkdownRenderer().render(report)
    #expect(text.contains("file was edited"))
    #expect(text.contains("<summary>small</summary>"))
    #expect(!text.contains("<summary>large</summary>"))
    #expect(text.contains("> 1 part did not fit here."))
  }

  @Test(arguments: SnapshotTests.reports.map(\.name))
  func aHiddenBlockTellsProgramsWhatItCameTo(_ name: String) throws {
    let report = try #require(SnapshotTests.reports.first { $0.name == name }).report
    let text = MarkdownRenderer().render(report)
    let block = try #require(
      text.wholeMatch(of: #/(?s).*\n<!-- confomeet-upgrade: ([^<>@\n]+) -->\n/#))
    #expect(!block.1.contains("--"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(block.1.utf8)) as? [String: Any])
    #expect(object["format"] as? Int == 1)
    #expect(object["verdict"] as? String == report.verdict.rawValue)
    let counts = try #require(object["findings"] as? [String: Int])
    #expect(counts["conflict"] == report.findings(.conflict).count)
  }
}
