import Foundation
import TestSupport
import Testing

/// Several deployments in one run.
@Suite struct SeveralTests {
  /// Gives a test deployments in `sites`, each with its lock inside.
  private func withSites(
    _ names: [String], at release: String = "stable-11146-2", _ body: (Tool) throws -> Void
  ) throws {
    try withDeployment { tool in
      for name in names {
        #expect(try tool.run(release, "--quiet", "--deployment", "sites/\(name)").status == 0)
      }
      try body(tool)
    }
  }

  /// Runs a command for deployments.
  private func run(
    _ tool: Tool, _ words: [String], on sites: [String]
  ) throws -> Tool.Result {
    try tool.start(words + sites.flatMap { ["--deployment", $0] }).finish()
  }

  private func edit(_ tool: Tool, _ site: String) throws {
    let path = "\(site)/confomeet/jibri.yml"
    let text = try #require(tool.read(path))
    try tool.write(text.replacing("shm_size: '2gb'", with: "shm_size: '4gb'"), to: path)
  }

  private func json(_ tool: Tool, _ path: String) throws -> [String: Any] {
    let data = Data(try #require(tool.read(path)).utf8)
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func deployments(_ tool: Tool, _ path: String) throws -> [[String: Any]] {
    try #require(try json(tool, path)["deployments"] as? [[String: Any]])
  }

  @Test func eachHasARow() throws {
    try withSites(["a", "b"]) { tool in
      #expect(try tool.run("stable-9364-1", "--quiet", "--deployment", "sites/old").status == 0)
      let sites = ["sites/a", "sites/b", "sites/old"]
      let inStep = try run(tool, ["drift"], on: sites)
      #expect(inStep.status == 0)
      #expect(inStep.messages.isEmpty)
      try edit(tool, "sites/b")
      let result = try run(tool, ["drift"], on: sites)
      #expect(result.status == 2)
      #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      try Snapshots().expect(inStep.output + "\n" + result.output, named: "several.drift.txt")
    }
  }

  @Test func oneThatIsBrokenStopsNoOther() throws {
    try withSites(["a", "broken", "unlocked"]) { tool in
      try tool.write("format: [", to: "sites/broken/upstream-lock.yaml")
      try FileManager.default.removeItem(
        at: tool.folder.appending(path: "sites/unlocked/upstream-lock.yaml"))
      let sites = ["sites/none", "sites/broken", "sites/unlocked", "sites/a"]
      let result = try run(tool, ["drift", "--report", "drift.json"], on: sites)
      #expect(result.status == 1)
      try Snapshots().expect(result.output, named: "several.broken.txt")
      let verdicts = try deployments(tool, "drift.json").map {
        ($0["report"] as? [String: Any])?["verdict"] as? String
      }
      #expect(verdicts == ["failed", "failed", "failed", "in-step"])
      let quiet = try run(tool, ["drift", "--quiet"], on: sites)
      #expect(quiet.status == 1)
      #expect(quiet.output.isEmpty)
      for name in sites.dropLast() {
        #expect(quiet.messages.contains("confomeet-upgrade: \(name):\n"))
      }
      #expect(!quiet.messages.contains("sites/a"))
    }
  }

  @Test func aDryRunSaysWhatWouldChangeAndWritesNothing() throws {
    try withSites(["new"]) { tool in
      for name in ["old", "edited"] {
        #expect(
          try tool.run("stable-9364-1", "--quiet", "--deployment", "sites/\(name)").status == 0)
      }
      let path = "sites/edited/confomeet/docker-compose.yml"
      let text = try #require(tool.read(path))
      try tool.write(text.replacing("${HTTP_PORT}:80", with: "8080-8081:80"), to: path)
      let sites = ["sites/new", "sites/old", "sites/edited"]
      let before = try tool.shell("find sites -type f -exec sha256sum {} + | sort").output
      let words = ["stable-11146-2", "--dry-run"]
      #expect(try run(tool, words, on: ["sites/new", "sites/new"]).status == 0)
      #expect(try run(tool, words, on: Array(sites.prefix(2))).status == 2)
      let result = try run(tool, words, on: sites)
      #expect(result.status == 3)
      #expect(try run(tool, words, on: sites + ["sites/none"]).status == 1)
      try Snapshots().expect(result.output, named: "several.upgrade.txt")
      #expect(try tool.shell("find sites -type f -exec sha256sum {} + | sort").output == before)
    }
  }

  @Test func oneDeploymentIsLookedAtOnce() throws {
    try withSites(["a", "b"]) { tool in
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder.appending(path: "link").path, withDestinationPath: "sites/a")
      let again = ["./sites/a", "sites//a/", "link", tool.folder.appending(path: "sites/a").path]
      let result = try run(
        tool, ["drift", "--report", "drift.json"], on: ["sites/a"] + again + ["sites/b"])
      #expect(result.status == 0)
      #expect(result.messages.split(separator: "\n").count == again.count)
      #expect(result.messages.contains("`link` is `sites/a`, and looked at once"))
      let names = try deployments(tool, "drift.json").compactMap { $0["name"] as? String }
      #expect(names == ["sites/a", "sites/b"])
      #expect(try run(tool, ["drift", "-q"], on: ["sites/a", "link"]).messages.isEmpty)
    }
  }

