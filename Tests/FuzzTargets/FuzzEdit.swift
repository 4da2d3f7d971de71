import Editing

/// What holds for every edit of a document.
enum FuzzEdit {
  /// Makes an edit: its places lie in the text, the result can be edited, and then nothing is left to do.
  ///
  /// - Returns: the text after it; `nil` when the edit is refused.
  static func apply(
    to text: SourceText, _ what: String,
    _ edit: (SourceText) throws(EditingError) -> EditOutcome
  ) throws(FuzzFailure) -> SourceText? {
    let outcome: EditOutcome
    do throws(EditingError) {
      outcome = try edit(text)
    } catch {
      try check(error, in: text)
      return nil
    }
    for range in outcome.edits.map(\.range) + outcome.changed + outcome.already {
      try require(
        range.upperBound <= text.bytes.count, "\(what): a place is outside of the text")
    }
    let result = text.applying(outcome.edits)
    let again: EditOutcome
    do throws(EditingError) {
      again = try edit(result)
    } catch {
      throw FuzzFailure(description: "\(what) can't be done again: \(error)\n\(result.string)")
    }
    try require(again.edits.isEmpty, "\(what) changes the text a second time:\n\(result.string)")
    return result
  }

  /// An error has a place in the text, and says something.
  static func check(_ error: EditingError, in text: SourceText) throws(FuzzFailure) {
    try require(!error.message.isEmpty, "an error says nothing")
    if let offset = error.offset {
      try require(
        (0...text.bytes.count).contains(offset), "an error is at \(offset): \(error.message)")
      _ = text.position(at: offset)
    }
  }
}
