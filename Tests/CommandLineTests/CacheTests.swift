import DemoUpstream
import Foundation
import GitKit
import TestSupport
import Testing

/// When upstream is asked, and when the mirror in the cache will do.
@Suite(.endsAtAll) struct CacheTests {
  @Test func upstreamIsAskedOnlyForWhatIsNotThere() throws {
    try withServer { tool, server in
      let cold = try tool.run("stable-9364-1")
      #expect(cold.status == 0, "\(cold.messages)")
      #expect(cold.messages.isEmpty)
      #expect(tool.names(in: ".cache/confomeet-upgrade").count == 1)
      let guests = server.guestCount
      #expect(guests > 0)

      #expect(try tool.run("stable-10184").status == 0)
      #expect(server.guestCount == guests)

      try addRelease("stable-20000", to: tool)
      #expect(try tool.run("stable-20000", "--offline").status == 1)
      #expect(server.guestCount == guests)
      #expect(try tool.run("stable-20000", "--dry-run").status == 2)
      #expect(server.guestCount > guests)
    }
  }

  @Test func releasesShowsWhatIsNew() throws {
    try withServer { tool, _ in
      #expect(try tool.run("releases").output.split(separator: "\n").count == 3)
      try addRelease("stable-20000", to: tool)
      #expect(try tool.run("releases", "--offline").output.split(separator: "\n").count == 3)
      #expect(try tool.run("releases").output.split(separator: "\n").count == 4)
    }
  }

  @Test func aCacheThatXDGNamesIsUsed() throws {
    try withServer { tool, _ in
      var tool = tool
      tool.environment["XDG_CACHE_HOME"] = tool.folder.appending(path: "xdg").path
      try listReleases(tool)
      #expect(tool.names(in: "xdg/confomeet-upgrade").count == 1)
      tool.environment["CONFOMEET_CACHE"] = "ours"
      try listReleases(tool)
      #expect(tool.names(in: "ours").count == 1)
      // A relative path is none, by the specification of the variable.
      tool.environment["CONFOMEET_CACHE"] = nil
      tool.environment["XDG_CACHE_HOME"] = "relative"
      try listReleases(tool)
      #expect(tool.names(in: "relative").isEmpty)
    }
  }

  @Test func completionsComeFromTheMirror() throws {
    try withServer { tool, server in
      #expect(try tool.run("releases").status == 0)
      let guests = server.guestCount
      let result = try tool.shell(
        """
        eval "$($TOOL --generate-completion-script bash)"
        COMP_WORDS=(confomeet-upgrade upgrade stable-1) COMP_CWORD=2 COMP_LINE='confomeet-upgrade upgrade stable-1' COMP_POINT=34
        PATH="$(dirname $TOOL):$PATH"
        _confomeet-upgrade confomeet-upgrade stable-1 upgrade
        printf '%s\\n' "${COMPREPLY[@]}"
        """)
      #expect(result.output.contains("stable-11146-2\nstable-10184\n"))
      #expect(server.guestCount == guests)
    }
  }

  private func withServer(_ body: (Tool, LoopbackServer) throws -> Void) throws {
    try withDeployment { tool in
      var tool = tool
      let server = try LoopbackServer(serving: tool.folder)
      tool.environment["CONFOMEET_UPSTREAM"] = "git://\(server.address)/upstream.git"
      try body(tool, server)
    }
  }

  private func listReleases(_ tool: Tool) throws {
    let result = try tool.run("releases")
    #expect(result.status == 0, "\(result.messages)")
  }

  /// Tags upstream's newest commit once more.
  private func addRelease(_ name: String, to tool: Tool) throws {
    let repository = try Repository(opening: tool.folder.appending(path: "upstream.git").path)
    let newest = try #require(try repository.tag(named: "stable-11146-2"))
    try repository.tag(name, at: newest.commit)
  }
}
