import Findings
import Foundation
import GitKit
import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// `.env` edited by what is found in it.
struct EnvironmentWriteTests {
  static let variables = """
    CONFIG=/srv/j
    HTTP_PORT=8000
    HTTPS_PORT=8443
    JICOFO_AUTH_PASSWORD=s3cret1
    XMPP_RECORDER_DOMAIN=recorder.meet.jitsi
    NOBODYS=1

    """
  private static let target = "stable-11146-2"
  private static let backup = "confomeet/.env.before-stable-11146-2"

  private func site(_ text: String = variables, permissions: Int = 0o600) throws -> Site {
    let site = try Site.deployed("stable-9364-1")
    try site.sandbox.write(["confomeet/.env": text])
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions], ofItemAtPath: site.path("confomeet/.env"))
    return site
  }

  private func write(_ site: Site, isDryRun: Bool = false) throws -> EnvironmentReport {
    try site.writeEnvironment(
      for: try #require(ReleaseName(Self.target)), isDryRun: isDryRun)
  }

  private func permissions(_ site: Site, _ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: site.path(path))[.posixPermissions] as? Int
  }

  @Test(
    "the file and what it was keep the permissions that it had", arguments: [0o600, 0o640, 0o664])
  func permissions(_ permissions: Int) throws {
    let site = try site(permissions: permissions)
    let report = try write(site)
    #expect(report.edit?.isWritten == true)
    #expect(site.text(Self.backup) == Self.variables)
    for path in ["confomeet/.env", Self.backup] {
      #expect(try self.permissions(site, path) == permissions)
    }
  }

  @Test("what is renamed, with the new name's effect, is no finding any more")
  func renamed() throws {
    let site = try site()
    let report = try write(site)
    #expect(report.edit?.renamed.map(\.name) == ["XMPP_RECORDER_DOMAIN"])
    #expect(report.edit?.renamed.map(\.newNames) == [["XMPP_HIDDEN_DOMAIN"]])
    #expect(report.edit?.left.map(\.name) == ["NOBODYS"])
    #expect(
      site.text("confomeet/.env")
        == Self.variables.replacing("XMPP_RECORDER_DOMAIN", with: "XMPP_HIDDEN_DOMAIN"))
    #expect(!report.findings.map(\.finding.code).contains(.variableRenamed))
    #expect(report.findings.map(\.finding.code).contains(.variableUnknown))
  }

  @Test(
    "what a compose file of people's own uses is left to them",
    arguments: [
      ("docker-compose.override.yml", "environment: [XMPP_RECORDER_DOMAIN]"),
      ("docker-compose.override.yml", "command: ${XMPP_RECORDER_DOMAIN:-}"),
      ("extra.yml", "environment: [XMPP_RECORDER_DOMAIN]"), ("extra.yml", "env_file: .env"),
    ])
  func usedByOwnFile(_ name: String, _ use: String) throws {
    let site = try site()
    try site.sandbox.write([
      "confomeet/\(name)": "services:\n  ours:\n    image: ours\n    \(use)\n"
    ])
    let report = try write(site)
    #expect(report.edit?.renamed.isEmpty == true)
    #expect(site.text("confomeet/.env") == Self.variables)
  }

  @Test(
    "an old name that upstream still takes is left where people's own file uses it",
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"),
    arguments: [nil, "environment: [DOCKER_HOST_ADDRESS]", "env_file: .env"])
  func honouredAndUsed(_ use: String?) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-9364-1")
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nDOCKER_HOST_ADDRESS=10.0.0.1\n"
    ])
    if let use {
      try site.sandbox.write([
        "confomeet/extra.yml": "services:\n  ours:\n    image: ours\n    \(use)\n"
      ])
    }
    let edit = try write(site, isDryRun: true).edit
    #expect(edit?.renamed.map(\.name) == (use == nil ? ["DOCKER_HOST_ADDRESS"] : []))
    #expect(edit?.left.map(\.name) == (use == nil ? [] : ["DOCKER_HOST_ADDRESS"]))
  }

  @Test("a line of a key without quotes is no name, and shown nowhere")
  func partOfValue() throws {
    let part = "MIIEvSECRETbase64QIBADANBgkqh"
    let site = try site(Self.variables + "GC_PRIVATE_KEY=-----BEGIN\n\(part)==\n")
    let report = try write(site)
    #expect(report.findings.contains { $0.finding.headline.contains("part of the value above") })
    for format in [ReportFormat.text, .json, .markdown, .html] {
      let shown = try #require(EnvironmentFormat(format)).render(report)
      #expect(!shown.contains(part), "\(format)")
    }
  }

  @Test("where the new name is set, too, the old one is commented out")
  func bothSet() throws {
    let site = try site(Self.variables + "XMPP_HIDDEN_DOMAIN=hidden.meet.jitsi\n")
    #expect(try write(site).edit?.commentedOut == ["XMPP_RECORDER_DOMAIN"])
    #expect(site.text("confomeet/.env")?.contains("\n#XMPP_RECORDER_DOMAIN=recorder.meet") == true)
  }

  @Test("where the new name stands without a value, a person decides")
  func newNameEmpty() throws {
    let site = try site(Self.variables + "XMPP_HIDDEN_DOMAIN=\n")
    let report = try write(site)
    #expect(report.edit?.files == [])
    #expect(report.edit?.left.map(\.name) == ["NOBODYS", "XMPP_RECORDER_DOMAIN"])
  }

  @Test("what is required and not there is added without a value, and still told")
  func added() throws {
    let text = Self.variables.replacing("JICOFO_AUTH_PASSWORD=s3cret1\n", with: "")
    let site = try site(text)
    let report = try write(site)
    #expect(report.edit?.added == ["JICOFO_AUTH_PASSWORD"])
    #expect(site.text("confomeet/.env")?.hasSuffix("\nJICOFO_AUTH_PASSWORD=\n") == true)
    #expect(report.findings.contains { $0.finding.code == .requiredVariableMissing })
  }

  @Test("a dry run says the same and writes nothing")
  func dryRun() throws {
    let site = try site()
    let before = try site.sandbox.snapshot()
    let planned = try write(site, isDryRun: true)
    #expect(try site.sandbox.snapshot() == before)
    #expect(planned.wouldEdit && planned.edit?.isWritten == false)
    #expect(planned.edit?.renamed == (try write(site)).edit?.renamed)
  }

  @Test("what was kept before is never written over")
  func backups() throws {
    let site = try site()
    try site.sandbox.write([Self.backup: "kept\n", Self.backup + ".2": "kept, too\n"])
    let report = try write(site)
    #expect(report.edit?.files.map(\.backup) == [Self.backup + ".3"])
    #expect(site.text(Self.backup) == "kept\n")
    #expect(site.text(Self.backup + ".3") == Self.variables)
  }

  @Test("a finding that people accept is left alone")
  func accepted() throws {
    let site = try site()
    try site.copyPatches()
    try Data(
      "accepted:\n  - code: E402\n    path: confomeet/.env\n    part: XMPP_RECORDER_DOMAIN\n    because: later\n"
        .utf8
    ).write(to: URL(fileURLWithPath: site.request.patches + "/accepted.yaml"))
    let before = site.text("confomeet/.env")
    #expect(try write(site).edit?.renamed == [])
    #expect(site.text("confomeet/.env") == before)
  }

  @Test("what can't be edited for certain is refused, and nothing is written", arguments: 0..<4)
  func refused(_ number: Int) throws {
    let site = try site()
    let file = site.path("confomeet/.env")
    switch number {
    case 0: try Data(Self.variables.utf8 + [0x23, 0xE9, 0x0A]).write(to: URL(filePath: file))
    case 1: try site.sandbox.write(["confomeet/.env": Self.variables + "what is this?\n"])
    case 2:
      try FileManager.default.moveItem(atPath: file, toPath: site.path("elsewhere.env"))
      try FileManager.default.createSymbolicLink(
        atPath: file, withDestinationPath: "../elsewhere.env")
    default: try FileManager.default.removeItem(atPath: file)
    }
    let before = try site.sandbox.snapshot()
    let failure = #expect(throws: UpgradeFailure.self) { try write(site) }
    #expect(failure?.findings.last?.code == .environmentNotEditable)
    #expect(failure?.findings.contains { $0.headline.contains("s3cret") } == false)
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("a disk that fails at any step leaves the old file, or the new one with what it was")
  func faults() throws {
    let counter = DeathAtWrite(step: 0)
    let whole = try site()
    whole.request.observer = counter
    _ = try write(whole)
    let new = try whole.sandbox.snapshot("deployment")
    #expect(counter.count > 8)
    var reached: Set<Bool> = []
    let start = try site()
    let old = try start.sandbox.snapshot("deployment")
    for step in 1...counter.count {
      let site = try start.copy()
      site.request.observer = DeathAtWrite(step: step)
      _ = try? write(site)
      site.request.observer = nil
      // What the next run that writes finds is put right before it does anything.
      _ = try? site.upgrade("stable-9364-1")
      let state = try site.sandbox.snapshot("deployment")
      #expect(state == old || state == new, "step \(step)")
      reached.insert(state == new)
    }
    #expect(reached.contains(false))
  }
}

extension Site {
  /// Edits the deployment's `.env` for a release.
  func writeEnvironment(
    for release: ReleaseName, isDryRun: Bool = false
  ) throws -> EnvironmentReport {
    try EnvironmentSurvey.run(
      EnvironmentSurvey.Options(
        releases: .range(from: nil, to: .release(release)), editing: isDryRun ? .dryRun : .write),
      at: request.places, toolVersion: "0.0.0")
  }
}
