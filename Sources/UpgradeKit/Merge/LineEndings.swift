/// How the lines of a text end, where all of them end alike.
enum LineEndings {
  case lineFeed
  case carriageReturnLineFeed
  /// No line has an end, or they differ.
  case none

  /// The endings of a text.
  init(of text: [UInt8]) {
    var (alone, both) = (0, 0)
    for (index, byte) in text.enumerated() where byte == 0x0A {
      if index > 0, text[index - 1] == 0x0D { both += 1 } else { alone += 1 }
    }
    self =
      both == 0 ? (alone == 0 ? .none : .lineFeed) : alone == 0 ? .carriageReturnLineFeed : .none
  }

  /// A text with these endings; one whose own differ from line to line stays as it is.
  func applied(to text: [UInt8]) -> [UInt8] {
    switch (self, LineEndings(of: text)) {
    case (.carriageReturnLineFeed, .lineFeed):
      text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    case (.lineFeed, .carriageReturnLineFeed):
      text.enumerated().filter { index, byte in
        byte != 0x0D || index + 1 == text.count || text[index + 1] != 0x0A
      }.map(\.element)
    default: text
    }
  }
}
