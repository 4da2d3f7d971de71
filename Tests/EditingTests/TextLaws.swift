import Editing
import Testing

/// The text with CRLF in the place of LF.
func withCRLF(_ text: String) -> String {
  String(decoding: text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }, as: UTF8.self)
}

/// Makes an edit, and checks what holds for every edit: the second time nothing is left to do, and a text with CRLF
/// becomes the result with CRLF.
func edited(
  _ source: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ edit: (SourceText) throws -> EditOutcome
) throws -> String {
  let text = SourceText(source)
  let outcome = try edit(text)
  let result = text.applying(outcome.edits)
  let again = try edit(result)
  #expect(again.edits.isEmpty, "twice is once", sourceLocation: sourceLocation)
  #expect(!again.already.isEmpty, "and says so", sourceLocation: sourceLocation)
  // A text without a line ending doesn't say which one it wants.
  guard source.contains("\n") else { return result.string }
  let crlf = SourceText(withCRLF(source))
  #expect(
    crlf.applying(try edit(crlf).edits).string == withCRLF(result.string), "with CRLF",
    sourceLocation: sourceLocation)
  return result.string
}

/// The error that reading or editing gives.
func editingError(_ body: () throws -> Void) -> EditingError? {
  do {
    try body()
    return nil
  } catch {
    return error as? EditingError
  }
}
