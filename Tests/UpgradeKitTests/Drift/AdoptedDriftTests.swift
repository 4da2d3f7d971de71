import Findings
import GitKit
import Reports
import Testing
import UpgradeKit

/// A deployment that was adopted, and has no customisations yet.
struct AdoptedDriftTests {
  private let site: Site

  init() throws {
    site = try Site()
    try site.makeByHand()
    try site.copyUpstream("stable-9364-1")
    try site.remove("confomeet/OPERATIONS.md")
    try site.adopt()
  }

  @Test("it is as upstream has it, and is told to be missing customisations")
  func untouched() throws {
    #expect(try site.drift([.deployment]).codes == [])
    let report = try site.drift([.patches])
    #expect(report.codes == ["D331"])
    #expect(report.verdict == .inStep)
    let paths = report.found("D331")?.places.map(\.path) ?? []
    #expect(paths.contains("confomeet/OPERATIONS.md"))
    #expect(paths.contains("confomeet/jibri.yml"))
    #expect(!paths.contains("confomeet/gen-passwords.sh"))
  }

  @Test("an edit is shown against upstream's file")
  func edited() throws {
    try site.edit("confomeet/etherpad.yml") { $0 + "# ours\n" }
    let finding = try #require(try site.drift([.deployment]).found("D306"))
    #expect(finding.headline == "confomeet/etherpad.yml is not as upstream has it")
    #expect(finding.diff?.contains("+# ours") == true)
    #expect(finding.diff?.contains("confomeetnet") == false)
  }

  @Test("an upgrade to the locked release adds them, and the deployment is as one made anew")
  func upgraded() throws {
    #expect(try site.upgrade("stable-9364-1").verdict == .upgraded)
    #expect(try site.drift([.deployment, .patches]).codes == [])
    let other = try Site()
    try other.upgrade("stable-9364-1")
    #expect(site.lock == other.lock)
    #expect(try site.sandbox.snapshot("deployment") == other.sandbox.snapshot("deployment"))
  }
}
