import Foundation
import Testing

/// A conflict has one type and one enumeration of its kinds, whatever module it passes through.
struct ConflictTypeTests {
  /// The names that types in a source give themselves, each with the names and types of what it stores.
  private static func types(in source: String) -> [(name: String, stored: [String: String])] {
    var types: [(name: String, indent: Int, stored: [String: String])] = []
    var open: [Int] = []
    for line in source.split(separator: "\n", omittingEmptySubsequences: true) {
      let indent = line.prefix { $0 == " " }.count
      open.removeAll { types[$0].indent >= indent && line.dropFirst(indent).first != ")" }
      if let match = line.firstMatch(of: /^ *(?:[a-z]+ )*(?:struct|class|enum|actor) (\w+)/) {
        open.append(types.count)
        types.append((String(match.1), indent, [:]))
      } else if let match = line.firstMatch(of: /^ *(?:[a-z()]+ )*(?:let|var) (\w+): ([^{=]+)$/),
        let type = open.last, indent == types[type].indent + 2
      {
        types[type].stored[String(match.1)] = match.2.trimmingCharacters(in: .whitespaces)
      } else if let match = line.firstMatch(of: /^ *case (\w+)/), let type = open.last,
        indent == types[type].indent + 2
      {
        types[type].stored["case \(match.1)"] = ""
      }
    }
    return types.map { ($0.name, $0.stored) }
  }

  private static func found(
    _ isMeant: ([String: String]) -> Bool
  ) throws -> [String] {
    var url = URL(filePath: #filePath)
    while url.lastPathComponent != "Tests" { url.deleteLastPathComponent() }
    let sources = url.deletingLastPathComponent().appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    var names: [String] = []
    for path in paths.sorted() where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      names += types(in: text).filter { isMeant($0.stored) }.map { "\($0.name) in \(path)" }
    }
    return names
  }

  /// Whether what a type stores is a conflict: what its two sides did, or theirs with the place that it is about.
  private static func isConflict(_ stored: [String: String]) -> Bool {
    stored.values.contains("ConflictKind")
      || stored["theirs"] != nil
        && !Set(stored.keys).isDisjoint(with: ["kind", "scope", "node", "lines", "range"])
  }

  @Test func oneTypeIsAConflict() throws {
    #expect(try Self.found(Self.isConflict) == ["Conflict in Editing/Merge/Conflict.swift"])
  }

  @Test func oneEnumerationHasItsKinds() throws {
    #expect(
      try Self.found { $0["case bothChanged"] != nil }
        == ["ConflictKind in Editing/Merge/Conflict.swift"])
  }

  @Test(
    "another would be found",
    arguments: [
      """
      public struct Question: Sendable {
        /// What theirs has.
        public let theirs: String?
        let node: String
      }
      """,
      """
      enum Outer {
        struct Inner {
          private(set) var kind: ConflictKind
        }
      }
      """,
    ])
  func another(_ source: String) {
    #expect(Self.types(in: source).count { Self.isConflict($0.stored) } == 1)
  }
}
