/// A rendered template, looked at by places of its source.
struct RenderedPieces {
  /// In the order of the source; a loop puts the same out several times.
  private let pieces: [TemplateOutput.Piece]

  init(_ output: TemplateOutput) {
    pieces = output.pieces.sorted { $0.source.lowerBound < $1.source.lowerBound }
  }

  /// Whether what stands at a byte is rendered.
  ///
  /// - Throws: ``EditingError`` when that isn't known, or it is rendered several times.
  func has(_ offset: Int) throws(EditingError) -> Bool {
    let found = pieces(in: offset..<offset + 1)
    guard let first = found.first else { return false }
    if let unknown = found.first(where: { $0.text.unknown != nil }) { throw Self.refusal(unknown) }
    guard found.count == 1 else {
      throw EditingError(
        .unsupported, "it is rendered \(found.count) times", at: first.source.lowerBound)
    }
    return true
  }

  /// What is rendered of a part of the source.
  ///
  /// - Throws: ``EditingError`` when that isn't known.
  func text(in span: Range<Int>) throws(EditingError) -> String {
    var bytes: [UInt8] = []
    for piece in pieces(in: span) {
      guard let text = piece.text.bytes else { throw Self.refusal(piece) }
      // Only text that stands in the template itself reaches beyond a value.
      let part = span.clamped(to: piece.source)
      bytes +=
        part == piece.source
        ? text
        : Array(
          text[
            (part.lowerBound - piece.source.lowerBound)..<(part.upperBound
              - piece.source.lowerBound)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func pieces(in span: Range<Int>) -> ArraySlice<TemplateOutput.Piece> {
    let end = pieces.partitioningIndex { $0.source.lowerBound >= span.upperBound }
    var start = end
    while start > 0, pieces[start - 1].source.upperBound > span.lowerBound { start -= 1 }
    return pieces[start..<end]
  }

  private static func refusal(_ piece: TemplateOutput.Piece) -> EditingError {
    EditingError(
      .unsupported, piece.text.unknown ?? "it isn't known", at: piece.source.lowerBound)
  }
}
