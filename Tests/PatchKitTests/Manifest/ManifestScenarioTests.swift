import Findings
import Foundation
import Testing

@Suite("Manifests that are wrong")
struct ManifestScenarioTests {
  @Test("are told what is wrong, where, and what was meant", arguments: ManifestScenario.all)
  func diagnostics(_ scenario: ManifestScenario) throws {
    let found = text(of: problems(of: try scenario.files()))
    if ProcessInfo.processInfo.environment["CONFOMEET_RECORD_SNAPSHOTS"] == "1" {
      try found.write(to: scenario.expected, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: scenario.expected, encoding: .utf8)
    #expect(found == expected)
  }

  @Test("have a scenario for every code")
  func everyCode() throws {
    let codes = Set(
      try ManifestScenario.all.flatMap { problems(of: try $0.files()).map(\.code.rawValue) })
    let known = Array(1...14) + Array(20...23)
    #expect(codes.sorted() == known.map { $0 < 10 ? "P10\($0)" : "P1\($0)" })
  }
}
