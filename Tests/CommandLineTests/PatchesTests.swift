import Foundation
import TestSupport
import Testing

@Suite struct PatchesTests {
  @Test func listHasALineForEach() throws {
    try withDeployment { tool in
      for command in [["patches"], ["patches", "list"]] {
        let result = try tool.start(command).finish()
        #expect(result.status == 0)
        #expect(result.output == "network  The network is named ours\n")
      }
    }
  }

  @Test func showTellsWhatAPatchDoes() throws {
    try withDeployment { tool in
      let result = try tool.run("patches", "show", "network")
      #expect(result.status == 0)
      try Snapshots().expect(result.output, named: "patches.show.txt")
    }
  }

  @Test func showOfAnUnknownPatchIsAUsageError() throws {
    try withDeployment { tool in
      let result = try tool.run("patches", "show", "netwrok")
      #expect(result.status == 64)
      #expect(result.messages.contains("Did you mean 'network'?"))
    }
  }

  @Test func checkCountsWhatIsThere() throws {
    try withDeployment { tool in
      let result = try tool.run("patches", "check")
      #expect(result.status == 0)
      #expect(
        result.output
          == "small: 1 patch, 1 variant, 1 operation, 0 assumptions, 1 guarantee; nothing is wrong\n"
      )
      #expect(result.messages.isEmpty)
    }
  }

  @Test func checkShowsEverythingThatIsWrong() throws {
    try withDeployment { tool in
      try tool.write("id: network\ntitel: x\n", to: "patches/network/patch.yaml")
      let result = try tool.run("patches", "check")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("patches/network/patch.yaml:2:1"))
      #expect(result.messages.contains("did you mean: `title`?"))
    }
  }

  @Test func checkMentionsWhatIsOfNoUse() throws {
    try withDeployment { tool in
      try tool.write(
        """
        id: idle
        title: Nothing new
        reason: It was meant to be something
        variants:
          - name: never
            when:
              - file-exists: nowhere
            operations:
              - env.set: {file: env.example, name: OURS, value: "1"}
          - name: always
            operations:
              - env.set: {file: env.example, name: TZ, value: UTC}
              - env.set: {file: env.example, name: OURS, value: "1"}

        """, to: "patches/idle/patch.yaml")
      let list = try #require(tool.read("patches/patchset.yaml"))
      try tool.write(
        list.replacing("[network]", with: "[network, idle]"), to: "patches/patchset.yaml")
      let result = try tool.run("patches", "check")
      #expect(result.status == 0)
      #expect(result.messages.contains("warning[P118]: patch `idle` guarantees nothing"))
      #expect(
        result.messages.contains("warning[P119]: variant `never` of patch `idle` is used by no"))
      #expect(result.messages.contains("patches/idle/patch.yaml:5:5"))
      #expect(result.messages.contains("warning[P125]: `env.set` of patch `idle` finds its result"))
      #expect(result.messages.contains("patches/idle/patch.yaml:12:9"))
      #expect(!result.messages.contains("patches/idle/patch.yaml:13:"))
    }
  }

  @Test func variablesHaveToBeInWhatIsGenerated() throws {
    try withDeployment { tool in
      let manifest = try #require(tool.read("patches/network/patch.yaml"))
      let declared = """
        environment:
          - {name: PUBLIC_URL, summary: Where people come in, kind: url, example: "https://meet.example"}
          - {name: PUBLIC_ULR, summary: Misspelt, kind: url}

        """
      try tool.write(manifest + declared, to: "patches/network/patch.yaml")
      let shown = try tool.run("patches", "show", "network")
      #expect(shown.output.contains("needs in .env:\n  - {name: PUBLIC_URL, "))
      let result = try tool.run("patches", "check")
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(!result.messages.contains("PUBLIC_URL"))
      #expect(
        result.messages.contains(
          "error[P115]: variable `PUBLIC_ULR` of patch `network` is in no compose file, nor"))
      #expect(result.messages.contains("patches/network/patch.yaml:16:12"))
      let right = declared.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
      try tool.write(manifest + right, to: "patches/network/patch.yaml")
      let good = try tool.run("patches", "check")
      #expect(good.status == 0)
      #expect(good.output.contains("1 guarantee, 1 variable; nothing is wrong"))
      let blind = try tool.run("patches", "check", "--offline", "--upstream", "nowhere.git")
      #expect(blind.status == 0)
      #expect(blind.messages.contains("variables were checked for their form only: "))
    }
  }

  @Test func operationsPrintsTheReferenceOrOneOfIt() throws {
    try withTool { tool in
      let all = try tool.run("patches", "operations")
      #expect(all.status == 0)
      #expect(all.output.hasPrefix("# "))
      let one = try tool.run("patches", "operations", "compose.set-volume")
      #expect(one.output.hasPrefix("### `compose.set-volume`\n"))
      #expect(one.output.ranges(of: "\n### ").isEmpty)
      #expect(all.output.contains(String(one.output.dropLast())))
      let none = try tool.run("patches", "operations", "compose.set-volme")
      #expect(none.status == 64)
      #expect(none.messages.contains("Did you mean 'compose.set-volume'?"))
    }
  }

  @Test(arguments: ["patch", "patchset", "resolution", "report"])
  func schemaIsJSON(_ manifest: String) throws {
    try withTool { tool in
      let result = try tool.run("schema", manifest)
      #expect(result.status == 0)
      let value = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      #expect((value as? [String: Any])?["$schema"] != nil)
    }
  }
}
