import Findings
import Rendering
import Reports
import Testing

@Suite struct TextRendererTests {
  static let reports = [
    SampleReports.clean, SampleReports.conflicts, SampleReports.hostile, SampleReports.bare,
    SampleReports.jump,
    SampleReports.adoption,
  ]

  @Test(arguments: [0, 20, 21, 40, 80, 133], [false, true])
  func noLineIsWiderThanTheTerminalAndNothingControlsIt(width: Int, usesColour: Bool) {
    let terminal = TerminalOptions(
      width: width, usesColour: usesColour, usesHyperlinks: usesColour)
    var texts = FindingCode.allCases.map { ExplainRenderer(terminal: terminal).page(for: $0) }
    texts.append(ExplainRenderer(terminal: terminal).list())
    for report in Self.reports {
      texts.append(TextRenderer(terminal: terminal).render(report))
      texts.append(TextRenderer(terminal: terminal, detail: .full).render(report))
    }
    let lines = texts.flatMap { Terminal.withoutSequences($0).split(separator: "\n") }
    let columns = Terminal.columns(lines)
    #expect(columns.count == lines.count)
    let wrong = zip(lines, columns).filter { $1 < 0 || $1 > max(20, width) }
    #expect(wrong.isEmpty)
  }

  @Test func withoutColourThereAreOnlyCharacters() {
    for report in Self.reports {
      let text = TextRenderer(detail: .full).render(report)
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.isVisible })
    }
  }

  @Test func colourChangesNothingButColour() {
    let coloured = TerminalOptions(usesColour: true, usesHyperlinks: true)
    for report in Self.reports {
      let plain = TextRenderer(terminal: TerminalOptions()).render(report)
      let text = TextRenderer(terminal: coloured).render(report)
      #expect(text != plain)
      #expect(Terminal.withoutSequences(text) == plain)
    }
  }

  @Test func linksLeadToCommitsAndFilesAtGitHub() {
    let terminal = TerminalOptions(usesHyperlinks: true)
    let links = TextRenderer(terminal: terminal).render(SampleReports.conflicts)
      .matches(of: #/\u{1B}\]8;;([!-~]+)\u{1B}\\/#).map { String($0.1) }
    let upstream = "https://github.com/jitsi/docker-jitsi-meet"
    let commits = SampleReports.commits.map { "\(upstream)/commit/\($0)" }
    #expect(
      Set(links) == Set(commits + [upstream, "\(upstream)/blob/stable-12000/jibri/Dockerfile"]))
    #expect(!TextRenderer(terminal: terminal).render(SampleReports.hostile).contains("\u{1B}"))
  }

  @Test func theVerdictComesFirst() {
    let firstLine = { (report: Report) in
      TextRenderer().render(report).split(separator: "\n").first.map(String.init)
    }
    #expect(firstLine(SampleReports.clean) == "upgraded: stable-9364-1 → stable-10184")
    #expect(firstLine(SampleReports.conflicts) == "3 conflicts: stable-9364-1 → stable-12000")
    #expect(firstLine(SampleReports.bare) == "failed")
    let release = ReportedRelease(tag: "stable-10184", commit: SampleReports.commits[0])
    let same = Report(
      toolVersion: "1", command: "upgrade", verdict: .upToDate, from: release, to: release)
    #expect(firstLine(same) == "up to date: stable-10184")
  }

  @Test func findingsWithOneCauseStandTogetherUnderIt() throws {
    let text = TextRenderer(terminal: TerminalOptions(width: 200)).render(SampleReports.conflicts)
    let lines = text.split(separator: "\n").map(String.init)
    let cause = try #require(lines.firstIndex { $0.contains("is behind these 2") })
    let conflicts = lines.indices.filter { lines[$0].contains("conflict[U2") }
    #expect(conflicts.count == 3)
    #expect(conflicts.allSatisfy { $0 > cause })
    #expect(conflicts.map { lines[$0].hasPrefix("  ") } == [true, true, true])
    #expect(lines.count { $0.contains("move chrome into its own stage") } == 1)
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a person sees the character where it stands.
  var isVisible: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    default: !isDefaultIgnorableCodePoint
    }
  }
}
