import Findings
import Foundation
import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// What `env` says of a deployment, as a whole.
struct EnvironmentSurveyTests {
  private func survey(
    _ site: Site, _ release: String? = nil, files: [String] = []
  ) throws -> EnvironmentReport {
    try EnvironmentSurvey.run(
      EnvironmentSurvey.Options(
        releases: .range(
          from: UpstreamReference("stable-10184"), to: release.flatMap { UpstreamReference($0) }),
        environmentFiles: EnvironmentFiles(files)),
      at: site.request.places, toolVersion: "0.0.0")
  }

  @Test("images that a variable keeps at another release are part of the verdict")
  func pinned() throws {
    let site = try Site.deployed("stable-10184")
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nJITSI_IMAGE_VERSION=stable-10184\n"
    ])
    let later = try survey(site, "stable-11146-2")
    let found = try #require(later.findings.first { $0.finding.code == .imageOutOfStep })
    #expect(found.severity == .error && later.hasProblems)
    #expect(found.finding.places.first?.line == 2)
    let now = try survey(site, "stable-10184")
    #expect(!now.findings.contains { $0.finding.code == .imageOutOfStep })
  }

  @Test("a guarantee that fails because of such a variable says so, and what to do")
  func guaranteeBehindPin() throws {
    let site = try Site.deployed("stable-10184")
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nJITSI_IMAGE_VERSION=stable-10184\n"
    ])
    let findings = try site.upgrade("stable-11146-2", dryRun: true).findings.map(\.finding)
    let lost = findings.filter { $0.code == .guaranteeWouldBeLost }
    for finding in lost {
      #expect(
        finding.headline.contains("because `JITSI_IMAGE_VERSION` keeps `jibri` at stable-10184"))
      #expect(finding.advice.first?.contains("remove `JITSI_IMAGE_VERSION`") == true)
    }
    #expect(!lost.isEmpty)
    try site.sandbox.write(["confomeet/.env": "CONFIG=/srv/j\n"])
    let without = try site.upgrade("stable-11146-2", dryRun: true).findings.map(\.finding)
    #expect(!without.contains { $0.code == .guaranteeWouldBeLost })
  }

  @Test("a guarantee that a local edit takes away is not called the variable's doing")
  func guaranteeBehindEdit() throws {
    let site = try Site.deployed("stable-9364-1")
    let own = scenarios.appending(path: "upgrade/guarantee-would-be-lost/deployment/confomeet")
    for name in ["docker-compose.override.yml", "own-jicofo.conf"] {
      try site.sandbox.write([
        "confomeet/\(name)": try String(
          contentsOf: own.appending(path: name), encoding: .utf8)
      ])
    }
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nJITSI_IMAGE_VERSION=stable-9364-1\n"
    ])
    let lost = try site.upgrade("stable-10184", dryRun: true).findings.map(\.finding).filter {
      $0.code == .guaranteeWouldBeLost && $0.headline.contains("jicofo-shared-document")
    }
    #expect(!lost.isEmpty)
    for finding in lost {
      #expect(!finding.headline.contains("because"), "\(finding.headline)")
      #expect(finding.advice.first == "restore there what the patch does, and run again")
    }
  }

  @Test("files that Compose refuses for one reason are told together")
  func refusedTogether() throws {
    let site = try Site.deployed("stable-10184")
    let text = "services:\n  ours:\n    image: ours\n    networks: [proxy]\n"
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\n", "confomeet/one.yml": text, "confomeet/two.yml": text,
    ])
    let found = try survey(site, "stable-10184").findings.map(\.finding).filter {
      $0.code == .environmentNotChecked
    }
    #expect(found.count == 1)
    #expect(found.first?.headline.contains("confomeet/one.yml and confomeet/two.yml") == true)
  }

  @Test("what Compose refuses of a named file is told, and nothing is called in order")
  func refusedValue() throws {
    let site = try Site.deployed("stable-10184")
    let file = site.sandbox.path + "/e.env"
    try Data("CONFIG=/srv/j\nHTTP_PORT=80x\n".utf8).write(to: URL(filePath: file))
    try FileManager.default.removeItem(atPath: site.sandbox.lock)
    let report = try survey(site, "stable-10184", files: [file])
    let finding = try #require(
      report.findings.first { $0.finding.code == .composeRefuses }?.finding)
    #expect(finding.headline.contains("a port is `published:target`"))
    let place = try #require(finding.places.first)
    #expect(place.tree == .generated && place.path == "docker-compose.yml")
    #expect(place.line != nil && place.column != nil && place.excerpt == nil)
    #expect(report.hasProblems)
  }

  @Test("what Compose can't read of a value is told with its place and without any of it")
  func unreadableValue() throws {
    for hasLock in [true, false] {
      let site = try Site.deployed("stable-10184")
      let file = site.sandbox.path + "/e.env"
      try Data("CONFIG=/srv/j\nTZ=s3cret${-hidden}\n".utf8).write(to: URL(filePath: file))
      if !hasLock { try FileManager.default.removeItem(atPath: site.sandbox.lock) }
      let report = try survey(site, "stable-10184", files: [file])
      let finding = try #require(
        report.findings.first { $0.finding.code == .composeRefuses }?.finding)
      #expect(finding.headline.hasSuffix("the value of `TZ` has a `${…}` that Compose can't read"))
      #expect(finding.places.map(\.line) == [2] && finding.places.map(\.column) == [4])
      for format in [ReportFormat.json, .text, .sarif] {
        let text = EnvironmentFormat(format).render(report)
        #expect(!text.contains("s3cret") && !text.contains("hidden"))
      }
    }
  }

  @Test("a name that Compose refuses is not shown when it is a variable's value")
  func valueInRefusal() throws {
    let site = try Site.deployed("stable-10184")
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nNET=topsecret\nTZ=UTC\nTZ=UTC\n",
      "confomeet/docker-compose.override.yml":
        "services:\n  web:\n    networks: ['${NET}']\n",
    ])
    let report = try survey(site, "stable-10184")
    let finding = try #require(
      report.findings.first { $0.finding.code == .composeRefuses }?.finding)
    #expect(finding.headline.contains("service `web` uses the undeclared network `…`"))
    #expect(!EnvironmentFormat(.json).render(report).contains("topsecret"))
    // What is told of the file by itself contradicts nothing.
    #expect(report.findings.contains { $0.finding.code == .variableSetTwice })
    #expect(!EnvironmentFormat(.text).render(report).contains("not checked"))
  }

  @Test("a file of many names that nothing uses has suggestions for the first of them")
  func manyUnknown() throws {
    let site = try Site.deployed("stable-10184")
    let names = (0..<500).map { "HTTP_PROT\($0)=1\n" }.joined()
    try site.sandbox.write([
      "confomeet/.env": "CONFIG=/srv/j\nHTTP_PORT=80\nHTTPS_PORT=443\n\(names)"
    ])
    let found = try survey(site, "stable-10184").findings.filter {
      $0.finding.code == .variableUnknown
    }
    #expect(found.count == 500)
    #expect(found.count { $0.finding.advice.contains("did you mean `HTTP_PORT`?") } == 100)
  }

  @Test("code scanning gets its findings, too, and no value")
  func codeScanning() throws {
    let site = try Site.deployed("stable-10184")
    try site.sandbox.write(["confomeet/.env": "CONFIG=/srv/j\nNOBODYS=s3cret\n"])
    let text = EnvironmentFormat(.sarif).render(try survey(site, "stable-10184"))
    #expect(text.contains(#""ruleId" : "E401""#) && text.contains("confomeet-upgrade/env/"))
    #expect(!text.contains("s3cret"))
  }
}
