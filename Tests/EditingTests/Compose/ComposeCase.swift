import Editing
import Testing

/// A compose file, an edit of it, and the file that comes out.
struct ComposeCase: Sendable, CustomTestStringConvertible {
  let name: String
  let operation: ComposeOperation
  let input: String
  let expected: String

  var testDescription: String { name }

  init(_ name: String, _ operation: ComposeOperation, _ input: String, _ expected: String) {
    self.name = name
    self.operation = operation
    self.input = input
    self.expected = expected
  }

  static let all = networks + environments + values + volumes + builds + images
}

struct ComposeCaseTests {
  @Test(arguments: ComposeCase.all)
  func givesTheExpectedText(_ example: ComposeCase) throws {
    let result = try example.operation.applied(to: SourceText(example.input))
    #expect(result.string == example.expected)
  }

  @Test(arguments: ComposeCase.all)
  func twiceIsOnce(_ example: ComposeCase) throws {
    let once = try example.operation.applied(to: SourceText(example.input))
    let again = try example.operation.outcome(on: ComposeFile(once))
    #expect(again.edits.isEmpty && again.changed.isEmpty)
    #expect(!again.already.isEmpty)
  }

  @Test(arguments: ComposeCase.all)
  func lineEndingsAreKept(_ example: ComposeCase) throws {
    let input = crlf(example.input)
    #expect(try example.operation.applied(to: SourceText(input)).string == crlf(example.expected))
  }

  @Test(arguments: ComposeCase.all)
  func missingFinalLineFeedStaysMissing(_ example: ComposeCase) throws {
    guard example.input.hasSuffix("\n"), example.expected.hasSuffix("\n") else { return }
    for ending in ["\n", "\r\n"] {
      let convert = { (text: String) in ending == "\n" ? text : crlf(text) }
      let input = String(convert(example.input).dropLast())
      let result = try example.operation.applied(to: SourceText(input))
      #expect(result.string + ending == convert(example.expected))
    }
  }

  @Test(arguments: ComposeCase.all)
  func byteOrderMarkStays(_ example: ComposeCase) throws {
    let result = try example.operation.applied(to: SourceText("\u{FEFF}# é 🐟\n" + example.input))
    #expect(result.string == "\u{FEFF}# é 🐟\n" + example.expected)
  }

  @Test(arguments: ComposeCase.all)
  func meaningChangesAsIntendedOnly(_ example: ComposeCase) throws {
    let before = try YAMLDocument(SourceText(example.input)).value()
    let after = try YAMLDocument(example.operation.applied(to: SourceText(example.input))).value()
    #expect(after.normalised == example.operation.expected(of: before))
  }

  private func crlf(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  }
}
