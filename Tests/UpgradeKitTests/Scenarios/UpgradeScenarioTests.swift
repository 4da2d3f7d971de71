import Foundation
import GitKit
import ReportKit
import Testing
import UpgradeKit

@Suite("Upgrades of the demo")
struct UpgradeScenarioTests {
  @Test("say what they did, and did it", arguments: UpgradeScenario.all)
  func scenario(_ scenario: UpgradeScenario) throws {
    let request = try scenario.request()
    let site = try Site()
    let upstream = try scenario.files("upstream")
    if !upstream.isEmpty {
      try site.release { files in
        for (path, data) in upstream {
          try files.write(String(decoding: data, as: UTF8.self), to: path)
        }
      }
    }
    var firstLock: String?
    for release in request.through {
      #expect(try site.upgrade(release).verdict == .upgraded)
      firstLock = firstLock ?? site.lock
    }
    switch request.lock {
    case nil: break
    case .missing: try FileManager.default.removeItem(atPath: site.sandbox.lock)
    case .corrupt: try site.sandbox.write(["upstream-lock.yaml": "format: 1\n<<<"], to: "")
    case .stale: try site.sandbox.write(["upstream-lock.yaml": try #require(firstLock)], to: "")
    }
    for (path, data) in try scenario.files("deployment") {
      try site.sandbox.write([path: String(decoding: data, as: UTF8.self)])
    }
    for path in request.removed {
      try FileManager.default.removeItem(atPath: site.sandbox.deployment + "/" + path)
    }
    for (path, mode) in request.modes {
      #expect(chmod(site.sandbox.deployment + "/" + path, mode_t(mode)) == 0)
    }

    var report: Report
    do throws(UpgradeFailure) {
      report = try site.upgrade(request.to, dryRun: request.isDryRun)
    } catch {
      report = Report(
        toolVersion: "0.0.0", command: "upgrade", verdict: .failed, findings: error.findings)
    }
    // It changes with every word in a reason, and with it no result.
    report.patchSet?.tree = String(repeating: "0", count: 40)
    let text = TextRenderer().render(report)
    try expectScenarioText(text, at: "upgrade/\(scenario.name)/report.txt")
    for (path, _) in try scenario.files("expected") {
      try expectScenarioText(site.text(path) ?? "", at: "upgrade/\(scenario.name)/expected/\(path)")
    }
  }

  @Test("are there")
  func thereAreSome() {
    #expect(UpgradeScenario.all.count >= 8)
  }
}
