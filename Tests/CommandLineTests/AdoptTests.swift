import Foundation
import TestSupport
import Testing

/// Taking over a deployment and committing an upgrade, from outside.
@Suite struct AdoptTests {
  @Test func aDeploymentIsTakenOverAndUpgraded() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-9364-1")
      let lock = try #require(tool.read("upstream-lock.yaml"))
      try FileManager.default.removeItem(at: tool.folder.appending(path: "upstream-lock.yaml"))
      let path = "deployment/confomeet/docker-compose.yml"
      try tool.write(try #require(tool.read(path)) + "# by hand\n", to: path)

      let proposal = try tool.run("adopt")
      #expect(proposal.status == 0)
      #expect(proposal.output.hasPrefix("proposed: stable-9364-1\n"))
      #expect(proposal.messages.isEmpty)
      #expect(tool.read("upstream-lock.yaml") == nil)
      #expect(try tool.run("adopt", "stable-9364-1", "--dry-run").status == 2)
      #expect(tool.read("upstream-lock.yaml") == nil)

      let result = try tool.run(
        "adopt", "stable-9364-1", "--report", "adopt.md", "--report", "a.json")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("adopted: stable-9364-1\n"))
      #expect(tool.read("upstream-lock.yaml") == lock)
      #expect(tool.read("adopt.md")?.contains("edited") == true)
      #expect(tool.read("a.json")?.contains("\"adoption\"") == true)
      #expect(try tool.run("adopt", "stable-9364-1").output.hasPrefix("up to date"))

      #expect(try tool.run("stable-10184").status == 0)
      #expect(tool.read(path)?.hasSuffix("# by hand\n") == true)
    }
  }

  @Test func aRenamedFileIsADecision() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-9364-1")
      try FileManager.default.removeItem(at: tool.folder.appending(path: "upstream-lock.yaml"))
      let folder = tool.folder.appending(path: "deployment/confomeet")
      try FileManager.default.moveItem(
        at: folder.appending(path: "env.example"), to: folder.appending(path: "example.env"))
      let result = try tool.run("adopt", "stable-9364-1")
      #expect(result.status == 3)
      #expect(result.output.contains("conflict[D321]"))
      #expect(result.output.contains("mv confomeet/example.env"))
      #expect(tool.read("upstream-lock.yaml") == nil)
      #expect(try tool.run("adopt", "stable-9364-1", "--own", "confomeet/example.env").status == 0)
    }
  }

  @Test(.enabled(if: GitProgram.isInstalled, "git is not installed"))
  func aCommitNeedsAnAuthor() throws {
    try withDeployment { tool in
      _ = try tool.run("stable-9364-1")
      let deployment = tool.folder.appending(path: "deployment").path
      for arguments in [["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]] {
        #expect(try GitProgram.run(arguments, in: deployment).status == 0)
      }
      let refused = try tool.run("stable-10184", "--commit")
      #expect(refused.status == 1)
      #expect(refused.messages.contains("error[G527]"))
      try tool.write("[user]\nname = Ada\nemail = ada@example.org\n", to: ".gitconfig")
      let result = try tool.run("stable-10184", "--commit")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("committed: stable-9364-1 → stable-10184\n"))
      #expect(try tool.run("stable-10184", "--commit").output.hasPrefix("up to date"))
    }
  }
}
