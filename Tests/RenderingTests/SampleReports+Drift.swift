import Findings
import Reports

extension SampleReports {
  /// Several checks, of which some found something.
  static let drift = Report(
    toolVersion: "1.0.0", command: "drift", verdict: .drifted, upstream: upstream,
    deployment: "./deployment/",
    from: ReportedRelease(tag: "stable-10184", commit: commits[1]),
    patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
    checks: [
      ReportedCheck(name: "release", state: .drifted, findings: 2, counts: false),
      ReportedCheck(name: "moved", state: .inStep, counts: true),
      ReportedCheck(name: "deployment", state: .drifted, findings: 1, counts: true),
      ReportedCheck(name: "patches", state: .unchecked, counts: true),
    ],
    findings: [
      Finding(
        .editConflict, "`confomeet/a b.yml` was edited by hand",
        places: [
          Place(.deployment, "confomeet/a b.yml", line: 3, excerpt: "mem_limit: 2g"),
          Place(.deployment, "confomeet/a b.yml", line: 9),
        ],
        evidence: ["1 line was added"], advice: ["move the change into the patch set, or undo it"],
        diff: """
          --- a/confomeet/a b.yml
          +++ b/confomeet/a b.yml
          @@ -2,1 +2,2 @@
           services:
          +mem_limit: 2g

          """),
      Finding(
        .wrongNumberOfPlaces, "`run` stands 0 times in jibri/Dockerfile, expected once",
        places: [
          Place(.upstream, "jibri/Dockerfile", release: "stable-12000", line: 4),
          Place(.patchSet, "patches/jibri-s3/patch.yaml", line: 31, column: 9),
          Place(.generated, "jibri.yml"),
        ],
        causes: [
          Cause(
            commit: commits[2], subject: "refactor: [look](https://evil.example)",
            date: "2026-05-04", firstRelease: "stable-11900")
        ]),
      Finding(.deletedLocally, "`confomeet/x.yml` was deleted by hand"),
    ])

  /// As ``drift``, with nothing found.
  static let inStep = Report(
    toolVersion: "1.0.0", command: "drift", verdict: .inStep,
    from: ReportedRelease(tag: "stable-10184", commit: commits[1]),
    checks: [
      ReportedCheck(name: "release", state: .inStep, counts: false),
      ReportedCheck(name: "moved", state: .inStep, counts: true),
    ])
}
