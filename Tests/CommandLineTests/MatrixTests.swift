import Foundation
import TestSupport
import Testing

/// `matrix` as a person meets it.
@Suite struct MatrixTests {
  @Test func everyReleaseIsTried() throws {
    try withDeployment { tool in
      let result = try tool.run("matrix")
      #expect(result.status == 0)
      try Snapshots().expect(result.output, named: "matrix.txt")
      #expect(tool.names(in: "deployment").isEmpty)
    }
  }

  @Test func conflictsAreToldAndCounted() throws {
    try withBrokenPatch { tool in
      let result = try tool.run("matrix", "--report", "m.md", "--report", "m.json")
      #expect(result.status == 3)
      try Snapshots().expect(result.output, named: "matrix.conflicts.txt")
      try Snapshots().expect(tool.read("m.md") ?? "", named: "matrix.conflicts.md")
      let json = try JSONSerialization.jsonObject(with: Data((tool.read("m.json") ?? "").utf8))
      let rows = (json as? [String: Any])?["rows"] as? [[String: Any]]
      #expect(rows?.map { $0["patch"] as? String } == ["network", "wordy"])
    }
  }

  @Test func aWholeMatrixHasALineForEachRelease() throws {
    try withDeployment { tool in
      let result = try tool.run("matrix", "--verbose")
      #expect(result.output.split(separator: "\n").count { $0.contains("  stable-") } == 3)
      let quiet = try tool.run("matrix", "--quiet")
      #expect(quiet.output.isEmpty)
    }
  }

  @Test func aPatchThatIsNotThereIsAUsageError() throws {
    try withDeployment { tool in
      let result = try tool.run("matrix", "--find", "netwrok")
      #expect(result.status == 64)
      #expect(result.messages.contains("Did you mean 'network'?"))
    }
  }

  @Test func itsSchemaIsPrinted() throws {
    try withTool { tool in
      let result = try tool.run("schema", "matrix")
      try Snapshots().expect(result.output, named: "matrix.schema.json")
    }
  }

  /// A patch set with a second patch whose text went away between the demo's releases.
  private func withBrokenPatch(_ body: (Tool) throws -> Void) throws {
    try withDeployment { tool in
      let set = try #require(tool.read("patches/patchset.yaml"))
      try tool.write(
        set.replacingOccurrences(of: "[network]", with: "[network, wordy]"),
        to: "patches/patchset.yaml")
      try tool.write(
        """
        id: wordy
        title: Something upstream gave up
        reason: it was useful
        operations:
          - text.replace: {file: docker-compose.yml, find: "version: '3.5'", with: "version: '3.8'"}

        """, to: "patches/wordy/patch.yaml")
      try body(tool)
    }
  }
}
