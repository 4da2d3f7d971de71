import Findings
import Reports
import Testing
import UpgradeKit

/// The class `guarantees`: what the deployment runs.
struct GuaranteesDriftTests {
  @Test("an override file that takes a customisation away is drift, at its line")
  func override() throws {
    let site = try Site.deployed()
    try site.sandbox.write([
      "confomeet/docker-compose.override.yml":
        "services:\n  web:\n    networks:\n      meet.jitsi:\nnetworks:\n  meet.jitsi:\n"
    ])
    let report = try site.drift([.guarantees])
    #expect(report.verdict == .drifted)
    let finding = try report.one("D318")
    #expect(
      finding.places.first == Place(.deployment, "confomeet/docker-compose.override.yml", line: 4))
    #expect(
      finding.advice.last
        == "or accept it: `confomeet-upgrade accept D318 confomeet/docker-compose.override.yml --part network --because 'why'`"
    )
    #expect(try site.drift([.guarantees], failing: []).verdict == .inStep)
  }

  @Test("own services, and services that are not deployed, are none")
  func own() throws {
    let site = try Site.deployed()
    try site.sandbox.write([
      "confomeet/docker-compose.override.yml":
        "services:\n  own:\n    image: redis:7\n    networks: [meet.jitsi]\nnetworks:\n  meet.jitsi:\n",
      "confomeet/jibri.yml": "services:\n  own2:\n    image: redis:7\n",
    ])
    #expect(try site.drift([.guarantees]).codes == [])
  }
}
