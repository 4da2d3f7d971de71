import Findings
import Reports

extension SampleReports {
  /// A deployment made by hand, before a decision.
  static let adoption: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "adopt", verdict: .conflicts, upstream: upstream,
      to: release, patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
      findings: [
        Finding(
          .generatedMoved,
          "confomeet/example.env comes from `env.example`, which is generated as `confomeet/env.example`",
          places: [Place(.deployment, "confomeet/example.env")],
          advice: [
            "in the deployment's folder: `git mv confomeet/example.env confomeet/env.example`"
          ])
      ])
    report.adoption = ReportedAdoption(
      files: [
        AdoptedFile(path: "confomeet/jigasi.yml", state: .generated, origin: "jigasi.yml"),
        AdoptedFile(path: "confomeet/etherpad.yml", state: .missing, origin: "etherpad.yml"),
        AdoptedFile(path: "confomeet/OPERATIONS.md", state: .notInstalled, origin: "OPERATIONS.md"),
        AdoptedFile(
          path: "confomeet/jibri.yml", state: .upstream, origin: "jibri.yml", base: .upstream,
          likeness: 100),
        AdoptedFile(
          path: "confomeet/grafana.yml", state: .edited, origin: "grafana.yml", base: .upstream,
          likeness: 98, changed: ["services.grafana.image"], linesAdded: 1, linesDropped: 1),
        AdoptedFile(
          path: "confomeet/example.env", state: .moved, origin: "env.example",
          place: "confomeet/env.example", likeness: 97, added: ["OWN"], linesAdded: 2,
          linesDropped: 0),
        AdoptedFile(
          path: "confomeet/docker-compose.yml", state: .edited, origin: "docker-compose.yml",
          likeness: 88, added: (1...14).map { "services.own\($0)" },
          changed: ["services.web.volumes[/config]"], dropped: ["services.jvb"], linesAdded: 40,
          linesDropped: 31, mode: "100755"),
      ], ownFiles: 12,
      candidates: [
        AdoptionCandidate(
          release: release, equalFiles: 25, files: 32, sharedLines: 1619, differingLines: 81,
          pins: 6, markers: ["README.md:1"], isAsClose: true),
        AdoptionCandidate(
          release: unreleased, equalFiles: 23, files: 32, sharedLines: 1613, differingLines: 102,
          pins: 0, markers: [], isAsClose: false),
      ])
    return report
  }()

  /// An upgrade that was committed.
  static let commit: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "upgrade", verdict: .committed, upstream: upstream,
      from: release, to: ReportedRelease(tag: "stable-10184", commit: commits[1]),
      files: [ReportedFile(path: "confomeet/jibri.yml", verdict: .merged)])
    report.branch = "upgrade/stable-10184"
    return report
  }()

  /// What an upgrade from one of upstream's commits to another would do.
  static let unreleasedCommits = Report(
    toolVersion: "1.0.0", command: "upgrade", verdict: .wouldChange, upstream: upstream,
    from: ReportedRelease(
      tag: nil, commit: commits[0], unreleased: "stable-9364-1 and 1 commit (@4f1c2aa)"),
    to: unreleased, files: [ReportedFile(path: "confomeet/jibri.yml", verdict: .updated)])

  private static let unreleased = ReportedRelease(
    tag: nil, commit: commits[1], unreleased: "stable-9457 and 20 commits (@90bb3d1)")
  private static let release = ReportedRelease(tag: "stable-9364-1", commit: commits[0])
}
