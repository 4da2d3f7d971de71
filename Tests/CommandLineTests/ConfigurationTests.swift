import Foundation
import TestSupport
import Testing

/// `config` as a person meets it.
@Suite struct ConfigurationTests {
  private static let variables = """
    CONFIG=~/.cfg
    HTTP_PORT=8000
    HTTPS_PORT=8443
    TZ=Europe/Vienna
    JICOFO_AUTH_PASSWORD=s3cretOfJicofo
    JIBRI_RECORDER_PASSWORD=s3cretOfJibri
    JIBRI_XMPP_PASSWORD=s3cretOfXmpp

    """

  @Test func withoutADeploymentWhatIsGeneratedIsListed() throws {
    try withDeployment { tool in
      let result = try tool.run("config", "stable-10184")
      #expect(result.status == 0 && result.messages.isEmpty)
      try Snapshots().expect(result.output, named: "config.txt")
      #expect(try tool.run("config").output.contains("Effective configuration"))
    }
  }

  @Test func aServiceIsShownWithItsFiles() throws {
    try withDeployment { tool in
      let result = try tool.run("config", "stable-10184", "--service", "jicofo")
      #expect(result.status == 0 && result.messages.isEmpty)
      try Snapshots().expect(result.output, named: "config.service.txt")
      let none = try tool.run("config", "stable-10184", "--service", "jikofo")
      #expect(none.status == 1)
      #expect(none.messages.contains("error[E417]: there is no service `jikofo`"))
    }
  }

  @Test func whatComposeRefusesIsNotKnown() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      try tool.write(
        "services:\n  jicofo:\n    networks: [proxy]\n",
        to: "deployment/confomeet/docker-compose.override.yml")
      for arguments in [
        ["config"], ["config", "stable-11146-2"], ["config", "--service", "jicofo"],
      ] {
        let result = try tool.start(arguments).finish()
        #expect(result.status == 1)
        #expect(result.messages.contains("error[E414]"), "\(result.messages)")
        #expect(result.messages.contains("what services read is not known"))
      }
    }
  }

  @Test func aPasswordThatLooksLikeAPathStaysHidden() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      let variables = Self.variables.replacing("s3cretOfXmpp", with: "/srv/rosebud")
      try tool.write(variables, to: "deployment/confomeet/.env")
      let result = try tool.run("config", "--service", "jibri", "--show-values")
      #expect(result.output.contains("‹JIBRI_XMPP_PASSWORD›"))
      #expect(!result.output.contains("rosebud"))
    }
  }

  @Test func filesWithSecretsStayOutOfTheDeployment() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      let result = try tool.run("config", "--output", "deployment/confomeet/out")
      #expect(result.status == 1 && result.messages.contains("lies in the deployment"))
      #expect(tool.read("deployment/confomeet/out/jicofo/config/jicofo.conf") == nil)
    }
  }

  @Test func aRangeIsADiffWithCauses() throws {
    try withDeployment { tool in
      let names = ["json", "md", "html", "sarif"].map { "config.\($0)" }
      let arguments =
        ["config", "stable-9364-1..stable-10184"] + names.flatMap { ["--report", $0] }
      let result = try tool.start(arguments).finish()
      #expect(result.status == 0 && result.messages.isEmpty)
      try Snapshots().expect(result.output, named: "config.range.txt")
      try Snapshots().expect(tool.read("config.md") ?? "", named: "config.range.md")
      let json = try JSONSerialization.jsonObject(
        with: Data((tool.read("config.json") ?? "").utf8))
      #expect((json as? [String: Any])?["configuration"] != nil)
      #expect(tool.read("config.html")?.contains("Configuration that changes") == true)
      #expect(tool.read("config.sarif")?.isEmpty == false)
    }
  }

  @Test func theDeploymentCountsAndItsValuesStayHidden() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      let now = try tool.run("config", "--service", "jibri", "--service", "jicofo", "--verbose")
      #expect(now.status == 0)
      #expect(now.output.contains("variables   confomeet/.env"))
      #expect(now.output.contains("‹JIBRI_XMPP_PASSWORD›"))
      let later = try tool.run("config", "stable-10184", "--report", "config.html")
      #expect(later.status == 0)
      #expect(later.output.contains("Configuration that changes"))
      let shown = try tool.run("config", "--show-values", "--report", "-")
      let texts = [now.output, later.output, shown.output, tool.read("config.html") ?? ""]
      #expect(!texts.contains { $0.contains("s3cretOf") })
    }
  }

  @Test func filesAreWrittenWithTheirValues() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      let result = try tool.run("config", "--service", "jibri", "--output", "out/effective")
      #expect(result.status == 0)
      let path = "out/effective/jibri/etc/jitsi/jibri/xmpp.conf"
      #expect(tool.read(path)?.contains("s3cretOfXmpp") == true)
      #expect(!result.output.contains("s3cretOf"))
      let file = tool.folder.appending(path: path).path
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      // No link is followed.
      try FileManager.default.removeItem(at: tool.folder.appending(path: "out/effective/jibri"))
      try tool.write("", to: "elsewhere/kept")
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder.appending(path: "out/effective/jibri").path,
        withDestinationPath: tool.folder.appending(path: "elsewhere").path)
      #expect(try tool.run("config", "--service", "jibri", "--output", "out/effective").status == 1)
      #expect(tool.names(in: "elsewhere") == ["kept"])
    }
  }
}
