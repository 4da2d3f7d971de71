/// What a merge by structure made of a text.
package struct StructuredMerge: Sendable, Hashable {
  /// The merged text; where there is a conflict it has ours.
  package let bytes: [UInt8]
  /// What a person has to decide, in the order of the text.
  package let conflicts: [Conflict<[UInt8]>]
  /// What upstream changed and ours keeps in its own way.
  package let notes: [MergeNote]

  /// The conflicts of a merge while its edits are collected, each with the bytes of ours that are in question.
  typealias Unplaced = [(range: Range<Int>, conflict: Conflict<[UInt8]>)]

  /// Makes a result.
  ///
  /// - Parameter edits: the edits that have made the text of ours into the merged one.
  /// - Throws: ``EditingError`` of kind `unsupported` when two conflicts share a line, so that they could not be shown.
  init(
    _ bytes: [UInt8], _ unplaced: Unplaced, after edits: [Edit], _ notes: [MergeNote]
  ) throws(EditingError) {
    let merged = SourceText(bytes)
    let offsets = EditedOffsets(after: edits)
    let conflicts = unplaced.sorted { $0.range.lowerBound < $1.range.lowerBound }
      .map { $0.conflict.placed(at: $0.range, in: merged, offsets) }
    let lines = conflicts.compactMap(\.lines)
    for (index, next) in lines.enumerated().dropFirst()
    where next.lowerBound < lines[index - 1].upperBound {
      let names = conflicts[index - 1...index].compactMap(\.scope.node)
      throw EditingError(
        .unsupported, "\(names.map { "`\($0)`" }.joined(separator: " and ")) share a line")
    }
    self.conflicts = Conflict.surrounded(conflicts, in: bytes)
    (self.bytes, self.notes) = (bytes, notes)
  }

  /// Whether another merge has the same text and asks the same questions.
  func isLike(_ other: StructuredMerge) -> Bool {
    // By the base's names: what was renamed is called otherwise once it is written.
    bytes == other.bytes
      && conflicts.map { $0.baseNode ?? $0.scope.node }
        == other.conflicts.map { $0.baseNode ?? $0.scope.node }
  }
}
