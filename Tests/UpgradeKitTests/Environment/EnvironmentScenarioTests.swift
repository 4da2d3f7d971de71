import PatchKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// What is said of the variables of deployments that people edited.
@Suite("Variables of deployments")
struct EnvironmentScenarioTests {
  @Test("are held against what runs", arguments: EnvironmentScenario.all)
  func scenario(_ scenario: EnvironmentScenario) throws {
    let site = try scenario.deploy()
    let name = "environment/\(scenario.name)"
    try expectScenarioText(
      TextRenderer().render(try site.drift([.environment])), at: "\(name)/drift.txt")
    try write(site, try scenario.request().write, name)
    guard let release = try scenario.request().then else { return }
    site.request.wantsUpstreamChanges = true
    let before = try site.sandbox.snapshot()
    var report = try site.upgrade(release, dryRun: true)
    #expect(try site.sandbox.snapshot() == before)
    // It changes with every word in a reason, and with it no result.
    report.patchSet?.tree = String(repeating: "0", count: 40)
    let text = TextRenderer().render(report).replacing(site.sandbox.path + "/", with: "")
    try expectScenarioText(text, at: "\(name)/upgrade.txt")
  }

  /// Edits `.env`; a second time there is nothing left to edit.
  private func write(_ site: Site, _ release: String?, _ name: String) throws {
    guard let release, let target = ReleaseName(release) else { return }
    let old = try #require(site.text("confomeet/.env"))
    let report = try site.writeEnvironment(for: target)
    try expectScenarioText(
      EnvironmentText(terminal: .plain).render(report), at: "\(name)/write.txt")
    try expectScenarioText(try #require(site.text("confomeet/.env")), at: "\(name)/written.env")
    #expect(site.text("confomeet/.env.before-\(release)") == old)
    let before = try site.sandbox.snapshot()
    let again = try site.writeEnvironment(for: target)
    #expect(again.edit?.files == [])
    #expect(try site.sandbox.snapshot() == before)
  }

  @Test("are there")
  func thereAreSome() {
    #expect(EnvironmentScenario.all.count >= 7)
  }
}
