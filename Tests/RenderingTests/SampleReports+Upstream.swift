import Findings
import Reports

extension SampleReports {
  static let rootless = Cause(
    commit: commits[2], subject: "feat: run without root (#2201)", date: "2026-06-16",
    firstRelease: "stable-11146")
  static let registry = Cause(
    commit: commits[3], subject: "move images to another registry", date: "2026-06-25",
    firstRelease: "stable-11146")
  static let board = Cause(
    commit: commits[0], subject: "feat(board): add a board (#1203)", date: "2024-05-01",
    firstRelease: "stable-9584")

  /// What upstream changed, with everything that can be told.
  static let upstreamChanges = UpstreamChanges(
    consequences: [
      Consequence(
        .serviceAdded, subjects: ["board"], changes: [.init(from: nil, to: "board.yml")],
        causes: [board]),
      Consequence(
        .volumes, isBreaking: true, subjects: ["web"],
        changes: [
          .init(from: nil, to: "${CONFIG}/storage/web:/storage:Z"),
          .init(
            from: "${CONFIG}/transcripts:/usr/share/jitsi-meet/transcripts:Z",
            to: "${CONFIG}/storage/transcripts:/usr/share/jitsi-meet/transcripts:ro,z"),
          .init(from: "${CONFIG}/web/crontabs:/var/spool/cron/crontabs:Z", to: nil),
        ], causes: [rootless, board]),
      Consequence(
        .rootFileSystem, isBreaking: true,
        subjects: ["web", "prosody", "jicofo", "jvb", "jibri", "jigasi", "transcriber"],
        changes: [.init(from: "writable", to: "read-only")], causes: [rootless]),
      Consequence(
        .registry, isBreaking: true, subjects: ["web", "jibri"],
        changes: [.init(from: "docker.io/jitsi", to: "ghcr.io/jitsi")], causes: [registry]),
      Consequence(
        .capabilities, subjects: ["jibri"], changes: [.init(from: "cap_add: SYS_ADMIN", to: nil)],
        causes: [rootless]),
      Consequence(
        .variableRenamed, isBreaking: true, subjects: ["XMPP_RECORDER_DOMAIN"],
        changes: [.init(from: "XMPP_RECORDER_DOMAIN", to: "XMPP_HIDDEN_DOMAIN")],
        notes: ["rename it in `.env`"], causes: [rootless]),
      Consequence(
        .temporaryFileSystems, subjects: ["web"],
        changes: [.init(from: nil, to: "/run:size=16M"), .init(from: nil, to: "/tmp:size=16M")],
        causes: [rootless]),
      Consequence(
        .imageFiles, subjects: ["jibri"],
        changes: (1...10).map { .init(from: nil, to: "jibri/rootfs/etc/file-\($0)") },
        causes: [rootless]),
      Consequence(.networks, subjects: ["web"], changes: [.init(from: "meet", to: "meet as web")]),
    ],
    commitCount: 21,
    releases: [
      ReleasedCommits(
        release: "stable-11146",
        commits: [
          commit(3, "move images to another registry"),
          commit(2, "feat!: run without root (#2201)"),
          commit(1, "fix(web,jvb): write the log (#2199)"),
          commit(1, "ci: publish images"),
        ]),
      ReleasedCommits(release: "stable-9584", commits: [commit(0, "feat(board): add a board")]),
    ])

  private static func commit(_ index: Int, _ subject: String) -> ReportedCommit {
    ReportedCommit(commit: commits[index], subject: subject, message: subject, date: "2026-06-16")
  }

  /// An upgrade over several releases.
  static let jump = Report(
    toolVersion: "1.0.0", command: "upgrade", verdict: .wouldChange, upstream: upstream,
    from: ReportedRelease(tag: "stable-9364-1", commit: commits[0]),
    to: ReportedRelease(tag: "stable-11146-2", commit: commits[1]),
    patchSet: ReportedPatchSet(name: "confomeet", tree: tree), upstreamChanges: upstreamChanges,
    patches: [
      ReportedPatch(
        id: "release-pin", title: "Images of the release",
        retirement: ReportedRetirement(since: "stable-10590"),
        operations: [
          ReportedOperation(
            name: "compose.pin-release", file: "docker-compose.yml", outcome: .already, places: 4)
        ]),
      ReportedPatch(
        id: "jicofo-shared-document", title: "Random names for shared documents",
        variant: "variable", variantReasons: ["jicofo.conf contains `RANDOM_NAME`"],
        variantChange: ReportedVariantChange(
          from: "own-image", to: "variable", since: "stable-10073-1", retiredImages: ["jicofo"],
          decisions: [
            .init(condition: "jicofo.conf contains `RANDOM_NAME`", holds: true, causes: [board]),
            .init(condition: "jicofo.conf does not contain `use`", holds: false, causes: [board]),
          ])),
    ],
    findings: [
      Finding(.fileMoved, "`env.example` is now `config/env.example`", causes: [rootless])
    ])

  /// Changes in which every text is one of some.
  static func changes(of texts: [String]) -> UpstreamChanges {
    UpstreamChanges(
      isReversed: true,
      consequences: texts.flatMap { text in
        [true, false].map { isBreaking in
          Consequence(
            .volumes, isBreaking: isBreaking, subjects: [text, text],
            changes: [.init(from: text, to: text), .init(from: nil, to: nil)], notes: [text],
            causes: [
              Cause(commit: text, subject: text, date: text, firstRelease: text), registry,
            ])
        }
      },
      commitCount: .min,
      releases: texts.map { text in
        ReleasedCommits(
          release: text,
          commits: [
            ReportedCommit(commit: text, subject: text, message: text, date: text),
            ReportedCommit(commit: text, subject: "fix(\(text)): \(text)", message: "", date: text),
          ])
      })
  }
}
