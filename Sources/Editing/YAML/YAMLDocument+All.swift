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
  /// stands before it; `...` ends one.
  private static func parts(of text: SourceText) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, isOpen) = (0, false)
    let lines = text.lineStarts.filter { $0 < text.bytes.count }
    for (line, next) in zip(lines, lines.dropFirst() + [text.bytes.count]) {
      let rest = text.bytes[line..<next]
      if isMarker(rest, "...") {
        guard isOpen else { continue }
        parts.append(start..<next)
        (start, isOpen) = (next, false)
      } else if isMarker(rest, "---") {
        if isOpen {
          parts.append(start..<line)
          start = line
        }
        isOpen = true
      } else if let first = rest.first(where: { $0 != 0x20 && $0 != 0x09 && !isEnding($0) }) {
        isOpen = isOpen || first != UInt8(ascii: "#") && first != UInt8(ascii: "%")
      }
    }
    return isOpen || parts.isEmpty ? parts + [start..<text.bytes.count] : parts
  }

  private static func isMarker(_ line: ArraySlice<UInt8>, _ marker: String) -> Bool {
    guard line.starts(with: marker.utf8) else { return false }
    return line.dropFirst(3).first.map { $0 == 0x20 || $0 == 0x09 || isEnding($0) } ?? true
  }

  private static func isEnding(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
