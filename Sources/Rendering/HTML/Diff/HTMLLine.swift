/// Shows a line of a file with its colours, and marks on what differs.
enum HTMLLine {
  /// The line.
  ///
  /// - Parameters:
  ///   - text: the line, every character visible.
  ///   - marks: what is marked, in bytes, in order.
  static func html(of text: String, marks: [Range<Int>], language: SourceLanguage) -> HTML {
    let spans = SourceColours.spans(of: text, in: language)
    guard !marks.isEmpty || !spans.isEmpty else { return HTML(text) }
    let bytes = Array(text.utf8)
    var result = HTML()
    var position = 0
    for mark in marks {
      result.append(coloured(position..<mark.lowerBound, of: bytes, spans))
      result.append(tag(.mark) { coloured(mark, of: bytes, spans) })
      position = mark.upperBound
    }
    result.append(coloured(position..<bytes.count, of: bytes, spans))
    return result
  }

  private static func coloured(
    _ range: Range<Int>, of bytes: [UInt8], _ spans: [SourceColours.Span]
  ) -> HTML {
    var result = HTML()
    var position = range.lowerBound
    for span in spans {
      let part = span.range.clamped(to: range)
      guard !part.isEmpty else { continue }
      result.append(piece(position..<part.lowerBound, of: bytes))
      result.append(tag(.span, .class(span.kind.rawValue)) { piece(part, of: bytes) })
      position = part.upperBound
    }
    result.append(piece(position..<range.upperBound, of: bytes))
    return result
  }

  private static func piece(_ range: Range<Int>, of bytes: [UInt8]) -> HTML {
    range.isEmpty ? HTML() : HTML(String(decoding: bytes[range], as: UTF8.self))
  }
}
