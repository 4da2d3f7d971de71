import Findings
import Reports

extension SampleReports {
  /// Conflicts were settled as before.
  static let settled: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "upgrade", verdict: .upgraded, upstream: upstream,
      from: ReportedRelease(tag: "stable-10184", commit: commits[0]),
      to: ReportedRelease(tag: "stable-11146-2", commit: commits[1]),
      patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
      files: [
        ReportedFile(path: "confomeet/docker-compose.yml", verdict: .merged),
        ReportedFile(path: "confomeet/jicofo/Dockerfile", verdict: .removed),
      ],
      findings: [
        Finding(
          .settledByResolution,
          "a conflict about `services.web.ports[80/tcp]` in docker-compose.yml is settled: the deployment's stays",
          places: [
            Place(.patchSet, "patches/resolutions/web-ports-3f2a91c.yaml", line: 2, column: 1),
            Place(.deployment, "confomeet/docker-compose.yml", line: 9),
          ], evidence: ["because: the proxy in front listens on 8080"]),
        Finding(.mergedByLines, "confomeet/jibri.yml was merged line by line"),
      ])
    report.replays = [
      ReportedReplay(
        file: "confomeet/docker-compose.yml", line: 9, node: "services.web.ports[80/tcp]",
        decision: "the deployment's stays",
        reason: "the proxy in front listens on 8080 & knows `no` *other*",
        resolution: "patches/resolutions/web-ports-3f2a91c.yaml"),
      ReportedReplay(
        file: "confomeet/jibri/Dockerfile", line: 31, decision: "a text of its own",
        resolution: "patches/resolutions/jibri-dockerfile-90bb3d1.yaml"),
      ReportedReplay(
        file: "confomeet/jicofo/Dockerfile", decision: "the file goes",
        reason: "the variable does it now",
        resolution: "patches/resolutions/jicofo-dockerfile-4f1c2aa.yaml"),
    ]
    return report
  }()
}
