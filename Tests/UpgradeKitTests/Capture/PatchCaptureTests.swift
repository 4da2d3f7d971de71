import Findings
import Foundation
import Reports
import TestSupport
import Testing
import UpgradeKit

@Suite("Local edits that are captured as a patch")
struct PatchCaptureTests {
  private let site: CaptureSite

  init() throws { site = try CaptureSite() }

  @Test("are generated from then on, byte for byte, and nothing drifts any more")
  func whole() throws {
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            - OUR_LIMIT=20\n            - PUBLIC_URL\n")
    try site.edit(
      "docker-compose.yml", "    # Forwards sound and video\n    jvb:\n",
      """
          # Forwards sound and video
          jvb:
              healthcheck:
                  test: [CMD, curl, -f, "http://localhost:8080/about/health"]
                  interval: 10s

      """)
    try site.edit("env.example", "TZ=UTC\n", "TZ=Europe/Berlin\n")
    try site.edit("jibri/Dockerfile", "RUN ", "RUN own-setup && \\\n    ")
    #expect(try site.drift() == ["D306", "D306", "D306"])
    let before = try site.site.sandbox.snapshot("deployment")
    let report = try site.capture()
    #expect(try site.site.sandbox.snapshot("deployment") == before)
    #expect(report.patch == "ours")
    #expect(
      report.operations == ["2 × compose.set", "env.set", "dockerfile.run-step"])
    #expect(report.otherForms == [] && report.untyped == [] && report.breaks == [])
    #expect(report.guarantees.contains("service"))
    #expect(report.tried == 1)
    #expect(try site.drift() == [])
    let manifest = try #require(site.patchFile("ours/patch.yaml"))
    #expect(manifest.contains("title: Ours\nreason: Why\n"))
    #expect(manifest.contains("  - service:\n      name: jvb\n      has: [healthcheck]\n"))
    #expect(site.patchFile("patchset.yaml")?.hasSuffix("  - prosody-plugins\n  - ours\n") == true)
    // And the next release has them.
    #expect(try site.site.upgrade("stable-11146-2").verdict == .upgraded)
    let compose = try #require(site.site.text("confomeet/docker-compose.yml"))
    #expect(compose.contains("- OUR_LIMIT=20\n") && compose.contains("interval: 10s\n"))
    #expect(try site.drift() == [])
  }

  @Test("in another form are generated in the files' own, and the lines are told")
  func otherForm() throws {
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            -   OUR_LIMIT=20\n            - PUBLIC_URL\n")
    let report = try site.capture()
    #expect(report.operations == ["compose.set"])
    #expect(report.otherForms.map { $0.hasPrefix("confomeet/docker-compose.yml: line ") } == [true])
    #expect(site.site.text("confomeet/docker-compose.yml")?.contains("- OUR_LIMIT=20\n") == true)
    #expect(try site.drift() == [])
  }

  @Test("of one place, file or folder leave the others local edits")
  func some() throws {
    try site.edit("env.example", "TZ=UTC\n", "TZ=Europe/Berlin\n")
    try site.edit(
      "docker-compose.yml", "            - JVB_PORT\n",
      "            - JVB_PORT\n            - A=1\n")
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            - B=2\n            - PUBLIC_URL\n")
    let edited = site.site.text("confomeet/docker-compose.yml")
    let report = try site.capture(only: ["services", "jvb"])
    #expect(report.operations == ["compose.set"])
    #expect(site.site.text("confomeet/docker-compose.yml") == edited)
    #expect(try site.drift() == ["D306", "D306"])
    let diffs = try site.site.drift([.deployment]).findings.compactMap(\.finding.diff)
    #expect(diffs.contains { $0.contains("+            - B=2") })
    #expect(!diffs.contains { $0.contains("+            - A=1") })
  }

  @Test("with new and deleted files bring and remove them")
  func files() throws {
    try site.site.sandbox.write([
      "confomeet/jibri/rootfs/usr/bin/own.sh*": "#!/bin/sh\ntrue\n"
    ])
    try FileManager.default.removeItem(atPath: site.site.path("confomeet/env.example"))
    let report = try site.capture(["confomeet/jibri", "confomeet/env.example"])
    #expect(report.operations == ["file.remove", "file.add"])
    #expect(report.guarantees == ["file"])
    #expect(site.patchFile("ours/files/jibri/rootfs/usr/bin/own.sh") == "#!/bin/sh\ntrue\n")
    #expect(try site.drift() == [])
  }

  @Test("of what a patch wrote change that patch, and make no second one over it")
  func amended() throws {
    try site.edit("jibri/Dockerfile", "-m 0750 /home/jibri/.aws", "-m 0700 /home/jibri/.aws")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: site.site.path("confomeet"))
    let plugin = try #require(paths.first { $0.hasSuffix("mod_auto_lobby.lua") })
    let text = try #require(site.site.text("confomeet/" + plugin))
    try site.site.sandbox.write(["confomeet/" + plugin: text + "-- ours\n"])
    let report = try site.capture()
    #expect(report.patch == nil)
    #expect(report.changed == ["jibri-s3", "prosody-plugins"])
    #expect(report.files.map(\.isChanged) == [true, true])
    #expect(site.patchFile("ours/patch.yaml") == nil)
    #expect(site.patchFile("patchset.yaml")?.contains("ours") == false)
    #expect(site.patchFile("jibri-s3/patch.yaml")?.contains("-m 0700 /home/jibri/.aws") == true)
    #expect(try site.drift() == [])
  }

  @Test("of a value that a patch guarantees change the guarantee with it")
  func amendedGuarantee() throws {
    // Later releases run upstream's image, and a variable says it.
    let site = try CaptureSite("stable-9364-1")
    try site.edit(
      "jicofo/rootfs/defaults/jicofo.conf", "use-random-name = true", "use-random-name = false")
    let report = try site.capture()
    #expect(report.changed == ["jicofo-shared-document"])
    #expect(
      site.patchFile("jicofo-shared-document/patch.yaml")?.contains("equals: \"false\"") == true)
    #expect(try site.drift() == [])
  }

  @Test(
    "of what a patch wrote are refused where its manifest can't say them, and the patch is named")
  func refusedAmendment() throws {
    try site.edit("jibri.yml", "- JIBRI_NO_MEDIA_TIMEOUT\n", "- JIBRI_NO_MEDIA_TIMEOUT=60\n")
    let findings = try site.refusal()
    #expect(findings.map(\.code) == [.editOfPatch])
    #expect(findings.first?.headline.contains("`jibri-timeouts`") == true)
    #expect(
      findings.first?.places.map(\.path) == [
        "confomeet/jibri.yml", "patches/jibri-timeouts/patch.yaml",
      ])
  }

  @Test(
    "with secrets are refused, and no value is shown",
    arguments: [
      "API_TOKEN=hunter2hunter2", "A=ghp_16C7e42F292c6912E7710c838347Ae178B4a",
      "NOTE=some words here",
    ])
  func secrets(_ variable: String) throws {
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            - \(variable)\n            - PUBLIC_URL\n")
    let findings = try site.refusal()
    #expect(findings.map(\.code) == [.secretInEdit])
    let value = try #require(variable.split(separator: "=").last)
    #expect(!findings.contains { "\($0)".contains(value) })
    let isPossible = variable.hasPrefix("NOTE")
    #expect(findings.first?.advice.contains { $0.contains("--not-secret") } == isPossible)
    let place = try #require(findings.first?.places.first)
    let line = try #require(place.line)
    let options = PatchCapture.Options(
      name: "ours", vouched: ["\(place.path):\(line)"], isDryRun: true)
    if isPossible {
      #expect(try PatchCapture(options, at: site.site.request.places).makesPatch)
    } else {
      #expect(throws: UpgradeFailure.self) {
        try PatchCapture(options, at: site.site.request.places)
      }
    }
  }

  @Test("with what may be secrets are taken place by place, each named by its line in the file")
  func vouchedPlaces() throws {
    try site.edit(
      "docker-compose.yml", "            - PUBLIC_URL\n",
      "            - FIRST=some words here\n            - PUBLIC_URL\n")
    try site.edit(
      "docker-compose.yml", "            - JVB_PORT\n",
      "            - JVB_PORT\n            - NOTE=some words here\n")
    let lines = try #require(site.site.text("confomeet/docker-compose.yml"))
      .split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex { $0.contains("FIRST=") }) + 1
    let second = try #require(lines.firstIndex { $0.contains("NOTE=") }) + 1
    #expect(try site.refusal().flatMap(\.places).map(\.line) == [first, second])
    #expect(
      try site.refusal(only: ["services", "jvb"]).flatMap(\.places).map(\.line) == [second])
    let options = PatchCapture.Options(
      name: "ours", vouched: ["confomeet/docker-compose.yml:\(first)"], isDryRun: true)
    do {
      _ = try PatchCapture(options, at: site.site.request.places)
      Issue.record("the other value was taken as well")
    } catch {
      #expect(error.findings.flatMap(\.places).map(\.line) == [second])
    }
  }

  @Test("with other line endings are told of all lines")
  func lineEndings() throws {
    let text = try #require(site.site.text("confomeet/docker-compose.yml"))
    let edited = text.replacing(
      "            - PUBLIC_URL\n", with: "            - OUR_LIMIT=20\n            - PUBLIC_URL\n")
    try site.site.sandbox.write([
      "confomeet/docker-compose.yml": edited.replacing("\n", with: "\r\n")
    ])
    let report = try site.capture()
    #expect(report.operations == ["compose.set"])
    #expect(report.otherForms == ["confomeet/docker-compose.yml: the ends of all lines"])
  }

  @Test("of a port guarantee that port, and stand wherever its neighbours are")
  func ports() throws {
    try site.edit(
      "docker-compose.yml", "        ports:\n", "        ports:\n            - '9090:9090'\n")
    _ = try site.capture()
    let manifest = try #require(site.patchFile("ours/patch.yaml"))
    #expect(manifest.contains("has: [ports, 9090/tcp]"))
    #expect(try site.drift() == [])
    #expect(try site.site.upgrade("stable-11146-2").verdict == .upgraded)
  }

  @Test("are none where nothing is edited, named or generated")
  func nothing() throws {
    #expect(try site.refusal().map(\.headline) == ["no generated file is edited"])
    #expect(
      try site.refusal(["confomeet/jibri.yml"]).map(\.headline) == [
        "nothing is edited in confomeet/jibri.yml"
      ])
    #expect(try site.refusal(["nowhere"]).first?.headline.contains("no file `nowhere`") == true)
    try site.site.sandbox.write(["own.yml": "a: b\n", "confomeet/.env": "A=1\n"])
    #expect(
      try site.refusal(["own.yml"]).map(\.headline) == [
        "own.yml is not below confomeet, where files are generated"
      ])
    #expect(try site.refusal(["confomeet/.env"]).map(\.code) == [.secretInEdit])
    try site.edit("env.example", "TZ=UTC\n", "TZ=Europe/Berlin\n")
    #expect(
      try site.refusal(only: ["services", "jvb"]).map(\.headline) == [
        "nothing is edited at or below `services.jvb`"
      ])
  }

  @Test("leave blanks where nobody says what the patch is for")
  func blanks() throws {
    try site.edit("env.example", "TZ=UTC\n", "TZ=Europe/Berlin\n")
    try site.capture(title: nil, reason: nil)
    #expect(site.patchFile("ours/patch.yaml")?.contains("title: TODO ") == true)
    #expect(site.patchFile("ours/patch.yaml")?.contains("reason: TODO ") == true)
  }

  @Test("are told to break at the releases where they do, before anything is written")
  func breaks() throws {
    // Newer releases have no such line.
    try site.edit("docker-compose.yml", "version: '3.5'", "version: '3.4'")
    let before = try site.site.sandbox.snapshot()
    let capture = try PatchCapture(
      PatchCapture.Options(name: "ours", isDryRun: true), at: site.site.request.places)
    let report = try capture.report()
    #expect(report.breaks.map(\.releases) == [["stable-11146-2"]])
    #expect(report.breaks.map(\.patch) == ["ours"])
    try capture.write(title: nil, reason: nil)
    #expect(try site.site.sandbox.snapshot() == before)
  }

  @Test("need a patch set that gives what the deployment was made of, and a name that is free")
  func outOfStep() throws {
    try site.edit("env.example", "TZ=UTC\n", "TZ=Europe/Berlin\n")
    let taken = PatchCapture.Options(name: "network")
    #expect(throws: UpgradeFailure.self) { try PatchCapture(taken, at: site.site.request.places) }
    let list = try #require(site.patchFile("patchset.yaml"))
    try site.site.sandbox.write(
      ["patchset.yaml": list.replacing("  - prosody-plugins\n", with: "")], to: "patches")
    #expect(try site.refusal().first?.headline.contains("what is an edit can't be told") == true)
  }
}
