/// The words of texts that hold no secrets: upstream's and the patch set's.
struct Vocabulary: Sendable {
  private var words: Set<[UInt8]> = []

  init(_ texts: [[UInt8]] = []) {
    for text in texts {
      for word in text.split(whereSeparator: Self.separates) where word.count < 80 {
        words.insert(Array(Self.bare(word)))
      }
    }
  }

  func contains(_ word: Slice) -> Bool { words.contains(Array(Self.bare(word))) }

  private static func separates(_ byte: UInt8) -> Bool {
    byte.isSpace || byte.isOne(of: "\"'`=,;:(){}[]<>|&#")
  }

  /// A word without the full stop of a sentence.
  private static func bare(_ word: Slice) -> Slice {
    word.last == UInt8(ascii: ".") ? word.dropLast() : word
  }
}
