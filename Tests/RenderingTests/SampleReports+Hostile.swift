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
  static let hostile = Report(
    toolVersion: hostileTexts[0], command: hostileTexts[7], verdict: .conflicts,
    upstream: "https://token@evil.example/\(hostileTexts[1])",
    from: ReportedRelease(tag: hostileTexts[2], commit: hostileTexts[0]),
    to: ReportedRelease(tag: hostileTexts[3], commit: hostileTexts[5]),
    patchSet: ReportedPatchSet(name: hostileTexts[4], tree: hostileTexts[6]),
    upstreamChanges: hostileChanges,
    patches: hostileTexts.map { text in
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
        guarantees: [ReportedGuarantee(kind: text, text: text, held: false, evidence: [text])])
    },
    files: hostileTexts.map {
      ReportedFile(path: $0, verdict: .updated, oldMode: $0, newMode: "x" + $0, diff: "+\($0)\n")
    },
    markers: [
      ReportedMarker(file: hostileTexts[5], line: .max, from: hostileTexts[6], to: hostileTexts[7])
    ],
    findings: hostileTexts.map { text in
      Finding(
        .wrongNumberOfPlaces, text,
        places: [
          Place(.upstream, text, release: text, line: .min, column: .max, excerpt: text)
        ],
        evidence: [text], advice: [text],
        causes: [Cause(commit: text, subject: text, date: text, firstRelease: text)])
    })
}
