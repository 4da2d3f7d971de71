/// The bytes of a text file, with its lines.
package struct SourceText: Sendable, Hashable {
  /// The bytes as they are, byte-order mark included.
  package let bytes: [UInt8]
  /// The offset of the first byte of each line; a line ends after its line feed.
  package let lineStarts: [Int]

  /// Makes a text of its bytes.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A && offset + 1 < bytes.count {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// Makes a text of a string, in UTF-8.
  package init(_ string: String) {
    self.init(Array(string.utf8))
  }

  /// The bytes as a string; what is not UTF-8 is replaced.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The text in a range of bytes.
  package func string(in range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The index of the line, counted from 0, that holds an offset.
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line, line ending included, by its index from 0.
  package func lineRange(_ index: Int) -> Range<Int> {
    let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    return lineStarts[index]..<end
  }

  /// A line without its line ending, by its index from 0.
  package func line(_ index: Int) -> String {
    var range = lineRange(index)
    while let last = range.last, bytes[last] == 0x0A || bytes[last] == 0x0D {
      range = range.lowerBound..<last
    }
    return string(in: range)
  }

  /// The number of the line, from 1, that holds an offset: without the column, which takes reading the line.
  package func lineNumber(at offset: Int) -> Int { lineIndex(at: offset) + 1 }

  /// The line and column of an offset, for people: both from 1, columns in Unicode scalars.
  package func position(at offset: Int) -> Position {
    let index = lineIndex(at: offset)
    let start = lineStarts[index]
    let column = string(in: start..<max(start, min(offset, bytes.count))).unicodeScalars.count + 1
    return Position(line: index + 1, column: column)
  }

  /// The line ending in use: `\r\n` when the first line has it.
  package var lineEnding: String {
    guard let feed = bytes.firstIndex(of: 0x0A), feed > 0, bytes[feed - 1] == 0x0D else {
      return "\n"
    }
    return "\r\n"
  }
}

/// A line and a column, both counted from 1.
package struct Position: Sendable, Hashable, Comparable {
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in Unicode scalars.
  package let column: Int

  /// Makes a position.
  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The order in the text.
  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
