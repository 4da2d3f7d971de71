/// A text that a merge writes into: it always ends in a line feed while edits are made.
struct MergeText {
  let source: SourceText
  private let hasFinalLineFeed: Bool

  /// - Throws: ``EditingError`` of kind `unsupported` as ``check(_:)``.
  init(_ text: SourceText) throws(EditingError) {
    try Self.check(text)
    hasFinalLineFeed = text.bytes.isEmpty || text.bytes.last == ASCII.lineFeed
    source = hasFinalLineFeed ? text : SourceText(text.bytes + Array(text.lineEnding.utf8))
  }

  /// Refuses a text that ends in a lone carriage return, of which a line feed behind it would make something else.
  static func check(_ text: SourceText) throws(EditingError) {
    guard text.bytes.last == ASCII.carriageReturn else { return }
    throw EditingError(
      .unsupported, "the file ends in a carriage return without a line feed",
      at: text.bytes.count - 1)
  }

  /// The bytes with edits made, ending as the text did before.
  ///
  /// - Throws: ``EditingError`` of kind `unsupported` when edits overlap, and when a byte-order mark from inside the text
  ///   would come to its start, where it is no part of a line.
  func applying(_ edits: [Edit]) throws(EditingError) -> [UInt8] {
    let sorted = edits.map(\.range).sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    for (one, next) in zip(sorted, sorted.dropFirst()) where next.lowerBound < one.upperBound {
      throw EditingError(.unsupported, "two changes meet in one place", at: next.lowerBound)
    }
    var bytes = source.applying(edits).bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard source.byteOrderMarkLength > 0 || !bytes.starts(with: mark) else {
      throw EditingError(.unsupported, "a byte-order mark would come to the start of the file")
    }
    guard !hasFinalLineFeed, bytes.last == ASCII.lineFeed else { return bytes }
    bytes.removeLast()
    if bytes.last == ASCII.carriageReturn, source.lineEnding == "\r\n" { bytes.removeLast() }
    return bytes
  }
}

/// Where offsets of a text lie after edits of it.
struct EditedOffsets {
  /// The ends of the edits, in order, each with what all up to it add.
  private let ends: [(offset: Int, growth: Int)]

  init(after edits: [Edit]) {
    var growth = 0
    ends = edits.sorted { $0.range.upperBound < $1.range.upperBound }.map { edit in
      growth += edit.replacement.count - edit.range.count
      return (edit.range.upperBound, growth)
    }
  }

  /// Where an offset lies after the edits that end before it or at it.
  subscript(_ offset: Int) -> Int {
    let later = ends.partitioningIndex { $0.offset > offset }
    return later > 0 ? offset + ends[later - 1].growth : offset
  }
}

extension SourceText {
  /// The bytes of lines; a byte-order mark is part of none.
  func bytes(ofLines lines: Range<Int>) -> Range<Int> {
    func start(_ line: Int) -> Int {
      guard line < lineStarts.count else { return bytes.count }
      return line == 0 ? byteOrderMarkLength : lineStarts[line]
    }
    return start(lines.lowerBound)..<start(lines.upperBound)
  }

  /// Whether a line has nothing on it.
  func isBlankLine(_ index: Int) -> Bool {
    trimmingBlanks(contentRange(ofLine: index)).isEmpty
  }

  /// The column at which a line's comment starts; `nil` when the line has something else.
  func commentColumn(ofLine index: Int) -> Int? {
    let range = contentRange(ofLine: index)
    let trimmed = trimmingBlanks(range)
    guard let first = trimmed.first, bytes[first] == ASCII.hash else { return nil }
    return first - range.lowerBound
  }
}
