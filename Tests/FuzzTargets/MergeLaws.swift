import Editing

/// What holds for every merge.
enum MergeLaws {
  typealias Merge = (
    _ base: SourceText, _ ours: SourceText, _ theirs: SourceText
  ) throws(EditingError) -> StructuredMerge

  /// Whether two texts say the same; `nil` when one can't be read.
  typealias Comparison = (_ one: SourceText, _ other: SourceText) -> Bool?

  /// Merges by structure with one side unchanged, or both changed alike: the changed text comes out.
  static func check(
    base: SourceText, changed: SourceText, _ merge: Merge, saysSame: Comparison
  ) throws(FuzzFailure) {
    for (theirs, law) in [(base, "merge(b, x, b)"), (changed, "merge(b, x, x)")] {
      guard let result = try run(base, changed, theirs, merge) else { continue }
      try require(
        result.bytes == changed.bytes && result.conflicts.isEmpty,
        "\(law) is not x but \(result.conflicts.map(\.scope))\n\(string(result))")
    }
    // Ours keeps its order and comments, so that the result only has to say the same.
    guard let result = try run(base, base, changed, merge), result.conflicts.isEmpty else { return }
    try require(
      saysSame(SourceText(result.bytes), changed) != false,
      "merge(b, b, x) does not say what x does:\n\(string(result))")
  }

  /// Merges three texts: a merge without conflicts is merged the same way again, and each conflict has its lines.
  static func check(
    base: SourceText, ours: SourceText, theirs: SourceText, _ merge: Merge
  ) throws(FuzzFailure) {
    guard let result = try run(base, ours, theirs, merge) else { return }
    try checkConflicts(result.conflicts, in: result.bytes)
    guard result.conflicts.isEmpty else { return }
    let again = try run(base, SourceText(result.bytes), theirs, merge)
    try require(
      again?.bytes == result.bytes && again?.conflicts.isEmpty == true,
      "the merged text is merged differently:\n\(string(result))")
  }

  /// Conflicts stand one behind the other, each in lines of the text.
  static func checkConflicts(
    _ conflicts: [Conflict<[UInt8]>], in bytes: [UInt8]
  ) throws(FuzzFailure) {
    let count = bytes.isEmpty ? 0 : SourceText(bytes).lineStarts.count
    var end = 0
    for lines in conflicts.compactMap(\.lines) {
      try require(
        lines.lowerBound >= end && lines.upperBound <= count,
        "a conflict is at lines \(lines), behind \(end), of \(count)")
      end = lines.upperBound
    }
  }

  private static func run(
    _ base: SourceText, _ ours: SourceText, _ theirs: SourceText, _ merge: Merge
  ) throws(FuzzFailure) -> StructuredMerge? {
    do throws(EditingError) {
      return try merge(base, ours, theirs)
    } catch {
      try require(!error.message.isEmpty, "an error says nothing")
      return nil
    }
  }

  private static func string(_ merge: StructuredMerge) -> String {
    SourceText(merge.bytes).string
  }
}
