import Foundation
import Testing

/// The guided tour, with the patch set that ships with the tool.
@Suite struct DemoTests {
  private static let patches = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "patches").path

  @Test func showsTwoUpgradesAndAConflict() throws {
    try withTool(["CONFOMEET_PATCHES": Self.patches]) { tool in
      var tool = tool
      tool.environment["TMPDIR"] = tool.folder.path
      let result = try tool.run("demo")
      #expect(result.status == 0)
      #expect(result.messages.isEmpty)
      let lines = result.output.split(separator: "\n")
      for line in [
        "$ confomeet-upgrade stable-9364-1 --upstream demo",
        "upgraded: stable-9364-1",
        "upgraded: stable-9364-1 → stable-10184",
        "1 conflict: stable-10184 → stable-11146-2",
        "conflict[U220]: `services.web.ports[80/tcp]` in confomeet/docker-compose.yml was",
        "    changed by hand, and upstream changed it too",
        "(exit status 3)",
      ] {
        #expect(lines.contains(line[...]), "\(line)")
      }
      // Ten seconds' reading.
      #expect(lines.count < 60)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(tool.names(in: ".").isEmpty)
    }
  }

  @Test func theFolderThatIsKeptCanBeUsed() throws {
    try withTool(["CONFOMEET_PATCHES": Self.patches]) { tool in
      var tool = tool
      tool.environment["TMPDIR"] = tool.folder.path
      let result = try tool.run("demo", "--keep")
      #expect(result.status == 0)
      let folder = try #require(tool.names(in: ".").first)
      #expect(result.output.contains(folder))
      tool.environment["CONFOMEET_PATCHES"] = nil
      let again = try tool.shell(
        "cd \(folder) && $TOOL stable-11146-2 --upstream demo --cache cache")
      #expect(again.status == 3)
      let lines = result.output.split(separator: "\n")
      #expect(again.output.split(separator: "\n").prefix(8).allSatisfy(lines.contains))
    }
  }

  @Test func aPatchSetIsNeeded() throws {
    try withTool { tool in
      let result = try tool.run("demo")
      #expect(result.status == 1)
      #expect(result.messages.contains("--patches"))
      #expect(tool.names(in: ".").isEmpty)
    }
  }
}
