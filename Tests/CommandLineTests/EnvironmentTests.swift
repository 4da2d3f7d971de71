import Foundation
import TestSupport
import Testing

/// `env` as a person meets it.
@Suite struct EnvironmentTests {
  private static let needed = """
    CONFIG=~/.cfg
    HTTP_PORT=8000
    HTTPS_PORT=8443
    JICOFO_AUTH_PASSWORD=s3cret1
    JIBRI_RECORDER_PASSWORD=s3cret2

    """

  @Test func changesAreListed() throws {
    try withDeployment { tool in
      let result = try tool.run("env", "--report", "env.json", "--report", "env.md")
      #expect(result.status == 0 && result.messages.isEmpty)
      try Snapshots().expect(result.output, named: "env.txt")
      let json = try JSONSerialization.jsonObject(with: Data((tool.read("env.json") ?? "").utf8))
      #expect((json as? [String: Any])?["format"] as? Int == 1)
      #expect(tool.read("env.md")?.hasPrefix("## Environment variables: ") == true)
    }
  }

  @Test func oneReleaseIsListedWhole() throws {
    try withDeployment { tool in
      let result = try tool.run("env", "stable-9364-1")
      #expect(result.status == 0)
      try Snapshots().expect(result.output, named: "env.release.txt")
    }
  }

  @Test func theLockedReleaseIsWhereItBegins() throws {
    try withDeployment { tool in
      let upgrade = try tool.run("stable-10184")
      #expect(upgrade.status == 0)
      let newer = try tool.run("env")
      #expect(newer.output.hasPrefix("stable-10184 → stable-1"))
      let older = try tool.run("env", "..stable-9364-1")
      #expect(older.output.hasPrefix("stable-10184 → stable-9364-1"))
    }
  }

  @Test func aFileInOrderIsInOrder() throws {
    try withDeployment { tool in
      try tool.write(Self.needed, to: ".env")
      let result = try tool.run("env", "stable-10184", "--env-file", ".env")
      #expect(result.status == 0)
      #expect(result.output.contains(".env: in order"))
    }
  }

