import Findings
import Reports

extension SampleReports {
  /// An upgrade of a deployment in which customisations were lost before, and one that can't be looked at.
  static let lost: Report = {
    var report = Report(
      toolVersion: "1.0.0", command: "upgrade", verdict: .upgraded, upstream: upstream,
      from: ReportedRelease(tag: "stable-9364-1", commit: commits[0]),
      to: ReportedRelease(tag: "stable-10184", commit: commits[1]),
      patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
      patches: [
        ReportedPatch(
          id: "network", title: "The network is named confomeetnet",
          operations: [
            ReportedOperation(
              name: "compose.rename-network", file: "docker-compose.yml", outcome: .applied,
              places: 12)
          ],
          guarantees: [
            ReportedGuarantee(
              kind: "network", text: "network confomeetnet has taken the place of meet.jitsi",
              state: .fails,
              evidence: [
                "service web in confomeet/docker-compose.yml is still attached to meet.jitsi"
              ],
              places: [
                Place(.deployment, "confomeet/docker-compose.override.yml", line: 4),
                Place(
                  .upstream, "docker-compose.yml", release: "stable-10184", line: 12, column: 9,
                  excerpt: "meet.jitsi:"),
              ]),
            ReportedGuarantee(
              kind: "standalone", text: "jibri.yml can be run as a project of its own",
              state: .holds, evidence: ["1 services in confomeet/jibri.yml"]),
          ]),
        ReportedPatch(
          id: "jibri-timeouts", title: "Time limits for silent recordings",
          guarantees: [
            ReportedGuarantee(
              kind: "variable", text: "TZ is passed to jibri and read in its image", state: .moot,
              evidence: ["service jibri is not deployed"])
          ]),
        ReportedPatch(
          id: "prosody-plugins", title: "Prosody modules from the repository",
          guarantees: [
            ReportedGuarantee(
              kind: "variable", text: "XMPP_MODULES is passed to prosody and read in its image",
              state: .unchecked, evidence: ["the image is somebody else's"])
          ]),
      ],
      findings: [
        Finding(
          .guaranteeLost, "local edits break patch `network`: 1 guarantee fails",
          places: [
            Place(.deployment, "confomeet/docker-compose.override.yml", line: 4),
            Place(.patchSet, "patches/network/patch.yaml", line: 40, column: 5),
          ],
          evidence: ["service web in confomeet/docker-compose.yml is still attached to meet.jitsi"],
          advice: ["if that was not meant: restore there what the patch does"])
      ])
    report.guaranteesOf = .deployment
    return report
  }()
}
