import Findings
import Reports

/// The reports that tests show; no such upstream commits exist.
enum SampleReports {
  static let commits = [
    "4f1c2aa09b8e7d6c5b4a39281706f5e4d3c2b1a0", "90bb3d1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718",
    "3f2a91c0d4b7e58861f2a3c94d05be7716a8c2f9", "b07d5512ee94c3a1f08d7c6b2a95e413d8f6c07a",
  ]
  static let tree = "91d2a77b0c1d2e3f405162738495a6b7c8d9e0f1"
  static let upstream = "https://github.com/jitsi/docker-jitsi-meet"

  /// Everything went well.
  static let clean = Report(
    toolVersion: "1.0.0", command: "upgrade", verdict: .upgraded, upstream: upstream,
    from: ReportedRelease(tag: "stable-9364-1", commit: commits[0]),
    to: ReportedRelease(tag: "stable-10184", commit: commits[1]),
    patchSet: ReportedPatchSet(name: "confomeet", tree: tree),
    patches: [
      ReportedPatch(
        id: "release-pin", title: "Images of the release",
        operations: [
          ReportedOperation(
            name: "compose.pin-release", file: "docker-compose.yml", outcome: .applied, places: 4,
            lines: [5, 101, 212, 290])
        ],
        guarantees: [
          ReportedGuarantee(
            kind: "pinned", text: "every image defaults to the release", state: .holds,
            evidence: ["11 images in 9 files"])
        ]),
      ReportedPatch(
        id: "network", title: "The network is named confomeetnet",
        operations: [
          ReportedOperation(
            name: "compose.rename-network", file: "docker-compose.yml", outcome: .applied,
            places: 12, lines: [88, 96, 201, 206, 280, 284, 350, 355, 361, 377, 378, 380]),
          ReportedOperation(
            name: "compose.rename-network", file: "jibri.yml", outcome: .already, places: 1,
            lines: [41]),
        ],
        guarantees: [
          ReportedGuarantee(
            kind: "network", text: "`confomeetnet` has every service that had `meet.jitsi`",
            state: .holds),
          ReportedGuarantee(kind: "network", text: "`meet.jitsi` is gone", state: .holds),
        ]),
      ReportedPatch(
        id: "jicofo-shared-document", title: "Random names for shared documents",
        variant: "variable",
        variantReasons: [
          "`jicofo/rootfs/defaults/jicofo.conf` contains `ENABLE_SHARED_DOCUMENT_RANDOM_NAME`"
        ],
        operations: [
          ReportedOperation(
            name: "compose.set-environment", file: "docker-compose.yml", outcome: .applied,
            places: 1, lines: [233]),
          ReportedOperation(
            name: "env.set", file: "config/env.example", movedFrom: "env.example",
            outcome: .moved, places: 1, lines: [412]),
        ],
        guarantees: [
          ReportedGuarantee(
            kind: "setting", text: "`jicofo.conference.shared-document.use-random-name` is `true`",
            state: .holds, evidence: ["jicofo/rootfs/defaults/jicofo.conf:97"])
        ]),
    ],
    files: [
      ReportedFile(
        path: "confomeet/jibri.yml", verdict: .unchanged, oldMode: "100644", newMode: "100644"),
      ReportedFile(
        path: "confomeet/docker-compose.yml", verdict: .updated, oldMode: "100644",
        newMode: "100644",
        diff: """
          --- a/confomeet/docker-compose.yml
          +++ b/confomeet/docker-compose.yml
          @@ -1,3 +1,3 @@
           services:
          -  image: example/web:${VERSION:-stable-9364-1}
          +  image: example/web:${VERSION:-stable-10184}
           \tports:

          """),
      ReportedFile(
        path: "confomeet/jibri/rootfs/usr/bin/finalize-s3.sh", verdict: .added, newMode: "100755"),
      ReportedFile(
        path: "confomeet/gen-passwords.sh", verdict: .updated, oldMode: "100644",
        newMode: "100755"),
      ReportedFile(path: "confomeet/jicofo/Dockerfile", verdict: .removed, oldMode: "100644"),
      ReportedFile(path: "confomeet/etherpad.yml", verdict: .kept, newMode: "100644"),
    ],
    markers: [
      ReportedMarker(file: "README.md", line: 12, from: "stable-9364-1", to: "stable-10184")
    ],
    findings: [
      Finding(
        .deletedLocally, "`confomeet/whiteboard.yml` was deleted by hand; it stays deleted",
        places: [Place(.deployment, "confomeet/whiteboard.yml")]),
      Finding(
        .fileMoved, "`env.example` is now `config/env.example`; the operation followed",
        places: [
          Place(
            .patchSet, "patches/jicofo-shared-document/patch.yaml", line: 12, column: 16,
            excerpt: "- env.set: {file: env.example, name: ENABLE_SHARED_DOCUMENT_RANDOM_NAME}")
        ], advice: ["Write the new path into the patch."]),
    ])

  /// A report with nothing in it that can be left out.
  static let bare = Report(toolVersion: "1.0.0", command: "upgrade", verdict: .failed)
}
