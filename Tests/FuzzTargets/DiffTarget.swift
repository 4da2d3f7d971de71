import Editing
import GitKit

/// Unified diffs: a diff and the text that it is for; and the diff of two texts, which makes the one of the other.
enum DiffTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let text = SourceText(input[0])
    do throws(EditingError) {
      for file in try UnifiedDiff(text).files {
        _ = try? file.apply(to: input[1])
        _ = try? file.edits(for: SourceText(input[1]))
        _ = try? file.edits(whereverIn: SourceText(input[1]))
      }
    } catch {
      try FuzzEdit.check(error, in: text)
    }
    try checkPlainText(input)
    guard input.parts.count > 2 else { return }
    try checkRoundTrip(from: input[1], to: input[2])
  }

  private static func checkRoundTrip(
    from old: [UInt8], to new: [UInt8]
  ) throws(FuzzFailure) {
    let isText = ![old, new].contains {
      $0.contains(0) || String(validating: $0, as: UTF8.self) == nil
    }
    guard old != new, isText,
      let written = try? TextDiff.unified(old: old, new: new, path: "a.txt")
    else { return }
    do throws(EditingError) {
      let files = try UnifiedDiff(SourceText(written)).files
      let result = files.count == 1 ? try files[0].apply(to: old) : nil
      if result != new { throw EditingError(.malformed, "\(files.count) files") }
    } catch {
      throw FuzzFailure(description: "a diff does not make the new text: \(error)\n\(written)")
    }
  }

  /// The edits of texts without a language.
  private static func checkPlainText(_ input: FuzzInput) throws(FuzzFailure) {
    let text = SourceText(input[1])
    let line = String(decoding: input[0].prefix { $0 != 0x0A }, as: UTF8.self)
    for place in [LinePlace.before(line), .after(line)] {
      _ = try FuzzEdit.apply(to: text, "insert") { (text) throws(EditingError) in
        try PlainText(text).insert("fuzzed\nlines", place)
      }
    }
    _ = try? PlainText(text).replace(line, with: "fuzzed", count: nil)
    _ = Suggestion.nearest(to: line, in: ["environment", "volumes"])
  }
}
