extension EnvFile {
  /// The lines, from 0, of a variable by the name that a conflict gives it: with a number when it is not the first of
  /// its name.
  ///
  /// - Returns: `nil` when the file has no such variable.
  /// - Throws: ``EditingError``: `malformed` or `tooLarge` when the file cannot be read.
  package static func lines(
    of variable: String, in text: SourceText
  ) throws(EditingError) -> Range<Int>? {
    let file = try EnvFile(text)
    guard let entry = EnvMerger.named(file).first(where: { $0.identity == variable })?.entry else {
      return nil
    }
    return entry.lines(in: text)
  }
}