  @Test func aNamedFileOfTheDeploymentIsNamedAsItIsThere() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.needed + "NOBODYS=1\n", to: "deployment/confomeet/own.env")
      try tool.write(Self.needed + "NOBODYS=1\n", to: "own.env")
      for path in ["deployment/confomeet/own.env", "deployment/../deployment/confomeet/own.env"] {
        let result = try tool.run("env", "--env-file", path)
        #expect(result.output.contains("--> deployment confomeet/own.env:"))
      }
      #expect(
        try tool.run("env", "--env-file", "own.env").output.contains("--> deployment own.env:"))
    }
  }

  @Test func theDeploymentsOwnFilesCount() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.needed + "OWN_TITLE=x\nNOBODYS=1\n", to: "deployment/confomeet/.env")
      try tool.write(
        "services:\n  web:\n    environment: [OWN_TITLE]\n",
        to: "deployment/confomeet/docker-compose.override.yml")
      let result = try tool.run("env", "stable-10184")
      #expect(result.status == 2)
      #expect(result.output.contains("confomeet/.env: 1 problem"))
      #expect(result.output.contains("`NOBODYS` does nothing"))
      #expect(!result.output.contains("OWN_TITLE"))
      // What is asked about, too.
      #expect(result.output.contains("JICOFO_AUTH_PASSWORD"))
    }
  }

  @Test func theReleaseAskedForIsWhatTheDeploymentIsHeldAgainst() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      let old = "XMPP_RECORDER_DOMAIN=recorder.meet.jitsi\n"
      try tool.write(Self.needed + old, to: "deployment/confomeet/.env")
      #expect(try tool.run("env", "stable-9364-1").status == 0)
      let newer = try tool.run("env", "stable-10184")
      #expect(newer.status == 2 && newer.output.contains("XMPP_HIDDEN_DOMAIN"))
      #expect(try tool.run("drift", "--only", "environment").status == 0)
    }
  }

  @Test func filesThatComposeIsToldOfCount() throws {
    try withDeployment(["COMPOSE_ENV_FILES": "one.env,two.env"]) { tool in
      #expect(try tool.run("stable-10184").status == 0)
      try tool.write(Self.needed + "NOBODYS=1\n", to: "deployment/confomeet/one.env")
      try tool.write("CONFIG=/srv\n", to: "deployment/confomeet/two.env")
      try tool.write("OTHERS=1\n", to: "deployment/confomeet/.env")
      let result = try tool.run("drift", "--only", "environment")
      #expect(result.status == 2)
      #expect(result.output.contains("deployment confomeet/one.env:6"))
      #expect(!result.output.contains("OTHERS"))
      try tool.write(Self.needed, to: "all.env")
      let named = try tool.run("drift", "--only", "environment", "--env-file", "all.env")
      #expect(named.status == 0)
    }
  }

  @Test func filesThatComposeIsToldOfCountInAnUpgrade() throws {
    try withDeployment(["COMPOSE_ENV_FILES": "one.env"]) { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      let old = "XMPP_RECORDER_DOMAIN=recorder.meet.jitsi\n"
      try tool.write(Self.needed + old, to: "deployment/confomeet/one.env")
      try tool.write("CALLSTATS_ID=1\n" + old, to: "deployment/confomeet/.env")
      let result = try tool.run("stable-10184", "--dry-run")
      #expect(result.output.contains("deployment confomeet/one.env:6"), "\(result.output)")
      #expect(result.output.contains("XMPP_HIDDEN_DOMAIN"))
      #expect(!result.output.contains("confomeet/.env"))
    }
  }

  @Test func mistakesInAFileAreProblems() throws {
    try withDeployment { tool in
      try tool.write(Self.needed + "HTTP_PROT=1\nTZ=a${-b}\n", to: ".env")
      let result = try tool.run("env", "stable-10184", "--env-file", ".env")
      #expect(result.status == 2)
      try Snapshots().expect(result.output, named: "env.check.txt")
      let quiet = try tool.run("env", "stable-10184", "--env-file", ".env", "--quiet")
      #expect(quiet.status == 2 && quiet.output.isEmpty)
      #expect(quiet.messages.contains("error[E410]") && !quiet.messages.contains("warning"))
    }
  }

  @Test(arguments: [
    ["stable-10185"], ["stable-1..stable-10184"], ["--env-file", "nowhere"],
    ["--env-file", "deployment"], ["stable-10184", "--env-file", "broken.env"],
  ])
  func whatCannotBeReadIsAnError(_ arguments: [String]) throws {
    try withDeployment { tool in
      try tool.write("A='s3cret\n", to: "broken.env")
      let result = try tool.start(["env"] + arguments).finish()
      #expect(result.status == 1)
      #expect(result.messages.hasPrefix("error["))
      #expect(!result.messages.contains("s3cret"))
    }
  }

  @Test func theFileIsEdited() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      let text = Self.needed + "XMPP_RECORDER_DOMAIN=s3cret.meet.jitsi\n"
      try tool.write(text, to: "deployment/confomeet/.env")
      let dry = try tool.run("env", "..stable-10184", "--write", "--dry-run")
      #expect(dry.status == 2)
      #expect(tool.read("deployment/confomeet/.env") == text)
      let result = try tool.run("env", "..stable-10184", "--write", "--report", "env.json")
      #expect(result.status == 0, "\(result.output)\(result.messages)")
      #expect(result.output.contains("XMPP_RECORDER_DOMAIN → XMPP_HIDDEN_DOMAIN"))
      #expect(
        !result.output.contains("s3cret") && tool.read("env.json")?.contains("s3cret") == false)
      #expect(
        tool.read("deployment/confomeet/.env")
          == text.replacing("XMPP_RECORDER", with: "XMPP_HIDDEN"))
      #expect(tool.read("deployment/confomeet/.env.before-stable-10184") == text)
      let again = try tool.run("env", "..stable-10184", "--write")
      #expect(again.status == 0 && again.output.contains("nothing to edit"))
      #expect(tool.read("deployment/confomeet/.env.before-stable-10184.2") == nil)
    }
  }

  @Test func onlyFilesOfTheDeploymentAreEdited() throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-9364-1").status == 0)
      try tool.write(
        Self.needed + "XMPP_RECORDER_DOMAIN=s3cret\n", to: "own.env")
      let result = try tool.run("env", "..stable-10184", "--write", "--env-file", "own.env")
      #expect(result.status == 1 && result.messages.contains("error[E424]"))
      #expect(!result.messages.contains("s3cret"))
      #expect(tool.read("own.env.before-stable-10184") == nil)
    }
  }

  @Test(arguments: [["--report", "env.pdf"], ["stable-10184..stable-9364-1"], ["--dry-run"]])
  func whatThereIsNotIsAUsageError(_ arguments: [String]) throws {
    try withDeployment { tool in
      let result = try tool.start(["env"] + arguments).finish()
      #expect(result.status == 64)
    }
  }

  /// Values in every place that a value, or what looks like one, can stand in.
  @Test func noValueIsEverShown() throws {
    let lines = [
      "CONFIG=s3cret", "HTTP_PORT=${s3cret}", "HTTPS_PORT=a$s3cret", "TZ='s3cret'",
      "JICOFO_AUTH_PASSWORD=\"s3cret ${s3cret:?s3cret}\"", "JVB_AUTH_PASSWORD=s3cret$",
      "JVB_AUTH_PASSWORD=passw0rd-s3cret", "PUBLIC_URL=${s3cret", "PUBLIC_URL=${s3cret!s3cret}",
      "XMPP_RECORDER_DOMAIN=s3cret", "NO_SUCH_NAME=s3cret # s3cret", "export OTHER=s3cret",
      "COMPOSE_FILE=docker-compose.yml:s3cret.yml", "# s3cret", "s3cret", "#TZ=s3cret",
      "LONG=\"s3cret\ns3cret\"", "JIBRI_XMPP_PASSWORD=s3cret",
    ]
    try withDeployment { tool in
      for text in [lines.joined(separator: "\n")] + lines {
        try tool.write(text + "\n", to: ".env")
        let result = try tool.run(
          "env", "--env-file", ".env", "--verbose", "--report", "r.md", "--report", "r.json",
          "--report", "r.txt")
        #expect(result.status == 2)
        let reports = ["r.md", "r.json", "r.txt"].map { tool.read($0) ?? "" }
        #expect(reports.allSatisfy { !$0.isEmpty })
        for shown in [result.output, result.messages] + reports {
          #expect(!shown.contains("s3cret"), "\(text)")
        }
      }
    }
  }
}
