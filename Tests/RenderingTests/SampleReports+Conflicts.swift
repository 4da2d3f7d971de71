import Findings
import Reports

extension SampleReports {
  static let chrome = Cause(
    commit: commits[2], subject: "refactor(jibri): move chrome into its own stage",
    date: "2026-05-04", firstRelease: "stable-11900")
  static let supervisor = Cause(
    commit: commits[3], subject: "feat(base): start services with s6-rc", date: "2026-02-11",
    firstRelease: "stable-11146")

  /// Three conflicts, two of them with one cause, and an error beside them.
  static let conflicts = Report(
    toolVersion: "1.0.0", command: "upgrade", verdict: .conflicts, upstream: upstream,
    from: ReportedRelease(tag: "stable-9364-1", commit: commits[0]),
    to: ReportedRelease(tag: "stable-12000", commit: commits[1]),
    patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
    patches: [
      ReportedPatch(
        id: "jibri-s3", title: "Recordings are uploaded", variant: "s6-rc",
        variantReasons: ["`jibri/rootfs/etc/s6-overlay` is there"],
        operations: [
          ReportedOperation(
            name: "dockerfile.run-step", file: "jibri/Dockerfile", outcome: .conflict, places: 0),
          ReportedOperation(
            name: "file.add", file: "jibri/rootfs/usr/bin/finalize-s3.sh", outcome: .applied,
            places: 1),
        ],
        guarantees: [
          ReportedGuarantee(
            kind: "step-order", text: "`install-awscli` runs before `apt-cleanup`", state: .fails,
            evidence: ["`install-awscli` is no step of jibri/Dockerfile"])
        ]),
      ReportedPatch(id: "prosody-plugins", title: "Plugins from the repository"),
    ],
    files: [
      ReportedFile(
        path: "confomeet/docker-compose.yml", verdict: .conflict, oldMode: "100644",
        newMode: "100644")
    ],
    findings: [
      Finding(
        .editConflict,
        "`services.jvb.mem_limit` in confomeet/docker-compose.yml was added by hand, and upstream added it too, in another way",
        places: [
          Place(
            .deployment, "confomeet/docker-compose.yml", line: 41, column: 7,
            excerpt: "mem_limit: 2g")
        ], advice: ["make a patch of the edit, so that every upgrade has it"], conflict: "4be2a11"),
      Finding(
        .guaranteeNotHeld, "`install-awscli` must run before `apt-cleanup` in jibri/Dockerfile",
        places: [Place(.patchSet, "patches/jibri-s3/patch.yaml", line: 44, column: 5)],
        evidence: ["`install-awscli` is no step of jibri/Dockerfile"],
        causes: [supervisor, chrome]),
      Finding(
        .wrongNumberOfPlaces,
        "`/usr/bin/install-chrome.sh` stands 0 times in jibri/Dockerfile, expected once",
        places: [
          Place(
            .patchSet, "patches/jibri-s3/patch.yaml", line: 31, column: 9,
            excerpt: "after: /usr/bin/install-chrome.sh"),
          Place(.upstream, "jibri/Dockerfile", release: "stable-12000"),
        ],
        advice: [
          "point the operation at the new step, or retire it: `confomeet-upgrade explain U203`"
        ],
        causes: [chrome]),
      Finding(.interruptedRunRecovered, "an interrupted upgrade to stable-10184 was undone"),
    ])
}
