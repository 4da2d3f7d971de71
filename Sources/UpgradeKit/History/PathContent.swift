import Editing
import GitKit

/// What stands at a path in some commit.
enum PathContent {
  case nothing
  case folder
  case file(ObjectID, FileTree.File)

  /// The lines of a file; none of what is no file.
  var lines: [String] {
    text.split(separator: Self.newline, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// How many lines of a file are a certain one.
  func count(ofLine line: String) -> Int {
    let (text, line) = (text, Array(line.utf8))
    return text.places(of: line).count { place in
      (place.lowerBound == 0 || text[place.lowerBound - 1] == Self.newline)
        && (place.upperBound == text.count || text[place.upperBound] == Self.newline)
    }
  }

  /// The lines of a file in which a name stands as a word, with single blanks between their words.
  func lines(naming name: String) -> [String] {
    let text = text
    return text.lines(naming: Array(name.utf8)).map { line in
      text[line].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        .joined(separator: " ")
    }
  }

  private var text: [UInt8] {
    guard case .file(_, let file) = self, file.mode.isFile else { return [] }
    return file.content
  }

  private static let newline = UInt8(ascii: "\n")
}
