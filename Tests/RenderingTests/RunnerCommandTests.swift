import Findings
import Rendering
import Reports
import Testing

/// Upstream's texts reach the logs of CI jobs, whose runners read commands in them.
@Suite struct RunnerCommandTests {
  /// Texts that a runner acts on; with words before them, so that one of the many widths begins a line with the command.
  private static let commands = [
    "::error file=a::pwned", "  ::add-mask::stable", "\u{A0}::stop-commands::x",
    "a b c ::set-output name=x::y", "\r\n::warning::x", "\u{2028}::notice::x", "\u{85}::debug::x",
    "text ##[add-mask]stable", "##[group]x", "##\u{FE0F}[error]x", "x##vso[task.setvariable]y",
    "##VSO[task.complete]", "##teamcity[buildStatus status='SUCCESS']",
    "section_start:1:x\r\u{1B}[0Kx", "travis_fold:start:x\r\u{1B}[0K",
    "\u{1B}[2J\u{1B}[1;1H::error::x", "\u{202E}::error::x",
    "服務無法啟動服務無法啟動::error::x ::error::y",
  ]

  /// The renderers' outputs, by name.
  private static func outputs(_ text: String) -> [(String, String)] {
    let report = SampleReports.report(ofOnly: text)
    let matrix = SampleReports.matrix(ofOnly: text)
    let environment = SampleReports.environment(ofOnly: text)
    let several = DeploymentsReport(
      toolVersion: "1.0.0", command: "drift",
      deployments: [ReportedDeployment(name: text, report: report)])
    var outputs = ReportFormat.allCases.map { ($0.rawValue, $0.renderer.render(report)) }
    for width in [20, 23, 24, 26, 29, 30, 33, 37, 41, 80, 97] {
      let terminal = TerminalOptions(width: width)
      outputs += [
        ("text \(width)", TextRenderer(terminal: terminal, detail: .full).render(report)),
        ("matrix \(width)", MatrixTextRenderer(terminal: terminal, isWhole: true).render(matrix)),
        ("env \(width)", EnvironmentText(terminal: terminal, isFull: true).render(environment)),
        ("several \(width)", DeploymentsText(terminal: terminal, isFull: true).render(several)),
      ]
    }
    for format in ReportFormat.allCases {
      if let form = MatrixFormat(format) {
        outputs.append(("matrix \(format)", form.render(matrix)))
      }
      outputs.append(("env \(format)", EnvironmentFormat(format).render(environment)))
      outputs.append(("several \(format)", DeploymentsFormat(format).render(several)))
    }
    outputs.append(("commit", CommitMessage.text(of: report)))
    outputs.append(("releases", SampleReports.listing(ofOnly: text).json))
    return outputs
  }

  @Test("no line of any output is a command", arguments: commands)
  func noCommands(_ text: String) {
    let isCommand = #/^[^\S\n]*::|##\[[A-Za-z]|(?i:##vso\[|##teamcity\[)|\r/#
      .anchorsMatchLineEndings()
    for (name, output) in Self.outputs(text) {
      let line = output.firstRange(of: isCommand).map { found in
        String(output[found.lowerBound...].prefix { $0 != "\n" })
      }
      #expect(line == nil, "\(name)")
      let hidden = output.unicodeScalars.first { $0 != "\n" && !$0.properties.isVisible }
      #expect(hidden == nil, "\(name)")
    }
  }

  @Test(
    "ordinary text is shown as it is",
    arguments: [
      "a::b", "std::string x", "listen on ::1 and [::]:80", "#[test]", "# [a](b)", "## [1.0]", "##",
      "C++::x", "feat(web)!: add ##x [y]", "vso[x] teamcity[y]",
    ])
  func ordinaryText(_ text: String) {
    let output = TextRenderer(terminal: TerminalOptions(width: 200))
      .render(SampleReports.report(ofOnly: text))
    #expect(output.contains("\"\(text)\""))
    #expect(JSONRenderer().render(SampleReports.report(ofOnly: text)).contains("\(text)\""))
  }

  @Test("JSON has the same values", arguments: ["##[add-mask]x", "##vso[a]", "x ##[y"])
  func values(_ text: String) throws {
    let json = JSONRenderer().render(SampleReports.report(ofOnly: text))
    #expect(json.replacing("\\u005b", with: "[").contains("\"\(text)\""))
  }
}
