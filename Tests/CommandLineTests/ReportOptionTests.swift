import Foundation
import Testing

/// `--report`: which files there are, and what is in them.
@Suite struct ReportOptionTests {
  @Test func endingsChooseTheForm() throws {
    try withDeployment { tool in
      let result = try tool.run(
        "stable-9364-1", "--report", "a.md", "--report", "b.JSON", "--report", "c.txt",
        "--report", "d.html")
      #expect(result.status == 0, "\(result.messages)")
      #expect(tool.read("a.md")?.hasPrefix("#") == true)
      #expect(tool.read("b.JSON")?.hasPrefix("{") == true)
      #expect(tool.read("c.txt")?.hasPrefix("upgraded") == true)
      #expect(tool.read("d.html")?.hasPrefix("<!DOCTYPE html>") == true)
      #expect(tool.names(in: ".").allSatisfy { !$0.hasSuffix(".partial") })
    }
  }

  @Test func aDashIsStandardOutput() throws {
    try withDeployment { tool in
      let result = try tool.run("stable-9364-1", "--quiet", "--report", "-")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("upgraded"))
      #expect(result.output.contains("compose.rename-network"))
      #expect(result.output.ranges(of: "upgraded").count == 1)
    }
  }

  @Test(arguments: ["report.htm", "report", "md"])
  func otherEndingsAreUsageErrors(_ name: String) throws {
    try withDeployment { tool in
      let result = try tool.run("stable-9364-1", "--report", name)
      #expect(result.status == 64)
      #expect(result.messages.contains(".html, .json, .md, .pr.md, .sarif, .txt"))
      #expect(tool.names(in: "deployment").isEmpty)
    }
  }

  @Test(arguments: ["nowhere/report.md", "folder.md"])
  func aReportThatCannotBeWrittenIsSaidBeforeAnythingIsDone(_ name: String) throws {
    try withDeployment { tool in
      try FileManager.default.createDirectory(
        at: tool.folder.appending(path: "folder.md"), withIntermediateDirectories: true)
      let result = try tool.run("stable-9364-1", "--report", name)
      #expect(result.status == 1)
      #expect(result.messages.contains("the report `\(name)` cannot be written"))
      #expect(tool.names(in: "deployment").isEmpty)
    }
  }

  @Test func aLinkStaysALink() throws {
    try withDeployment { tool in
      try tool.write("old", to: "real.md")
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder.appending(path: "link.md").path, withDestinationPath: "real.md")
      #expect(try tool.run("stable-9364-1", "--report", "link.md").status == 0)
      #expect(tool.read("real.md") != "old")
      let type = try FileManager.default.attributesOfItem(
        atPath: tool.folder.appending(path: "link.md").path)[.type]
      #expect(type as? FileAttributeType == .typeSymbolicLink)
    }
  }
}
