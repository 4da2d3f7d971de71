import Findings
import Foundation
import GitKit
import Reports
import TestSupport
import Testing
import UpgradeKit

/// A patch set on disk that cannot be used; what is wrong inside of manifests is tried out with PatchKit.
struct UpgradePatchSetTests {
  private let site: Site
  private let patches: String

  init() throws {
    site = try Site()
    patches = site.sandbox.path + "/patches"
    try FileManager.default.copyItem(atPath: RepositoryPatches.path, toPath: patches)
    site.request.patches = patches
  }

  private func edit(_ path: String, _ change: (String) -> String) throws {
    let file = URL(fileURLWithPath: patches + "/" + path)
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = change(text)
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
  }

  @Test("a copy does as well as the original")
  func copy() throws {
    #expect(try site.upgrade("stable-10184").verdict == .upgraded)
  }

  @Test(
    "a mistake in a manifest is told with its place",
    arguments: [
      ("network/patch.yaml", "title:", "titel:", "P102"),
      ("network/patch.yaml", "{from: meet.jitsi, to: confomeetnet}", "[meet.jitsi]", "P103"),
      ("prosody-plugins/patch.yaml", "from: files/README.md", "from: files/READMY.md", "P107"),
      (
        "prosody-plugins/patch.yaml", "from: files/README.md", "from: ../network/patch.yaml", "P105"
      ),
      ("prosody-plugins/patch.yaml", "from: files/README.md", "from: /etc/passwd", "P105"),
      ("patchset.yaml", "directory: confomeet", "directory: ../confomeet", "P105"),
      ("patchset.yaml", "file: README.md", "file: /etc/motd", "P105"),
      ("patchset.yaml", "  - network\n", "  - network\n  - network\n", "P113"),
      ("patchset.yaml", "  - network\n", "  - netwrok\n", "P110"),
      ("network/patch.yaml", "id: network", "id: jibri-s3", "P110"),
    ])
  func manifest(_ path: String, _ old: String, _ new: String, _ code: String) throws {
    try edit(path) { $0.replacing(old, with: new) }
    let before = try site.sandbox.snapshot()
    let failure = try #require(throws: UpgradeFailure.self) { try site.upgrade("stable-10184") }
    #expect(try site.sandbox.snapshot() == before)
    let codes = failure.findings.map(\.code.rawValue)
    #expect(codes.contains(code) || (code == "P110" && codes.contains("P106")), "\(codes)")
    let finding = try #require(failure.findings.first)
    #expect(finding.places.first?.path.hasPrefix("patches/") == true)
    #expect(finding.places.first?.line != nil)
  }

  @Test("no folder, a file, an empty folder", arguments: ["nothing", "file", "empty"])
  func noPatchSet(_ kind: String) throws {
    try FileManager.default.removeItem(atPath: patches)
    switch kind {
    case "file": try site.sandbox.write(["patches": "x"], to: "")
    case "empty":
      try FileManager.default.createDirectory(atPath: patches, withIntermediateDirectories: true)
    default: break
    }
    let finding = try site.failure()
    #expect(["P101", "P107"].contains(finding.code.rawValue))
    #expect(!finding.advice.isEmpty || !finding.places.isEmpty)
  }

  @Test(
    "a link, a pipe, or a file that may not be read", .endsAtAll,
    arguments: ["link", "folder link", "pipe", "unreadable"])
  func strangeFile(_ kind: String) throws {
    let path = patches + "/network/files"
    switch kind {
    case "link":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
    case "folder link":
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc")
    case "pipe": #expect(mkfifo(path, 0o644) == 0)
    default:
      // Root may read everything; then there is nothing to try out.
      guard geteuid() != 0 else { return }
      try Data("x".utf8).write(to: URL(fileURLWithPath: path))
      #expect(chmod(path, 0) == 0)
    }
    let finding = try site.failure()
    #expect(finding.code.rawValue == "P101")
    #expect(finding.headline.contains("network/files"))
    #expect(!finding.advice.isEmpty)
  }

  @Test(
    "a version marker must not be in a file that is generated",
    arguments: ["confomeet/jibri.yml", "confomeet/env.example"])
  func markerInGeneratedFile(_ path: String) throws {
    try edit("patchset.yaml") {
      $0.replacing(
        #"{file: README.md, pattern: "docker-jitsi-meet: (stable-[0-9-]+)"}"#,
        with: #"{file: \#(path), pattern: "(a)"}"#)
    }
    for release in ["stable-9364-1", "stable-10184"] {
      let finding = try site.failure(release)
      #expect(finding.code.rawValue == "P109")
      #expect(finding.places.first?.path == "patches/patchset.yaml")
      #expect(!finding.advice.isEmpty)
    }
  }
}