  /// What is said of a deployment among others is what is said of it alone.
  @Test func eachHasTheReportOfARunOnItAlone() throws {
    try withSites(["a", "b c"]) { tool in
      try edit(tool, "sites/b c")
      let sites = ["sites/a", "sites/b c"]
      let forms = ["json", "md", "html", "sarif", "txt", "pr.md"]
      let reports = forms.flatMap { ["--report", "all.\($0)", "--report", "{}.\($0)"] }
      #expect(try run(tool, ["drift"] + reports, on: sites).status == 2)
      let all = try deployments(tool, "all.json")
      for (site, deployment) in zip(sites, all) {
        let alone = forms.flatMap { ["--report", "alone.\($0)"] }
        #expect(try run(tool, ["drift"] + alone, on: [site]).status != 1)
        let name = site.replacing("/", with: "-").replacing(" ", with: "-")
        for form in forms {
          #expect(tool.read("\(name).\(form)") == tool.read("alone.\(form)"), "\(name).\(form)")
        }
        var report = try json(tool, "alone.json")
        report["format"] = nil
        let among = try #require(deployment["report"] as? NSDictionary)
        #expect(among == report as NSDictionary)
      }
      for form in forms {
        let text = try #require(tool.read("all.\(form)"))
        #expect(text.contains("sites/b c") && text.contains("D306"), "\(form)")
      }
      #expect(
        tool.read("all.sarif")?.contains(#""uri" : "sites/b%20c/confomeet/jibri.yml""#) == true)
      #expect(try tool.shell("$TOOL drift --deployment 'sites/b c' --report '{}.json'").status == 2)
      #expect(tool.read("{}.json") != nil)
    }
  }

  @Test(arguments: [
    "sp ace", "new\nline", "::error::x", "##[error]x", "-q", "#x", "| a | b", "\u{1B}[31mx",
  ])
  func namesAreShownAndDoNothing(_ name: String) throws {
    try withSites(["a"]) { tool in
      try FileManager.default.moveItem(
        at: tool.folder.appending(path: "sites/a"), to: tool.folder.appending(path: name))
      #expect(try tool.run("stable-11146-2", "--quiet", "--deployment", "sites/b").status == 0)
      let result = try tool.start([
        "drift", "--deployment=\(name)", "--deployment", "sites/b", "--report", "all.md",
        "--report", "{}.txt", "--verbose",
      ]).finish()
      #expect(result.status == 0)
      for text in [result.output, try #require(tool.read("all.md"))] {
        #expect(
          text.split(separator: "\n").allSatisfy {
            !$0.drop { $0 == " " }.hasPrefix("::") && !$0.contains("##[") && !$0.contains("\u{1B}")
          })
      }
      #expect(tool.names(in: ".").count { $0.hasSuffix(".txt") } == 2)
    }
  }

