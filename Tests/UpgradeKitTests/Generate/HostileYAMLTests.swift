import Findings
import GitKit
import PatchKit
import Testing
import UpgradeKit

/// Compose files upstream that cannot be read, or only by a reader without limits.
struct HostileYAMLTests {
  /// The conflicts of the demo's newest release with another `docker-compose.yml`.
  private func conflicts(_ bytes: [UInt8], at path: String = "docker-compose.yml") throws
    -> [Finding]
  {
    let generated = try Demo.generate("stable-11146-2") { files in
      files[try TreePath(path)]?.content = bytes
    }
    let conflicts = generated.generation.conflicts
    for conflict in conflicts {
      #expect(!conflict.headline.isEmpty && !conflict.places.isEmpty)
    }
    return conflicts
  }

  private static let compose = Result {
    try Demo.files("stable-11146-2").text("docker-compose.yml")
  }

  @Test("100,000 levels, and their like", arguments: ["[", "{a: ", "- ", "? "])
  func depth(_ opening: String) throws {
    let text = "services:\n  web: " + String(repeating: opening, count: 100_000)
    #expect(try conflicts(Array(text.utf8)).contains { $0.code.rawValue == "U205" })
  }

  @Test("a bomb of aliases")
  func aliases() throws {
    var text = try Self.compose.get() + "\nx-0: &a0 [x, x]\n"
    for level in 1..<40 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "x-\(level): &a\(level) [\(inner)]\n"
    }
    // Nobody has to follow them: then they do no harm.
    let harmless = try conflicts(Array(text.utf8))
    #expect(harmless.allSatisfy { $0.code.rawValue == "U205" })
    let reached = text.replacing(
      "    web:\n", with: "    web:\n        labels: *a39\n        environment: *a39\n")
    for conflict in try conflicts(Array(reached.utf8)) {
      #expect(["U205", "U203", "U206", "U207"].contains(conflict.code.rawValue))
    }
  }

  @Test("duplicate keys, tabs, invalid UTF-8, NUL, two documents")
  func malformed() throws {
    let compose = try Self.compose.get()
    let texts: [[UInt8]] = [
      Array((compose + "\nservices:\n    web: {}\n").utf8),
      Array(compose.replacing("    web:\n", with: "\tweb:\n").utf8),
      Array(compose.utf8) + [0x23, 0xFF, 0xFE, 0x0A],
      Array(compose.utf8) + [0x78, 0x00, 0x0A],
      Array(compose.utf8) + Array("---\nservices: {}\n".utf8),
      Array(compose.utf8.dropLast(60)) + Array("\n   - [".utf8),
    ]
    for (index, text) in texts.enumerated() {
      let found = try conflicts(text)
      #expect(
        found.contains { $0.code.rawValue == "U205" }, "text \(index): \(found.map(\.headline))")
      #expect(found.contains { $0.places.contains { $0.line != nil } }, "text \(index)")
    }
  }

  @Test(
    "also in a compose file that no operation names",
    arguments: ["etherpad.yml", "rtcstats/mongodb/mongodb.yml"])
  func elsewhere(_ path: String) throws {
    #expect(
      try conflicts(Array("services: [\n".utf8), at: path).contains { $0.code.rawValue == "U205" })
  }

  @Test(
    "an empty file, a list, a text: then nothing of it is a compose file",
    arguments: ["", "- a\n", "hello\n", "services:\n", "services: 1\n"])
  func noCompose(_ text: String) throws {
    #expect(try !conflicts(Array(text.utf8)).isEmpty)
  }
}
