import Findings
import Reports

extension SampleReports {
  /// What someone might write into a commit or a file name, for a terminal, for GitHub, or to hide.
  static let hostileTexts = [
    "\u{1B}[2J\u{1B}[1;1Hall is well",
    "\u{1B}]8;;https://evil.example\u{7}click\u{1B}]8;;\u{7}",
    "\u{9B}31mred\r\nerased\u{8}\u{8}\u{0}",
    "abc\u{202E}txt.exe\u{2066}\u{200B}\u{FEFF}\u{00AD}\u{2028}end\u{E0041}",
    "```\n</details><script>alert(1)</script> @jitsi/team fixes #12 jitsi/jitsi#3 GH-4",
    "[text](https://evil.example) ![i](http://evil.example/i.png) www.evil.example <b>| a | b |",
    "a `b | c` d ``e`` `f",
    "- 1. # > *bold* _it_ ~~no~~ $x^2$ &lt; &#64;all \\",
    "録画が保存されない設定の確認をお願いします録画が保存されない設定の確認をお願いします録画が保存されない",
    "e\u{301}\u{301}\u{301} \u{1F9D1}\u{200D}\u{1F680} \u{26A0}\u{FE0F} \u{1F1E9}\u{1F1EA} \u{3164}x",
    String(repeating: "long", count: 200),
    "\ttabs\tand   spaces   ",
    "",
  ]

  /// A report in which every text is hostile.
  static let hostile = report(of: hostileTexts)

  /// A report in which every text is one of at least eight.
  private static func report(of texts: [String]) -> Report {
    Report(
      toolVersion: texts[0], command: texts[7], verdict: .conflicts,
      upstream: "https://token@evil.example/\(texts[1])",
      from: ReportedRelease(tag: texts[2], commit: texts[0]),
      to: ReportedRelease(tag: texts[3], commit: texts[5]),
      patchSet: ReportedPatchSet(name: texts[4], tree: texts[6]),
      upstreamChanges: changes(of: texts),
      patches: texts.map { text in
        ReportedPatch(
          id: text, title: text, variant: text, variantReasons: [text],
          variantChange: ReportedVariantChange(
            from: text, to: text, since: text, retiredImages: [text],
            decisions: [
              .init(
                condition: text, holds: true,
                causes: [Cause(commit: text, subject: text, date: text, firstRelease: text)])
            ]), retirement: ReportedRetirement(since: text),
          operations: [
            ReportedOperation(
              name: text, file: text, movedFrom: text, outcome: .moved, places: -1, lines: [.min])
          ],
          guarantees: [ReportedGuarantee(kind: text, text: text, state: .fails, evidence: [text])])
      },
      files: texts.map {
        ReportedFile(path: $0, verdict: .updated, oldMode: $0, newMode: "x" + $0, diff: "+\($0)\n")
      },
      markers: [
        ReportedMarker(file: texts[5], line: .max, from: texts[6], to: texts[7])
      ],
      findings: texts.map { text in
        Finding(
          .wrongNumberOfPlaces, text,
          places: [
            Place(.upstream, text, release: text, line: .min, column: .max, excerpt: text)
          ],
          evidence: [text], advice: [text],
          causes: [Cause(commit: text, subject: text, date: text, firstRelease: text)])
      })
  }

  /// A report of an upgrade in which every text is the same.
  static func report(ofOnly text: String) -> Report {
    var report = report(of: Array(repeating: text, count: 8))
    report.branch = text
    report.checks = [ReportedCheck(name: text, state: .drifted, findings: 1, counts: true)]
    report.replays = [
      ReportedReplay(file: text, line: 1, decision: text, reason: text, resolution: text),
      ReportedReplay(file: text, node: text, decision: text, resolution: text),
    ]
    report.configuration = configuration(
      name: text, path: text, text: text,
      cause: Cause(commit: text, subject: text, date: text, firstRelease: text))
    report.preconditions = [ReportedPrecondition.Kind.data, .data, .required, .command].map {
      ReportedPrecondition(
        $0, text, otherwise: text, services: [text],
        move: ReportedPrecondition.Move(from: text, to: text))
    }
    report.adoption = ReportedAdoption(
      files: [
        AdoptedFile(
          path: text, state: .edited, origin: text, place: text, added: [text], changed: [text],
          dropped: [text], mode: text)
      ],
      candidates: [
        AdoptionCandidate(
          release: ReportedRelease(tag: text, commit: text), equalFiles: 1, files: 1,
          sharedLines: 1, differingLines: 1, pins: 1, markers: [text], isAsClose: true)
      ])
    return report
  }

  /// A matrix in which every text is the same.
  static func matrix(ofOnly text: String) -> PatchMatrix {
    let finding = Finding(
      .wrongNumberOfPlaces, text,
      places: [Place(.upstream, text, release: text, line: 1, excerpt: text)], evidence: [text],
      advice: [text])
    let cells = [
      MatrixCell(.applied, variant: text), MatrixCell(.conflict, findings: [finding]),
    ]
    return PatchMatrix(
      toolVersion: text, upstream: text, patchSet: ReportedPatchSet(name: text, tree: text),
      releases: [MatrixRelease(tag: text, commit: text), MatrixRelease(tag: text, commit: text)],
      rows: [MatrixRow(patch: text, title: text, cells: cells)],
      transitions: [
        MatrixTransition(
          patch: text, before: text, release: text, from: cells[0], to: cells[1],
          cause: Cause(commit: text, subject: text, date: text, firstRelease: text))
      ])
  }

  /// A report of `env` in which every text is the same.
  static func environment(ofOnly text: String) -> EnvironmentReport {
    let release = ReportedRelease(tag: text, commit: text)
    let use = ReportedVariable.Use(path: text, line: 1, service: text, defaultText: text)
    return EnvironmentReport(
      toolVersion: text, upstream: text, from: release, to: release,
      changes: VariableChanges(
        from: text, to: text,
        changes: VariableChange.Kind.allCases.map {
          VariableChange(
            $0, text, newNames: [text], release: text, services: [text],
            readers: [.init(path: text, line: 1, release: text)], defaultBefore: text,
            defaultAfter: text, comment: text)
        }),
      variables: [
        ReportedVariable(
          text, comment: text, defaultText: text, presentName: text, services: [text],
          requiredBy: [text], declared: [use], interpolated: [use], passed: [use], readers: [use])
      ],
      checked: EnvironmentReport.Checked(file: text, basis: .generated, count: 1),
      findings: [Finding(.variableRenamed, text, places: [Place(.deployment, text, line: 1)])])
  }

  /// Releases in which every text is the same.
  static func listing(ofOnly text: String) -> ReleaseListing {
    ReleaseListing(
      locked: text,
      releases: [.init(name: text, commit: text, tagObject: text, date: text)])
  }
}
