import Foundation
import Testing

/// What stands in which folder of `Editing`.
@Suite struct ParserTests {
  /// The sources by their path below the target, without comments and texts.
  private func sources() throws -> [(path: String, text: String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Editing").standardized
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      return (
        path,
        text.replacing(/\/\/[^\n]*/, with: "").replacing(/"(\\.|[^"\\\n])*"/, with: "\"\"")
      )
    }
  }

  /// Two readers of one language come to disagree on it.
  @Test("Each language is read by one parser, in the folder of its name")
  func parsers() throws {
    func folders(_ pattern: some RegexComponent) throws -> Set<String> {
      Set(
        try sources().filter { $0.text.contains(pattern) }.map {
          String($0.path.prefix { $0 != "/" })
        })
    }
    // What opens a here-document of the shell, a substitution, and an action of a template.
    #expect(try folders(/struct \w*Shell\w*(Parser|Lexer|Scanner|Splitter|Tokens?)\b/) == ["Shell"])
    #expect(
      try folders(/struct \w*(Template|Expression)\w*(Parser|Lexer|Scanner|Tokens?)\b/)
        == ["GoTemplate"])
    #expect(try sources().filter { $0.text.contains(/struct \w*Lexer\b/) }.count == 1)
  }
}
