import Foundation
import Glibc
import TestSupport
import Testing

/// A local edit whose base is in the history of the deployment's repository only, in checkouts of all kinds.
@Suite(.enabled(if: GitProgram.isInstalled, "git is not installed"), .timeLimit(.minutes(5)))
struct HistoryTests {
  /// A committed deployment with an edit, and a patch set that no longer gives what the lock says.
  private func withEdit(_ body: (Tool) throws -> Void) throws {
    try withDeployment { tool in
      #expect(try tool.run("stable-10184", "--quiet").status == 0)
      let path = "deployment/confomeet/docker-compose.yml"
      let compose = try #require(tool.read(path))
      try git(tool, ["init", "-q", "-b", "main"])
      try git(tool, ["add", "-A"])
      try git(tool, ["commit", "-q", "-m", "generated"])
      try tool.write(compose + "# edited\n", to: path)
      try git(tool, ["commit", "-q", "-a", "-m", "edited"])
      let manifest = try #require(tool.read("patches/network/patch.yaml"))
      try tool.write(
        manifest.replacing("ours", with: "theirs"), to: "patches/network/patch.yaml")
      try body(tool)
    }
  }

  private func git(_ tool: Tool, _ arguments: [String], in folder: String = "deployment") throws {
    let result = try GitProgram.run(arguments, in: tool.folder.appending(path: folder).path)
    #expect(result.status == 0, "git \(arguments)")
  }

  private func expectUpgrade(_ tool: Tool) throws {
    let upgrade = try tool.run("stable-11146-2", "--dry-run")
    #expect(upgrade.status == 2, "\(upgrade.output)\(upgrade.messages)")
    let drift = try tool.run("drift", "--only", "release,deployment")
    #expect(drift.status == 2)
    #expect(drift.output.contains("an upgrade to it goes through"))
    #expect(!drift.output.contains("D302") && !drift.output.contains("can't be shown"))
  }

  @Test func ownHistoryHasTheBase() throws {
    try withEdit { try expectUpgrade($0) }
  }

  /// A container's root works in a checkout of the runner's user.
  @Test(.enabled(if: getuid() == 0, "needs root")) func anotherUsersHistoryHasItToo() throws {
    try withEdit { tool in
      for name in ["", "deployment", "deployment/.git", "patches"] {
        #expect(chown(tool.folder.appending(path: name).path, 65_534, 65_534) == 0)
      }
      try expectUpgrade(tool)
      let commit = try tool.run("stable-11146-2", "--commit")
      #expect(commit.status == 1)
      #expect(commit.messages.contains("error[G522]"))
      #expect(commit.messages.contains("git config --global --add safe.directory"))
    }
  }

  @Test func aShallowCloneIsSaidToBeOne() throws {
    try withEdit { tool in
      let folder = tool.folder.path
      try git(
        tool, ["clone", "-q", "--depth", "1", "file://\(folder)/deployment", "shallow"], in: "")
      var tool = tool
      tool.environment["CONFOMEET_DEPLOYMENT"] = "shallow"
      let upgrade = try tool.run("stable-11146-2", "--dry-run")
      #expect(upgrade.status == 1)
      #expect(upgrade.messages.contains("error[G530]"))
      #expect(upgrade.messages.contains("is shallow"))
      #expect(upgrade.messages.contains("git -C shallow fetch --unshallow"))
      #expect(!upgrade.messages.contains("U225"))

      let drift = try tool.run("drift", "--only", "release,deployment")
      #expect(drift.status == 2)
      #expect(drift.output.contains("the change can't be shown: the clone that `shallow` lies in"))
      #expect(drift.output.contains("can't be told here"))
      #expect(!drift.output.contains("D302"))

      // What is advised helps.
      try git(tool, ["fetch", "-q", "--unshallow"], in: "shallow")
      try expectUpgrade(tool)
    }
  }

  @Test func aRepositoryThatCannotBeReadIsNoConflict() throws {
    try withEdit { tool in
      try tool.write("[core\n", to: "deployment/.git/config")
      let result = try tool.run("stable-11146-2", "--dry-run")
      #expect(result.status == 1)
      #expect(!result.messages.contains("U225"))
    }
  }
}
