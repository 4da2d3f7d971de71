/// Reads a unified diff line by line.
struct DiffReader {
  let text: SourceText
  private(set) var line = 0

  init(_ text: SourceText) {
    self.text = text
  }

  var isAtEnd: Bool { line >= text.lineStarts.count || text.lineRange(line).isEmpty }
  var offset: Int { isAtEnd ? text.bytes.count : text.lineStarts[line] }
  /// The line without its line ending.
  var content: String { isAtEnd ? "" : text.string(in: text.contentRange(ofLine: line)) }

  func starts(with prefix: String) -> Bool {
    !isAtEnd && text.bytes[text.lineRange(line)].starts(with: prefix.utf8)
  }

  mutating func advance() { line += 1 }

  func error(_ message: String) -> EditingError {
    EditingError(.malformed, message, at: offset)
  }

  mutating func readFiles() throws(EditingError) -> [FileDiff] {
    while !isAtEnd, !startsFile { advance() }
    guard !isAtEnd else {
      throw EditingError(.malformed, "there is no diff in the text", at: 0)
    }
    var files: [FileDiff] = []
    while !isAtEnd {
      if startsFile {
        files.append(try readFile())
      } else if content == "-- " || content == "--" {
        // The signature that mail programs expect under a patch.
        break
      } else if content.isEmpty || starts(with: "Only in ") {
        advance()
      } else {
        throw error("a line that belongs to no hunk")
      }
    }
    return files
  }

  private var startsFile: Bool {
    if starts(with: "diff ") || starts(with: "Index: ") { return true }
    guard starts(with: "--- "), line + 1 < text.lineStarts.count else { return false }
    return text.bytes[text.lineRange(line + 1)].starts(with: "+++ ".utf8)
  }

  private mutating func readFile() throws(EditingError) -> FileDiff {
    var file = FileDiff(
      change: .modified, oldPath: nil, newPath: nil, oldMode: nil, newMode: nil, hunks: [],
      offset: offset)
    if starts(with: "diff --git ") {
      (file.oldPath, file.newPath) = DiffPath.pair(String(content.dropFirst(11)))
      advance()
      try readHeaders(into: &file)
    } else {
      while starts(with: "diff ") || starts(with: "Index: ") || starts(with: "===") { advance() }
    }
    if starts(with: "--- ") {
      try readNames(into: &file)
      guard starts(with: "@@ ") else { throw error("a hunk is expected: @@ -1,2 +1,2 @@") }
    }
    while starts(with: "@@ ") { file.hunks.append(try readHunk()) }
    guard file.oldPath != nil || file.newPath != nil else {
      throw EditingError(.malformed, "the diff does not say which file it is of", at: file.offset)
    }
    return file
  }

  private mutating func readHeaders(into file: inout FileDiff) throws(EditingError) {
    while !isAtEnd, !starts(with: "--- "), !starts(with: "diff "), !starts(with: "@@ ") {
      let words = content.split(separator: " ", maxSplits: 2).map(String.init)
      switch (words.first ?? "", words.count > 1 ? words[1] : "") {
      case ("old", "mode"): file.oldMode = try mode(words)
      case ("new", "mode"): file.newMode = try mode(words)
      case ("new", "file"):
        file.newMode = try mode(content.split(separator: " ", maxSplits: 3).map(String.init))
        (file.change, file.oldPath) = (.added, nil)
      case ("deleted", "file"):
        file.oldMode = try mode(content.split(separator: " ", maxSplits: 3).map(String.init))
        (file.change, file.newPath) = (.deleted, nil)
      case ("rename", let way), ("copy", let way):
        guard words.count == 3, way == "from" || way == "to" else {
          throw error("an unknown header")
        }
        file.change = words[0] == "rename" ? .renamed : .copied
        let path = DiffPath.unquoted(words[2])
        if way == "from" { file.oldPath = path } else { file.newPath = path }
      case ("index", _):
        if words.count == 3 { (file.oldMode, file.newMode) = (words[2], words[2]) }
      case ("similarity", "index"), ("dissimilarity", "index"): break
      case ("GIT", "binary"), ("Binary", "files"):
        throw EditingError(.unsupported, "a binary patch cannot be applied", at: offset)
      case ("", _), ("--", _): return
      default: throw error("an unknown header")
      }
      advance()
    }
  }

  private func mode(_ words: [String]) throws(EditingError) -> String {
    guard let mode = words.last, mode.utf8.count == 6, mode.utf8.allSatisfy(ASCII.isDigit) else {
      throw error("a mode of six digits is expected")
    }
    return mode
  }

  private mutating func readNames(into file: inout FileDiff) throws(EditingError) {
    let known = file.newPath ?? file.oldPath
    let old = DiffPath.header(String(content.dropFirst(4)), prefix: "a/", known: known)
    advance()
    guard starts(with: "+++ ") else { throw error("the new name is expected: +++ b/path") }
    let new = DiffPath.header(String(content.dropFirst(4)), prefix: "b/", known: known)
    if file.change != .renamed, file.change != .copied {
      (file.oldPath, file.newPath) = (old, new)
      if old == nil { file.change = .added }
      if new == nil { file.change = .deleted }
    }
    guard old != nil || new != nil else { throw error("both names are /dev/null") }
    advance()
  }
}
