import GitKit
import PatchKit
import Testing

@Suite("file")
struct FileGuaranteeTests {
  private static let guarantee = "file: {path: bin/run, mode: \"0755\", contains: BUCKET}"

  @Test("is held by a file with the mode and the text")
  func held() throws {
    #expect(try violations(of: Self.guarantee, in: ["bin/run*": "a BUCKET"]) == [])
    #expect(try violations(of: "file: {path: bin/run}", in: ["bin/run": ""]) == [])
  }

  @Test("is not held without the file, the mode or the text")
  func violated() throws {
    #expect(
      try violations(of: Self.guarantee, in: [:]) == ["bin/run is not among the generated files"])
    #expect(
      try violations(of: Self.guarantee, in: ["bin/run": "bucket"])
        == ["bin/run has mode 0644", "bin/run lacks the text"])
    #expect(
      try violations(of: Self.guarantee.replacing("0755", with: "0644"), in: ["bin/run*": "BUCKET"])
        == ["bin/run has mode 0755"])
  }

  @Test("is not held by a link")
  func link() throws {
    var files = FileTree()
    files[try TreePath("bin/run")] = FileTree.File(mode: .symbolicLink, content: [0x61])
    let subject = GuaranteeSubject(
      release: try #require(ReleaseName("stable-1")), upstream: files, generated: files)
    let stated = try #require(try patch("guarantees:\n  - file: {path: bin/run}").guarantees.first)
    #expect(
      stated.guarantee.check(subject).violations.map(\.text) == ["bin/run is a symbolic link"])
  }
}
