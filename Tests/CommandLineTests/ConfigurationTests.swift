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
      try tool.write("old\n", to: "kept")
      let file = tool.folder.appending(path: path).path
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      // The next run takes its place as a whole.
      #expect(
        try tool.run("config", "--service", "jicofo", "--output", "out/effective/").status == 0)
      #expect(tool.read("out/effective/jicofo/config/jicofo.conf") != nil)
      #expect(tool.read(path) == nil && tool.names(in: "out") == ["effective"])
    }
  }

  @Test func whatOthersHaveInTheFolderStays() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      try tool.write("mine\n", to: "out/jicofo/mine.conf")
      let others = try tool.run("config", "--output", "out")
      #expect(others.status == 1 && others.messages.contains("there are `jicofo/mine.conf`"))
      #expect(tool.names(in: "out/jicofo") == ["mine.conf"])
      // No link is followed, the folder's own neither.
      try tool.write("", to: "elsewhere/kept")
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder.appending(path: "link").path,
        withDestinationPath: tool.folder.appending(path: "elsewhere").path)
      for path in ["link", "link/", "kept"] {
        try tool.write("", to: "kept")
        let result = try tool.run("config", "--output", path)
        #expect(result.status == 1 && result.messages.contains("name another folder"))
      }
      #expect(tool.names(in: "elsewhere") == ["kept"])
      #expect(try tool.run("config", "--output", "").status == 64)
    }
  }

  @Test func aPathWithAValueInItIsNeitherShownNorLeavesTheFolder() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      try tool.write(Self.variables + "EVIL=../../s3cretOfEvil\n", to: "deployment/confomeet/.env")
      try tool.write(
        "#!/usr/bin/with-contenv bash\necho a > /tmp/$EVIL\n", to: "deployment/confomeet/evil")
      try tool.write(
        "services:\n  jicofo:\n    environment: [EVIL]\n    volumes: ['./evil:/etc/cont-init.d/99-evil']\n",
        to: "deployment/confomeet/docker-compose.override.yml")
      let result = try tool.run("config", "--service", "jicofo", "--output", "out")
      #expect(result.status == 1 && result.messages.contains("/tmp/$EVIL"), "\(result.messages)")
      #expect(!(result.messages + result.output).contains("s3cretOf"))
      #expect(tool.names(in: "").filter { $0.contains("out") || $0.contains("s3cret") } == [])
    }
  }

  @Test func aFileThatComposeRefusesWithTheOthersIsNamed() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.variables, to: "deployment/confomeet/.env")
      try tool.write(
        "services:\n  relay:\n    image: relay\n    networks: [nowhere]\n",
        to: "deployment/confomeet/relay.yml")
      let result = try tool.run("config")
      #expect(result.status == 0)
      #expect(
        result.output.contains("what services of `confomeet/relay.yml` read is not known"),
        "\(result.output)")
    }
  }

  @Test func aReportDoesNotChangeWhatIsShown() throws {
    try withDeployment { tool in
      let plain = try tool.run("config", "stable-10184")
      let reporting = try tool.run(
        "config", "stable-10184", "--report", "config.md", "--report", "config.json")
      #expect(plain.output == reporting.output)
      #expect(tool.read("config.md")?.contains("```lua\n") == true)
      #expect(tool.read("config.md")?.contains("\n\n\n\n") == false)
    }
  }
}
