/// The word that opens a here-document: `<<EOF`, `<<-"EOF"`, `3<<EOF`.
struct HeredocMarker {
  private let delimiter: [UInt8]
  private let stripsTabs: Bool
  /// Whether variables in the document are left alone, because the delimiter is quoted.
  let isQuoted: Bool

  /// Reads the marker from a word; `nil` when the word isn't one.
  init?(_ word: some Sequence<UInt8>) {
    var rest = word.drop(while: ASCII.isDigit).makeIterator()
    guard rest.next() == ASCII.less, rest.next() == ASCII.less else { return nil }
    var name: [UInt8] = []
    while let byte = rest.next() { name.append(byte) }
    stripsTabs = name.first == ASCII.minus
    if stripsTabs { name.removeFirst() }
    guard !name.contains(ASCII.less) else { return nil }
    let quotes = [ASCII.doubleQuote, ASCII.singleQuote, ASCII.backslash]
    delimiter = name.filter { !quotes.contains($0) }
    isQuoted = delimiter.count < name.count
    guard !delimiter.isEmpty else { return nil }
  }

  /// Whether a line, without its line ending, closes the document.
  func ends(_ line: ArraySlice<UInt8>) -> Bool {
    (stripsTabs ? line.drop { $0 == ASCII.tab } : line).elementsEqual(delimiter)
  }
}
