import Editing
import GitKit

/// What stands at a path in some commit.
enum PathContent {
  case nothing
  case folder
  case file(ObjectID, FileTree.File)

  /// How many lines of a file are a certain one.
  func count(ofLine line: String) -> Int { text.places(ofLine: Array(line.utf8)).count }

  /// The lines of a file in which a name stands as a word, with single blanks between their words.
  func lines(naming name: String) -> [String] {
    let text = text
    return text.lines(naming: Array(name.utf8)).map { line in
      text[line].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        .joined(separator: " ")
    }
  }

  /// The bytes of a file; none of what is no file.
  private var text: [UInt8] {
    guard case .file(_, let file) = self, file.mode.isFile else { return [] }
    return file.content
  }
}
