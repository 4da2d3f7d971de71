import Foundation
import TestSupport
import Testing

@Suite("Upgrades of the demo")
struct UpgradeScenarioTests {
  @Test("say what they did, and did it", arguments: UpgradeScenario.all)
  func scenario(_ scenario: UpgradeScenario) throws {
    var run = try ScenarioRun(scenario)
    try expectScenarioText(try run.run(), at: "upgrade/\(scenario.name)/report.txt")
    let patches = try run.patchesID()
    for (path, file) in try scenario.files("expected") {
      let name = "upgrade/\(scenario.name)/expected/\(path)"
      let text = (run.site.text(path) ?? "")
        .replacing(patches, with: String(repeating: "0", count: 40))
      try expectScenarioText(text, at: name)
      let place = run.site.sandbox.deployment + "/" + path
      let isExecutable = FileManager.default.isExecutableFile(atPath: place)
      if Snapshots.isRecording {
        try FileManager.default.setAttributes(
          [.posixPermissions: isExecutable ? 0o755 : 0o644],
          ofItemAtPath: scenarios.appending(path: name).path)
      } else {
        #expect(isExecutable == file.isExecutable, "the mode of \(name)")
      }
    }
  }

  @Test("are there")
  func thereAreSome() {
    #expect(UpgradeScenario.all.count >= 30)
  }
}
