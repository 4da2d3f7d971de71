import Findings
import GitKit
import Rendering
import Reports
import Testing
import UpgradeKit

/// Variables that go nowhere, are missing or weak.
struct EnvironmentDriftTests {
  private let site: Site

  init() throws {
    site = try Site.deployed()
  }

  private func drift(environmentFile: String? = nil) throws -> Report {
    try site.drift([.environment], environmentFile: environmentFile)
  }

  /// Every variable that the demo's services refuse to start without.
  private static let complete = """
    JIBRI_RECORDER_PASSWORD=a5b1
    JIBRI_XMPP_PASSWORD=f00d
    JICOFO_AUTH_PASSWORD=cafe
    CONFIG=/srv/meet
    HTTP_PORT=80
    HTTPS_PORT=443

    """

  @Test("without a file there is nothing to look at, and that is said")
  func noFile() throws {
    let report = try drift()
    #expect(report.codes == [])
    #expect(report.state(.environment) == .unchecked)
    #expect(report.verdict == .inStep)
    #expect(TextRenderer().render(report).contains("not checked: environment"))
  }

  @Test("all is set and goes somewhere")
  func inStep() throws {
    try site.sandbox.write(["confomeet/.env": Self.complete])
    let report = try drift()
    #expect(report.codes == [])
    #expect(report.state(.environment) == .inStep)
  }

  @Test("an old name is told with the new one")
  func renamed() throws {
    try site.sandbox.write([
      "confomeet/.env": Self.complete + "XMPP_RECORDER_DOMAIN=hidden.meet.jitsi\n"
    ])
    let finding = try drift().one("E402")
    #expect(finding.headline.contains("XMPP_HIDDEN_DOMAIN"))
  }

  @Test("a name that goes nowhere, and one that is missing")
  func drifted() throws {
    try site.sandbox.write([
      "confomeet/.env": Self.complete.replacing(
        "JICOFO_AUTH_PASSWORD=cafe", with: "NOBODYS=hunter2")
    ])
    let report = try drift()
    #expect(report.verdict == .drifted)
    #expect(Set(report.codes).isSuperset(of: ["E401", "E403"]))
    #expect(try report.one("E401").places.first?.path == "confomeet/.env")
    #expect(!JSONRenderer().render(report).contains("hunter2"))
    #expect(report.state(.environment) == .drifted)
  }

  @Test("a further file that Compose refuses is said, and the rest is checked")
  func refusedFurther() throws {
    try site.sandbox.write([
      "confomeet/.env": Self.complete,
      "confomeet/own.yml": "services:\n  own:\n    image: own\n    networks: [nowhere]\n",
    ])
    let report = try drift()
    let finding = try report.one("E415")
    #expect(finding.headline.hasPrefix("the services of confomeet/own.yml were not checked"))
    #expect(finding.places.first?.path == "confomeet/own.yml")
    #expect(report.state(.environment) != .unchecked)
  }

  @Test("a file that is named counts instead")
  func named() throws {
    try site.sandbox.write(["confomeet/.env": Self.complete])
    try site.sandbox.write(["other.env": Self.complete + "NOBODYS=1\n"], to: "")
    let report = try drift(environmentFile: site.sandbox.path + "/other.env")
    #expect(
      try report.one("E401").places.first == Place(.patchSet, "other.env", line: 7))
  }

  @Test("one that cannot be read is said")
  func unreadable() throws {
    try site.sandbox.write(["confomeet/.env": "A='open\n"])
    #expect(try drift().codes == ["E413"])
  }
}
