import Foundation
import FuzzTargets
import Testing

/// The table of `Tests/fuzz`: a target, and the sources whose lines it has to reach.
@Suite struct ParserTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardized

  private struct Row {
    let target: String
    let dictionary: String
    let sources: [String]
  }

  private static func rows() throws -> [Row] {
    let table = try String(
      contentsOf: root.appending(path: "Tests/FuzzTargets/parsers"), encoding: .utf8)
    return table.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ").map(String.init)
      return Row(target: words[0], dictionary: words[1], sources: Array(words.dropFirst(2)))
    }
  }

  @Test func eachTargetHasARow() throws {
    #expect(try Self.rows().map(\.target).sorted() == FuzzTarget.all.map(\.name).sorted())
  }

  @Test func sourcesAndDictionariesAreThere() throws {
    for row in try Self.rows() {
      #expect(!row.sources.isEmpty, "\(row.target)")
      let missing = try row.sources.filter { try files(of: $0).isEmpty }
      #expect(missing == [], "\(row.target)")
      let dictionary = "Tests/FuzzTargets/Dictionaries/" + row.dictionary
      #expect(try row.dictionary == "-" || files(of: dictionary).count == 1, "\(row.target)")
    }
  }

  @Test func aSourceThatIsGoneIsMissed() throws {
    #expect(try files(of: "Sources/Editing/EnvFile/Gone.swift") == [])
    #expect(try files(of: "Sources/Editing/EnvFile/Gone*.swift") == [])
    #expect(try files(of: "Sources/Gone/*.swift") == [])
    #expect(try files(of: "Tests/FuzzTests/ParserTable*.swift") == ["ParserTableTests.swift"])
  }

  /// The files that a path names, which may have an asterisk in its last part.
  private func files(of path: String) throws -> [String] {
    let url = Self.root.appending(path: path)
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let parts = url.lastPathComponent.split(separator: "*", omittingEmptySubsequences: false)
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
      parts.count == 1
        ? name == parts[0]
        : parts.count == 2 && name.count >= parts[0].count + parts[1].count
          && name.hasPrefix(parts[0]) && name.hasSuffix(parts[1])
    }
  }
}
