import Foundation
import Testing

/// Decisions on conflicts from outside: marked or not, recorded, and used again.
@Suite struct ResolveTests {
  private static let compose = "deployment/confomeet/docker-compose.yml"

  /// A deployment at an older release, in which somebody has changed a port that upstream changes, too.
  private static func withEdit(_ port: String = "8080-8081", _ body: (Tool) throws -> Void) throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184", "--quiet").status == 0)
      let text = try #require(tool.read(compose))
      #expect(text.contains("'${HTTP_PORT}:80'"))
      try tool.write(text.replacing("${HTTP_PORT}:80", with: "\(port):80"), to: compose)
      try body(tool)
    }
  }

  /// Takes marks out of a file, and puts a line in their place.
  private static func settle(_ text: String, with line: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("<<<<<<<") })
    let end = try #require(lines.firstIndex { $0.hasPrefix(">>>>>>>") })
    return (lines[..<start] + [line[...]] + lines[(end + 1)...]).joined(separator: "\n")
  }

  @Test func aDecisionIsRecordedAndUsedAgain() throws {
    try Self.withEdit { tool in
      _ = try tool.shell("mkdir second && cp -r deployment upstream-lock.yaml second/")
      #expect(try tool.run("stable-11146-2", "--mark-conflicts").status == 3)

      let early = try tool.run("resolve")
      #expect(early.status == 3)
      #expect(early.messages.contains("markers of conflicts left"))
      #expect(tool.names(in: "patches/resolutions").isEmpty)

      let settled = try Self.settle(
        #require(tool.read(Self.compose)), with: "            - '8080:8000'")
      try tool.write(settled, to: Self.compose)
      let result = try tool.run("resolve", Self.compose, "--because", "The proxy wants 8080.")
      #expect(result.status == 0, "\(result.messages)")
      #expect(result.messages.isEmpty)
      let name = try #require(tool.names(in: "patches/resolutions").first)
      #expect(
        result.output == """
          confomeet/docker-compose.yml: services.web.ports[80/tcp]: a text of its own
            recorded in patches/resolutions/\(name)
          Next: confomeet-upgrade upgrade --continue

          """)
      let written = try #require(tool.read("patches/resolutions/\(name)"))
      #expect(written.contains("node: services.web.ports[80/tcp]\n"))
      #expect(written.contains("text: |\n  - '8080:8000'\n"))
      #expect(written.contains("because: The proxy wants 8080.\n"))
      let again = try tool.run("resolve")
      #expect(again.status == 0)
      #expect(again.output.contains("as recorded in patches/resolutions/\(name)\n"))
      #expect(tool.read("patches/resolutions/\(name)") == written)
      #expect(try tool.run("upgrade", "--continue").status == 0)

      let other = try tool.run(
        "stable-11146-2", "--deployment", "second/deployment", "--lock",
        "second/upstream-lock.yaml", "--report", "report.json", "--report", "report.md")
      #expect(other.status == 0)
      #expect(other.output.contains("Settled as before"))
      #expect(other.output.contains("because   The proxy wants 8080."))
      #expect(tool.read("report.json")?.contains("patches/resolutions/\(name)") == true)
      #expect(tool.read("report.md")?.contains("patches/resolutions/\(name)") == true)
      #expect(try tool.shell("diff -r deployment second/deployment").output.isEmpty)
      #expect(try tool.shell("cmp upstream-lock.yaml second/upstream-lock.yaml").status == 0)
    }
  }

  @Test func aDecisionIsMadeWithoutMarks() throws {
    try Self.withEdit { tool in
      let missing = try tool.run("resolve", "confomeet/jibri.yml")
      #expect(missing.status == 1)
      #expect(missing.messages.contains("error[U234]"))
      let part = try tool.run(
        "resolve", "--release", "stable-11146-2", "--take", "ours", "--node", "services.web.port")
      #expect(part.status == 1)
      #expect(part.messages.contains("no conflict is about `services.web.port`"))

      let result = try tool.run(
        "resolve", "confomeet/docker-compose.yml", "--release", "stable-11146-2", "--take", "ours")
      #expect(result.status == 1)
      #expect(result.messages.contains("would publish a port on which nothing listens"))
      #expect(result.messages.contains("upstream renamed it to `services.web.ports[8000/tcp]`"))
      #expect(tool.names(in: "patches/resolutions").isEmpty)

      let theirs = try tool.run(
        "resolve", "confomeet/docker-compose.yml", "--release", "stable-11146-2", "--take",
        "theirs")
      #expect(theirs.status == 0)
      #expect(theirs.output.contains("upstream's comes in"))
      #expect(theirs.output.hasSuffix("Next: confomeet-upgrade stable-11146-2\n"))
      #expect(theirs.messages.contains("warning[P123]"))
      let done = try tool.run(
        "resolve", "confomeet/docker-compose.yml", "--release", "stable-11146-2", "--take",
        "theirs")
      #expect(done.status == 1)
      #expect(done.messages.contains("settled already"))

      #expect(try tool.run("stable-11146-2").status == 0)
      #expect(tool.read(Self.compose)?.contains("'${HTTP_PORT}:8000'") == true)
    }
  }

  @Test func itIsNotUsedWhereASideIsAnother() throws {
    try Self.withEdit { tool in
      let arguments = [
        "--release", "stable-11146-2", "--take", "theirs", "--because", "Ours goes.",
      ]
      #expect(try tool.start(["resolve"] + arguments).finish().status == 0)
      let text = try #require(tool.read(Self.compose))
      try tool.write(text.replacing("8080-8081:80", with: "9090-9091:80"), to: Self.compose)
      let result = try tool.run("stable-11146-2")
      #expect(result.status == 3)
      #expect(result.output.contains("note[U232]"))
      #expect(result.output.contains("different: what the deployment has"))
    }
  }

  @Test func checkTellsOfThoseThatMatchNothing() throws {
    try Self.withEdit { tool in
      let arguments = [
        "--release", "stable-11146-2", "--take", "theirs", "--because", "Ours goes.",
      ]
      #expect(try tool.start(["resolve"] + arguments).finish().status == 0)
      let before = try tool.run("patches", "check")
      #expect(before.status == 0)
      #expect(before.output.hasSuffix(", 1 resolution; nothing is wrong\n"))
      #expect(before.messages.isEmpty)

      #expect(try tool.run("stable-11146-2", "--quiet").status == 0)
      let after = try tool.run("patches", "check")
      #expect(after.status == 0)
      #expect(after.output.hasSuffix("; 1 resolution matches nothing any more\n"))
      #expect(after.messages.contains("warning[P124]"))
      #expect(after.messages.contains("no upgrade of this deployment from stable-11146-2 needs it"))
      // Elsewhere there may be a deployment that needs it.
      let elsewhere = try tool.run("patches", "check", "--lock", "none.yaml")
      #expect(elsewhere.output.hasSuffix("; nothing is wrong\n"))

      let name = try #require(tool.names(in: "patches/resolutions").first)
      let text = try #require(tool.read("patches/resolutions/\(name)"))
      try tool.write(
        text.replacing("services.web.ports", with: "services.gone.ports"),
        to: "patches/resolutions/\(name)")
      let gone = try tool.run("patches", "check", "--lock", "none.yaml")
      #expect(gone.messages.contains("warning[P124]"))
      let unreachable = try tool.run("patches", "check", "--upstream", "nowhere")
      #expect(unreachable.status == 0)
      #expect(unreachable.messages.contains("checked for their form only"))
    }
  }

  @Test func releaseGoesWithTake() throws {
    try withDeployment { tool throws in
      // Without a release it is about the upgrade that is pending.
      #expect(try tool.run("resolve", "--take", "ours").status == 1)
      #expect(try tool.run("resolve", "--release", "stable-10184").status == 64)
      #expect(try tool.run("resolve", "--take", "both", "--release", "x").status == 64)
    }
  }
}
