extension YAMLDocument {
  /// How many documents one text may have.
  private static let maximumDocuments = 100

  /// The documents of a text, in order; the offsets in each are those of the whole text.
  ///
  /// - Throws: ``EditingError`` as for one document.
  package static func all(in text: SourceText) throws(EditingError) -> [YAMLDocument] {
    let parts = parts(of: text)
    guard parts.count <= maximumDocuments else {
      throw EditingError(
        .tooLarge, "the text has more than \(maximumDocuments) documents",
        at: parts[maximumDocuments].lowerBound)
    }
    var documents: [YAMLDocument] = []
    for part in parts {
      var bytes = text.bytes
      // Blanked rather than cut off, so that places stay what they are.
      for index in bytes.indices where !part.contains(index) && !isEnding(bytes[index]) {
        bytes[index] = UInt8(ascii: " ")
      }
      documents.append(
        try YAMLDocument(part == text.bytes.indices ? text : SourceText(bytes)))
    }
    return documents
  }

  /// The bytes of each document: `---` at the start of a line begins one, unless nothing but comments and directives
  /// stands before it; so does what comes after `...`.
  private static func parts(of text: SourceText) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, isOpen, isEnded) = (0, false, false)
    for line in text.lineStarts where line < text.bytes.count {
      let rest = text.bytes[line...]
      if isMarker(rest, "...") {
        isEnded = isOpen
        continue
      }
      let isStart = isMarker(rest, "---")
      let first = rest.first { $0 != 0x20 && $0 != 0x09 }
      let isContent = first.map { first in
        !isEnding(first) && first != UInt8(ascii: "#")
          && (first != UInt8(ascii: "%") || isOpen && !isEnded)
      }
      guard isStart || isContent == true else { continue }
      if isOpen, isStart || isEnded {
        parts.append(start..<line)
        start = line
      }
      (isOpen, isEnded) = (true, false)
    }
    return parts + [start..<text.bytes.count]
  }

  private static func isMarker(_ line: ArraySlice<UInt8>, _ marker: String) -> Bool {
    guard line.starts(with: marker.utf8) else { return false }
    return line.dropFirst(3).first.map { $0 == 0x20 || $0 == 0x09 || isEnding($0) } ?? true
  }

  private static func isEnding(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
