import Findings
import GitKit
import PatchKit
import Testing

@Suite("Hostile manifests")
struct HostileManifestTests {
  /// The codes that a patch's manifest gives within a good patch set.
  private func codes(_ manifest: [UInt8]) throws -> [String] {
    var files = try goodPatchSet()
    files[try TreePath("volume/patch.yaml")] = FileTree.File(content: manifest)
    let findings = problems(of: files)
    #expect(findings.allSatisfy { $0.places.first?.path == "patches/volume/patch.yaml" })
    return findings.map(\.code.rawValue)
  }

  private func codes(_ manifest: String) throws -> [String] { try codes(Array(manifest.utf8)) }

  @Test(
    "are refused as no readable YAML",
    arguments: [
      [0x69, 0x64, 0x3A, 0x20, 0x00], [0x69, 0x64, 0x3A, 0x20, 0xFF, 0xFE], [0xC3], [0x00],
      Array("id: \"a".utf8), Array("id: a\n---\nid: b\n".utf8), Array("a: {b: [}".utf8),
      Array("%YAML 9.9\n---\na".utf8), Array("a: *b".utf8),
      Array("a: &a [*a]".utf8), Array("\"\\ud800\": a".utf8),
    ] as [[UInt8]])
  func unreadable(_ bytes: [UInt8]) throws {
    #expect(try codes(bytes) == ["P101"])
  }

  @Test("are refused when they are too deep, too many or too large")
  func tooLarge() throws {
    let deep = String(repeating: "[", count: 100_000)
    #expect(try codes("id: " + deep) == ["P111"])
    let block = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(try codes(block) == ["P111"])
    #expect(try codes("id: " + String(repeating: "a", count: 1 << 21)) == ["P111"])
    #expect(try codes("id: [" + String(repeating: "a,", count: 300_000) + "]") == ["P111"])
  }

  @Test("with an alias bomb cost nothing")
  func aliasBomb() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(try Set(codes(bomb)).isSubset(of: ["P101", "P102", "P104", "P111"]))
    let used = "id: volume\ntitle: &t [x]\nreason: *t\n<<: *t\n"
    #expect(try codes(used).contains("P101"))
  }

  @Test("with keys that are no text, or are written as none, are refused")
  func keys() throws {
    #expect(try Set(codes("? {a: b}\n: c\n")) == ["P103", "P104"])
    #expect(try Set(codes("~: a\n: b\n")).isSubset(of: ["P101", "P103", "P104"]))
  }

  @Test(
    "give short, printable findings",
    arguments: [
      String(repeating: "k", count: 900) + ": a", String(repeating: "k", count: 500_000) + ": a",
      "\"\\e[31m\": \"\u{7F}\u{9B}31m\"", "id: \"\\e[31m\u{202E}\"",
      "operations: [{\"\\e[31m\": a}, {file.add: {file: \"../\\e\"}}]",
      "title: " + String(repeating: "é", count: 100_000) + "\t: a",
    ])
  func printable(_ manifest: String) throws {
    var files = try goodPatchSet()
    files[try TreePath("volume/patch.yaml")] = FileTree.File(content: Array(manifest.utf8))
    let findings = problems(of: files)
    #expect(!findings.isEmpty)
    for finding in findings {
      let texts = [finding.headline, finding.places.first?.excerpt ?? ""] + finding.evidence
      for text in texts {
        #expect(text.unicodeScalars.count < 330)
        let unprintable: [Unicode.GeneralCategory] = [.control, .format]
        #expect(
          !text.unicodeScalars.contains { unprintable.contains($0.properties.generalCategory) })
      }
    }
  }

  @Test("with a password in a URL don't have it repeated in the headline")
  func password() throws {
    var files = try goodPatchSet()
    let path = try TreePath("patchset.yaml")
    let text = String(decoding: files[path]?.content ?? [], as: UTF8.self)
    for url in ["https://me:secret@git.example/a.git", "ssh://me:secret@git.example/a.git"] {
      let bad = text.replacing("https://git.example/upstream.git", with: url)
      files[path] = FileTree.File(content: Array(bad.utf8))
      let findings = problems(of: files)
      #expect(findings.map(\.headline) == ["`url` must be a URL without credentials"])
    }
    for url in ["ssh://git@git.example:22/a.git", "file:///srv/a.git", "http://git.example"] {
      let good = text.replacing("https://git.example/upstream.git", with: url)
      files[path] = FileTree.File(content: Array(good.utf8))
      #expect(problems(of: files).isEmpty)
    }
  }

  @Test("that are links or missing are not followed")
  func links() throws {
    var files = try goodPatchSet()
    let manifest = try TreePath("patchset.yaml")
    files[manifest] = FileTree.File(mode: .symbolicLink, content: Array("/etc/passwd".utf8))
    #expect(problems(of: files).map(\.code.rawValue) == ["P107"])
    files[manifest] = nil
    #expect(
      text(of: problems(of: files)) == """
        P107: the patch set must have a `patchset.yaml`
          --> patches/patchset.yaml

        """)
    files = try goodPatchSet()
    let script = try TreePath("files/files/run.sh")
    files[script] = FileTree.File(mode: .symbolicLink, content: Array("/etc/passwd".utf8))
    files[try TreePath("files/files/conf/c")] = FileTree.File(mode: .submodule, content: [])
    #expect(problems(of: files).map(\.code.rawValue) == ["P107", "P107"])
  }

  @Test("cut anywhere give findings and nothing else")
  func truncated() throws {
    let files = try goodPatchSet()
    for path in ["patchset.yaml", "volume/patch.yaml", "files/patch.yaml"] {
      let path = try TreePath(path)
      let content = files[path]?.content ?? []
      for end in stride(from: 0, to: content.count, by: 7) {
        var cut = files
        cut[path] = FileTree.File(content: Array(content[..<end]))
        // Some beginnings are good manifests; none may trap or be without a place.
        #expect(problems(of: cut).allSatisfy { !$0.places.isEmpty })
      }
    }
  }
}
