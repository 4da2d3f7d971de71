import Findings
import Foundation
import GitKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// What a run comes to as a whole.
struct DriftTests {
  @Test("in step there is nothing to tell")
  func inStep() throws {
    let site = try Site.deployed()
    let report = try site.drift()
    #expect(report.verdict == .inStep)
    #expect(report.codes == [])
    #expect(
      report.checks?.map(\.name)
        == DriftClass.allCases.filter(DriftClass.standard.contains).map(\.rawValue))
    #expect(report.checks?.allSatisfy { $0.findings == 0 } == true)
    // There is no file of variables to look at.
    #expect(report.checks?.filter { $0.state != .inStep }.map(\.name) == ["environment"])
    #expect(TextRenderer().render(report).split(separator: "\n").count == 1)
    #expect(try site.drift() == report)
  }

  @Test("only what is asked for is looked for")
  func classes() throws {
    let site = try Site.deployed("stable-9364-1")
    try site.sandbox.write(["confomeet/jibri.yml": "services: {}\n"])
    let all = try site.drift()
    for kind in DriftClass.allCases where kind != .forecast {
      let report = try site.drift([kind])
      #expect(report.checks?.map(\.name) == [kind.rawValue])
      #expect(report.checks?.first == all.checks?.first { $0.name == kind.rawValue })
    }
  }

  @Test("what does not count is told, as a warning at most")
  func failing() throws {
    let site = try Site.deployed()
    try site.sandbox.write(["confomeet/jibri.yml": "services: {}\n"])
    let drifted = try site.drift()
    #expect(drifted.verdict == .drifted)
    #expect(drifted.findings.map(\.severity) == [.error])
    let told = try site.drift(failing: DriftClass.failing.subtracting([.deployment]))
    #expect(told.verdict == .inStep)
    #expect(told.findings.map(\.severity) == [.warning])
    #expect(told.state(.deployment) == .drifted)
    #expect(TextRenderer().render(told).contains("told only: deployment 1"))
  }

  @Test("a new release fails a run that counts it, and no other")
  func newRelease() throws {
    let site = try Site.deployed("stable-10184")
    #expect(try site.drift().verdict == .inStep)
    let report = try site.drift(failing: [.release])
    #expect(report.verdict == .drifted)
    #expect(report.findings.map(\.severity) == [.error])
  }

  @Test("without a lock nothing can be said")
  func noLock() throws {
    let site = try Site()
    #expect(try site.driftFailure().code.rawValue == "D317")
  }

  @Test("a deployment that is not there is no drift")
  func noDeployment() throws {
    let site = try Site.deployed()
    site.request.deployment += "-elsewhere"
    #expect(try site.driftFailure().headline.contains("deployment-elsewhere"))
  }

  @Test("with nothing fetched and no mirror, only the deployment can be checked")
  func offline() throws {
    let site = try Site.deployed()
    try site.copyPatches()
    site.request.upstream = "https://upstream.example/docker-jitsi-meet"
    site.request.isOffline = true
    #expect(try site.driftFailure().code.rawValue == "G507")
    #expect(try site.drift([.deployment]).verdict == .inStep)
    // Not being offline makes no difference to what needs no upstream.
    site.request.isOffline = false
    try site.sandbox.write(["confomeet/jibri.yml": "services: {}\n"])
    let finding = try site.drift([.deployment]).one("D306")
    #expect(finding.diff == nil)
    #expect(finding.evidence.first?.contains("can't be shown") == true)
  }

  @Test("a report in every form", arguments: ReportFormat.allCases)
  func forms(_ format: ReportFormat) throws {
    let site = try Site.deployed("stable-10184")
    try site.sandbox.write(["confomeet/.env": "JITSI_IMAGE_VERSION=stable-9364-1\nKEY=hunter2\n"])
    let text = format.renderer.render(try site.drift())
    #expect(text.contains("D315") && text.contains("D301"))
    #expect(!text.contains("hunter2") && !text.contains(site.sandbox.path))
  }
}
