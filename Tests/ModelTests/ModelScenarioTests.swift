import Editing
import Foundation
import TestSupport
import Testing
import UpgradeKit

@Suite struct ModelScenarioTests {
  @Test func thereAreScenarios() {
    #expect(ModelScenario.all.count >= 30)
  }

  @Test(arguments: ModelScenario.all)
  func isReadAsExpected(_ scenario: ModelScenario) throws {
    let project = try ComposeProject(
      scenario.named, of: ComposeFiles(below: scenario.folder.path), root: "/deployment")
    let text = ComposeForms.lines(ComposeForms.value(of: project))
    if ModelScenario.isRecording { return try scenario.record(text) }
    #expect(text == (try scenario.expected()))
  }

  @Test(
    .enabled(
      if: ComposeProgram.path != nil, "set CONFOMEET_TEST_COMPOSE to Compose 2.40's program"),
    arguments: ModelScenario.all)
  func isReadAsComposeDoes(_ scenario: ModelScenario) throws {
    let folder = scenario.folder.resolvingSymlinksInPath().path
    let project = try ComposeProject(scenario.named, of: ComposeFiles(below: folder), root: folder)
    let config = try ComposeProgram.config(in: folder, files: scenario.named)
    let differences = ComposeForms.differences(
      ComposeForms.value(of: project), try #require(config).forms)
    #expect(differences == [])
  }
}

extension YAMLValue {
  /// Compose's answer, for comparing.
  var forms: YAMLValue { ComposeForms.value(of: self) }
}
