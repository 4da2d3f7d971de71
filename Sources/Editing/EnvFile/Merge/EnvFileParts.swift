/// Finds the variables of an env file by the names that conflicts give them: with a number when it is not the first of
/// its name.
package struct EnvFileParts {
  private let text: SourceText
  private let entries: [String: EnvEntry]

  /// Reads an env file.
  ///
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when the file cannot be read.
  package init(_ text: SourceText) throws(EditingError) {
    self.text = text
    entries = Dictionary(
      EnvMerger.named(try EnvFile(text)).map { ($0.identity, $0.entry) }
    ) { first, _ in first }
  }

  /// The lines, from 0, of a variable; `nil` when the file has no such variable.
  package func lines(of variable: String) -> Range<Int>? { entries[variable]?.lines(in: text) }
}
