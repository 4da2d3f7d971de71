import Editing
import Testing

/// Texts with several YAML documents.
@Suite struct YAMLDocumentsTests {
  private func scalars(_ text: String) throws -> [String?] {
    try YAMLDocument.all(in: SourceText(Array(text.utf8))).map { $0.root.string }
  }

  @Test(arguments: [
    ("a", ["a"]), ("--- a\n", ["a"]), ("# c\n%YAML 1.1\n---\na\n...\n", ["a"]),
    ("a\n---\nb\n", ["a", "b"]), ("--- a\n--- b\n...\n# c\n", ["a", "b"]),
    ("a\n...\nb\n", ["a", "b"]), ("a\n...\n%YAML 1.1\n--- b\n", ["a", "b"]),
    ("a\r\n---\r\nb", ["a", "b"]), ("'a --- b'\n", ["a --- b"]), ("a\n---b\n", ["a ---b"]),
    ("|\n a\n ---\n", ["a\n---\n"]),
  ])
  func eachIsRead(_ text: String, _ expected: [String]) throws {
    #expect(try scalars(text) == expected)
  }

  @Test func anEmptyOneIsNothing() throws {
    #expect(try scalars("---\n---\nb\n") == ["", "b"])
  }

  @Test func placesAreThoseOfTheWholeText() throws {
    let documents = try YAMLDocument.all(in: SourceText(Array("a: 1\n---\nb: 2\n".utf8)))
    #expect(documents.map { $0.root["b"]?.contentSpan } == [nil, 12..<13])
    let error = editingError {
      _ = try YAMLDocument.all(in: SourceText(Array("a: 1\n---\n[b\n".utf8)))
    }
    #expect(try #require(error?.offset) >= 9)
  }

  @Test func thereIsALimit() {
    let text = String(repeating: "---\n", count: 200_000)
    #expect(throws: EditingError.self) {
      try YAMLDocument.all(in: SourceText(Array(text.utf8)))
    }
  }
}
