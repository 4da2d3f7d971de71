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

  @Test("a name in a comment of people's own file is no use of it")
  func namedInComment() throws {
    let site = try site()
    try site.sandbox.write([
      "confomeet/extra.yml":
        "# once XMPP_RECORDER_DOMAIN, and env_file\nservices:\n  ours:\n    image: ours # XMPP_RECORDER_DOMAIN\n"
    ])
    let report = try write(site)
    #expect(report.edit?.renamed.map(\.name) == ["XMPP_RECORDER_DOMAIN"])
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

  @Test(
    "what another file of people's own names is left to them, with the file",
    arguments: [
      ("backup.sh", "#!/bin/sh\necho \"$XMPP_RECORDER_DOMAIN $NOBODYS\"\n", true),
      ("confomeet/own/Dockerfile", "ARG XMPP_RECORDER_DOMAIN\nARG NOBODYS\n", true),
      (
        "tools/run",
        "#!/usr/bin/python3\nos.environ['XMPP_RECORDER_DOMAIN'] + os.environ['NOBODYS']\n", true
      ),
      ("confomeet/own.sh", "echo $XMPP_RECORDER_DOMAIN_2\n", false),
      ("README.md", "NOBODYS, XMPP_RECORDER_DOMAIN was here\n", false),
      ("confomeet/.env.bak", "NOBODYS=1\nXMPP_RECORDER_DOMAIN=1\n", false),
      ("patches/a/patch.yaml", "name: XMPP_RECORDER_DOMAIN\n", false),
    ])
  func namedByOwnFile(_ path: String, _ text: String, _ isLeft: Bool) throws {
    let site = try site()
    try site.sandbox.write([path: text, "patches/patchset.yaml": "format: 1\n"])
    let report = try write(site)
    let left = report.edit?.left.first { $0.name == "XMPP_RECORDER_DOMAIN" }
    #expect((left?.reason == "`\(path)` names it") == isLeft, "\(String(describing: left))")
    #expect(site.text("confomeet/.env")?.contains("\nXMPP_RECORDER_DOMAIN=") == isLeft)
    let finding = report.findings.first { $0.finding.variables == ["NOBODYS"] }?.finding
    #expect((finding?.evidence.contains("`\(path)` names it") == true) == isLeft)
    if isLeft {
      #expect(finding?.advice == ["see whether \(path) needs it, before you take it out"])
    }
  }

  @Test("what a compose file that is not run uses is told as that, and left")
  func idle() throws {
    let site = try site()
    try site.sandbox.write([
      "confomeet/.env": Self.variables
        + "COMPOSE_FILE=docker-compose.yml\nJIBRI_FINALIZE_RECORDING_SCRIPT_PATH=/a\n"
    ])
    let again = try write(site)
    #expect(
      again.edit?.left.contains {
        $0.name == "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH"
          && $0.reason == "`confomeet/jibri.yml` uses it, and is not run"
      } == true, "\(again.edit?.left ?? [])")
    let finding = again.findings.first {
      $0.finding.variables == ["JIBRI_FINALIZE_RECORDING_SCRIPT_PATH"]
    }?.finding
    #expect(finding?.evidence == ["`confomeet/jibri.yml` uses it, and is not run"])
    #expect(finding?.advice.contains { $0.hasPrefix("did you mean") } == false)
  }

  @Test("what people wrote into a generated script counts, and what stands there anyway doesn't")
  func namedByLocalEdit() throws {
    let site = try site(Self.variables + "CALLSTATS_ID=1\n")
    let script = "confomeet/gen-passwords.sh"
    let text = try #require(site.text(script))
    try site.sandbox.write([script: text + "echo $CALLSTATS_ID\n"])
    let report = try write(site)
    #expect(report.edit?.left.contains { $0.reason == "`\(script)` names it" } == true)
    #expect(report.edit?.commentedOut == [])
  }

  @Test("a line of a key without quotes is no name, and shown nowhere")
  func partOfValue() throws {
    let part = "MIIEvSECRETbase64QIBADANBgkqh"
    let site = try site(Self.variables + "GC_PRIVATE_KEY=-----BEGIN\n\(part)==\n")
    let report = try write(site)
    #expect(report.findings.contains { $0.finding.headline.contains("part of the value above") })
    for format in [ReportFormat.text, .json, .markdown, .html] {
      let shown = EnvironmentFormat(format).render(report)
      #expect(!shown.contains(part), "\(format)")
    }
  }

  @Test("where the new name is set, too, the old one is commented out")
  func bothSet() throws {
    let site = try site(Self.variables + "XMPP_HIDDEN_DOMAIN=hidden.meet.jitsi\n")
    #expect(try write(site).edit?.commentedOut == ["XMPP_RECORDER_DOMAIN"])
    #expect(site.text("confomeet/.env")?.contains("\n#XMPP_RECORDER_DOMAIN=recorder.meet") == true)
  }

  @Test("a name that other lines refer to is left with the reason")
  func referredTo() throws {
    let text = Self.variables + "TZ=${XMPP_RECORDER_DOMAIN}\n"
    let site = try site(text)
    let report = try write(site)
    #expect(report.edit?.renamed == [])
    let left = try #require(report.edit?.left.first { $0.name == "XMPP_RECORDER_DOMAIN" })
    #expect(left.reason.contains("other lines refer to it"))
    #expect(left.reason.contains("`XMPP_HIDDEN_DOMAIN`"))
    #expect(report.findings.contains { $0.finding.code == .variableRenamed })
    #expect(site.text("confomeet/.env") == text)
  }

  @Test(
    "what only a line referred to that goes is edited in the same run",
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func referredToByWhatGoes() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-11031")
    try site.sandbox.write([
      "confomeet/.env":
        "CONFIG=/srv/j\nJVB_WS_SERVER_ID=one\nJVB_WS_TLS=${JVB_WS_SERVER_ID}\nENABLE_SCTP=1\nTZ=${ENABLE_SCTP}\n"
    ])
    let edit = try write(site).edit
    #expect(edit?.commentedOut == ["JVB_WS_SERVER_ID", "JVB_WS_TLS"])
    #expect(edit?.left.map(\.name) == ["ENABLE_SCTP"])
    let before = try site.sandbox.snapshot()
    #expect(try write(site).edit?.files == [])
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("it is told that git has the file, and that the deployment comes first")
  func aroundIt() throws {
    let site = try site()
    try site.commitDeployment()
    let edit = try #require(try write(site).edit)
    #expect(edit.tracked == ["confomeet/.env"])
    #expect(edit.deployed == "stable-9364-1")
    #expect(edit.exposed == [])
    let other = try self.site()
    try other.upgrade(Self.target)
    #expect(try write(other).edit?.deployed == nil)
    #expect(try write(other).edit?.tracked == [])
  }

  @Test("no backup is written over, however many there are")
  func manyBackups() throws {
    let site = try site()
    try site.sandbox.write([Self.backup: ""])
    for number in 2...99 { try site.sandbox.write(["\(Self.backup).\(number)": ""]) }
    let failure = #expect(throws: UpgradeFailure.self) { try write(site) }
    #expect(failure?.findings.last?.headline.contains("99 backups of it are there") == true)
    #expect(failure?.findings.last?.advice.first?.contains("`\(Self.backup)`") == true)
    #expect(site.text("confomeet/.env") == Self.variables)
  }

  @Test("of several files only those that change are named as edited")
  func severalFiles() throws {
    let site = try site()
    try site.sandbox.write(["confomeet/site.env": "TZ=UTC\n"])
    let report = try site.writeEnvironment(
      for: try #require(ReleaseName(Self.target)),
      named: [site.path("confomeet/.env"), site.path("confomeet/site.env")])
    #expect(report.edit?.files.map(\.path) == ["confomeet/.env"])
    let words = EnvironmentText(terminal: .plain).render(report).split(
      whereSeparator: \.isWhitespace)
    #expect(
      words.joined(separator: " ").contains(
        "confomeet/.env: edited; confomeet/site.env, confomeet/.env:"))
  }

  @Test(
    "a variable that was split is, with the setting that it was for",
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"))
  func split() throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade("stable-10008")
    let name = "JIBRI_RECORDING_VIDEO_ENCODE_PRESET"
    try site.sandbox.write(["confomeet/.env": "CONFIG=/srv/j\n\(name)=fast # enough\n"])
    let edit = try write(site).edit
    #expect(edit?.renamed.map(\.newNames) == [["\(name)_RECORDING", "\(name)_STREAMING"]])
    #expect(
      site.text("confomeet/.env")?.contains(
        "\n\(name)_RECORDING=fast # enough\n\(name)_STREAMING=fast # enough\n") == true)
  }

  @Test(
    "an old name that came back is renamed where the deployment comes from before",
    .enabled(
      if: RealUpstream.path != nil, "set CONFOMEET_TEST_UPSTREAM to a clone of docker-jitsi-meet"),
    arguments: [("stable-9779", true), ("stable-10184", false)])
  func oldNameBack(_ release: String, _ isRenamed: Bool) throws {
    let site = try Site(hasUpstream: false)
    site.request.upstream = RealUpstream.path
    try site.upgrade(release)
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nXMPP_RECORDER_DOMAIN=rec.example\n"
    ])
    let edit = try write(site, isDryRun: true).edit
    #expect(edit?.renamed.map(\.newNames) == (isRenamed ? [["XMPP_HIDDEN_DOMAIN"]] : []))
    #expect(edit?.left.map(\.name) == (isRenamed ? [] : ["XMPP_RECORDER_DOMAIN"]))
    if !isRenamed { #expect(edit?.left.first?.reason.contains("prosody") == true) }
  }

  @Test("what a patch needs comes with what it is for")
  func needed() throws {
    let site = try site(
      Self.variables + "JIBRI_FINALIZE_RECORDING_SCRIPT_PATH=/usr/bin/finalize-s3.sh\n")
    _ = try write(site)
    let text = try #require(site.text("confomeet/.env"))
    #expect(
      text.contains("\n# The bucket that recordings are uploaded to, for example recordings"),
      "\(text)")
    #expect(!text.contains("which are not set"))
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

  @Test(
    "what can't be held against what runs is not edited, and it is said why and what to do",
    arguments: [
      ("conflicts", "would stop with conflicts", "confomeet-upgrade stable-11146-2"),
      ("no lock", "no deployment", "confomeet-upgrade adopt"),
      ("no file", "there is no `confomeet/.env`", "--env-file"),
    ])
  func notHeld(_ what: String, _ reason: String, _ command: String) throws {
    let site = try site()
    var isNamed = true
    switch what {
    case "conflicts":
      try site.sandbox.write([
        "confomeet/docker-compose.yml": try #require(site.text("confomeet/docker-compose.yml"))
          .replacing("${HTTP_PORT}:80'", with: "8080-8081:80'"),
        // It would go without its variable.
        "confomeet/extra.yml":
          "services:\n  ours:\n    image: ours\n    environment: [XMPP_RECORDER_DOMAIN]\n",
      ])
    case "no lock": try FileManager.default.removeItem(atPath: site.sandbox.lock)
    default:
      try FileManager.default.removeItem(atPath: site.path("confomeet/.env"))
      isNamed = false
    }
    let before = try site.sandbox.snapshot()
    for isDryRun in [true, false] {
      let failure = #expect(throws: UpgradeFailure.self) {
        try site.writeEnvironment(
          for: try #require(ReleaseName(Self.target)), isDryRun: isDryRun,
          named: isNamed ? [site.path("confomeet/.env")] : [])
      }
      let last = try #require(failure?.findings.last)
      #expect(last.code == .environmentNotEditable)
      #expect(last.headline.contains(reason), "\(last.headline)")
      #expect(last.advice.contains { $0.contains(command) }, "\(last.advice)")
      #expect(try site.sandbox.snapshot() == before)
    }
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
    for release: ReleaseName, isDryRun: Bool = false, named files: [String] = []
  ) throws -> EnvironmentReport {
    try EnvironmentSurvey.run(
      EnvironmentSurvey.Options(
        releases: .range(
          from: files.isEmpty ? nil : UpstreamReference("stable-9364-1"), to: .release(release)),
        environmentFiles: EnvironmentFiles(files), editing: isDryRun ? .dryRun : .write),
      at: request.places, toolVersion: "0.0.0")
  }
}