  @Test func aFileListsThem() throws {
    try withSites(["a", "b c"]) { tool in
      try tool.write("# ours\r\n\r\n  sites/a \t\n\n#sites/none\nsites/b c", to: "sites.txt")
      let named = try run(tool, ["drift"], on: ["sites/a", "sites/b c"])
      let listed = try tool.run("drift", "--deployments", "sites.txt")
      #expect(listed.status == 0)
      #expect(listed.output == named.output)
      #expect(
        try tool.shell("$TOOL drift --deployments - <sites.txt").output == named.output)
      var tool = tool
      tool.environment["CONFOMEET_DEPLOYMENTS"] = "sites.txt"
      #expect(try tool.run("drift").output == named.output)
      #expect(try tool.run("drift", "--deployment", "sites/a").output.hasPrefix("in step: "))
      #expect(try tool.run("stable-10184").status == 64)
    }
  }

  @Test(arguments: [
    (nil, "No such file or directory"), ("# none\n\n", "no deployment in it"),
    ("sites/a\n\0\n", "line 2 of the list `sites.txt` is no text"),
  ])
  func aListThatIsNoneIsSaid(_ text: String?, message: String) throws {
    try withDeployment { tool in
      if let text { try tool.write(text, to: "sites.txt") }
      let result = try tool.run("drift", "--deployments", "sites.txt")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains(message))
    }
  }

  @Test func manyThatAreMissingEachHaveARow() throws {
    try withDeployment { tool in
      let names = (1...3_000).map { "sites/\($0)" }
      try tool.write(names.joined(separator: "\n"), to: "sites.txt")
      let result = try tool.run("drift", "--deployments", "sites.txt", "--report", "all.json")
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("3000 deployments: 3000 failed\n"))
      #expect(try deployments(tool, "all.json").compactMap { $0["name"] as? String } == names)
    }
  }

  @Test(arguments: [
    ["stable-11146-2"], ["stable-11146-2", "--dry-run", "--commit"],
    ["stable-11146-2", "--dry-run", "--mark-conflicts"], ["upgrade", "--continue"],
    ["drift", "--lock", "upstream-lock.yaml"], ["drift", "--backtest"], ["drift", "--deployment="],
  ])
  func whatIsForOneIsAUsageError(_ words: [String]) throws {
    try withSites(["a", "b"], at: "stable-10184") { tool in
      let before = tool.read("sites/a/upstream-lock.yaml")
      let result = try run(tool, words, on: ["sites/a", "sites/b"])
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(tool.read("sites/a/upstream-lock.yaml") == before)
    }
  }

  /// A checkout has its lock beside the deployment; two deployments can't have the same.
  @Test func aLockBesideADeploymentIsItsOwn() throws {
    try withSites(["a", "b"]) { tool in
      try FileManager.default.moveItem(
        at: tool.folder.appending(path: "sites/a/upstream-lock.yaml"),
        to: tool.folder.appending(path: "sites/upstream-lock.yaml"))
      let result = try run(tool, ["drift"], on: ["sites/a", "sites/b"])
      #expect(result.status == 0, "\(result.output)")
      try edit(tool, "sites/a")
      let drifted = try run(tool, ["drift"], on: ["sites/a/", "sites/b"])
      let next = "drift --deployment sites/a/ --lock sites/upstream-lock.yaml"
      #expect(drifted.output.contains(next))
      #expect(try tool.shell("$TOOL \(next)").status == 2)

      try FileManager.default.removeItem(
        at: tool.folder.appending(path: "sites/b/upstream-lock.yaml"))
      let shared = try run(tool, ["drift"], on: ["sites/a", "sites/b"])
      #expect(shared.status == 1)
      #expect(shared.output.contains("2 failed"))
      #expect(shared.output.contains("G534"))
    }
  }

  /// The patch set, and what people accept with it, is that of all.
  @Test func anAcceptanceIsStaleOnlyWhenItMatchesInNone() throws {
    try withSites(["a", "b"]) { tool in
      for site in ["a", "b"] {
        try tool.write("HTTP_PORT=80\n", to: "sites/\(site)/confomeet/.env")
      }
      try edit(tool, "sites/b")
      try tool.write(
        """
        accepted:
          - {code: D306, path: confomeet/jibri.yml, because: the disks}
          - {code: D306, path: confomeet/nobodys.yml, because: an old one}

        """, to: "patches/accepted.yaml")
      #expect(try tool.run("drift", "--deployment", "sites/a").output.contains("the disks"))
      let result = try run(
        tool, ["drift", "--report", "all.json", "--fail-on", "deployment"],
        on: ["sites/a", "sites/b"])
      #expect(result.status == 0, "\(result.output)")
      #expect(result.output.components(separatedBy: "note[P116]").count == 2)
      #expect(result.output.contains("an old one") && !result.output.contains("the disks"))
      let findings = try #require(try json(tool, "all.json")["findings"] as? [Any])
      #expect(findings.count == 1)
    }
  }

  @Test func anInterruptedRunSaysNothingOfAny() throws {
    try withSites(["a"]) { tool in
      let server = try LoopbackServer()
      var tool = tool
      tool.environment["CONFOMEET_UPSTREAM"] = server.url
      let run = try tool.start([
        "drift", "--deployment", "sites/a", "--deployment", "sites/b", "--report", "all.json",
      ])
      server.waitForGuest()
      run.process.interrupt()
      let result = try run.finish()
      #expect(result.status == 130)
      #expect(result.output.isEmpty)
      #expect(tool.read("all.json") == nil)
    }
  }

  @Test func whatIsWrongForAllIsSaidOnce() throws {
    try withSites(["a", "b"]) { tool in
      try tool.write("id: [", to: "patches/network/patch.yaml")
      let result = try run(
        tool, ["drift", "--report", "all.json", "--report", "{}.json"], on: ["sites/a", "sites/b"])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.components(separatedBy: "error[P101]").count == 2)
      #expect(try deployments(tool, "all.json").isEmpty)
      #expect(try json(tool, "all.json")["verdict"] as? String == "failed")
      #expect(try json(tool, "sites-a.json")["verdict"] as? String == "failed")
    }
  }

  @Test func noReportTakesThePlaceOfAnyDeploymentsFile() throws {
    try withSites(["a", "b"]) { tool in
      let file = "sites/b/upstream-lock.yaml"
      let before = tool.read(file)
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder.appending(path: "link.md").path, withDestinationPath: file)
      let result = try run(tool, ["drift", "--report", "link.md"], on: ["sites/a", "sites/b"])
      #expect(result.status == 1)
      #expect(result.messages.contains("G531"))
      #expect(tool.read(file) == before)
    }
  }
}
