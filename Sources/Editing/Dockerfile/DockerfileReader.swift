/// Splits a Dockerfile into instructions.
struct DockerfileReader {
  private static let keywords: Set<String> = [
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
    "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
  ]

  let text: SourceText
  /// The character that continues a line.
  private(set) var escape = ASCII.backslash
  private var line = 0
  private var stage: Int?

  init(_ text: SourceText) {
    self.text = text
  }

  mutating func readInstructions() throws(EditingError) -> [DockerInstruction] {
    readDirectives()
    var instructions: [DockerInstruction] = []
    while line < text.lineStarts.count {
      let content = trimmedLine(line)
      if content.isEmpty || text.bytes[content.lowerBound] == ASCII.hash {
        line += 1
      } else {
        instructions.append(try readInstruction())
      }
    }
    return instructions
  }

  /// Reads the directives that a file can begin with: `# escape=` changes how lines are continued.
  private mutating func readDirectives() {
    while line < text.lineStarts.count {
      let content = trimmedLine(line)
      guard text.bytes[content].first == ASCII.hash else { return }
      let comment = text.string(in: content.lowerBound + 1..<content.upperBound)
      let parts = comment.split(separator: "=", maxSplits: 1)
      let name = foldingWhitespace((parts.first ?? "").utf8).lowercased()
      guard parts.count == 2, !name.isEmpty, name.utf8.allSatisfy(ASCII.isLetter) else { return }
      if name == "escape", foldingWhitespace(parts[1].utf8) == "`" { escape = ASCII.backtick }
      line += 1
    }
  }

  private mutating func readInstruction() throws(EditingError) -> DockerInstruction {
    let start = trimmedLine(line).lowerBound
    var joined = JoinedText()
    var end = start
    var isFirst = true
    while line < text.lineStarts.count {
      let content = isFirst ? start..<contentRange(line).upperBound : contentRange(line)
      let trimmed = text.trimmingBlanks(content)
      line += 1
      if !isFirst, trimmed.isEmpty || text.bytes[trimmed.lowerBound] == ASCII.hash { continue }
      isFirst = false
      end = content.upperBound
      guard let kept = continued(content) else {
        joined.append(content, of: text)
        break
      }
      joined.append(kept, of: text)
    }
    let length = joined.bytes.firstIndex(where: ASCII.isBlank) ?? joined.bytes.count
    let keyword = String(decoding: joined.bytes[..<length], as: UTF8.self).uppercased()
    guard Self.keywords.contains(keyword) else { throw unknown(keyword, at: start) }
    let arguments = joined.suffix(from: length)
    let heredocEnd = try skipHeredocs(of: keyword, arguments)
    if keyword == "FROM" { stage = stage.map { $0 + 1 } ?? 0 }
    let form: DockerInstruction.Form =
      heredocEnd != nil ? .heredoc : isWordList(arguments) ? .exec : .shell
    return DockerInstruction(
      keyword: keyword, span: start..<(heredocEnd ?? end), form: form, stage: stage,
      arguments: arguments)
  }

  private func unknown(_ keyword: String, at start: Int) -> EditingError {
    let shown = String(keyword.prefix(40))
    let meant = Suggestion.nearest(to: keyword, in: Self.keywords.sorted())
    let hint = meant.map { "; did you mean `\($0)`?" } ?? ""
    return EditingError(
      .malformed, "`\(shown)` is not an instruction of a Dockerfile\(hint)", at: start)
  }

  /// What a line keeps when it is continued in the next one; `nil` when it isn't.
  private func continued(_ content: Range<Int>) -> Range<Int>? {
    let end = text.trimmingBlanks(content).upperBound
    guard end > content.lowerBound, text.bytes[end - 1] == escape else { return nil }
    // Two of them are an escaped escape character, as the builder sees it.
    if end - 2 >= content.lowerBound, text.bytes[end - 2] == escape { return nil }
    return content.lowerBound..<end - 1
  }

  /// Moves behind the here-documents of an instruction, and tells where the last one ends.
  private mutating func skipHeredocs(
    of keyword: String, _ arguments: JoinedText
  ) throws(EditingError) -> Int? {
    guard ["RUN", "COPY", "ADD"].contains(keyword) else { return nil }
    var end: Int?
    for word in arguments.words(escape: escape) {
      guard let marker = HeredocMarker(arguments.bytes[word]) else { continue }
      while true {
        guard line < text.lineStarts.count else {
          throw EditingError(
            .malformed, "the here-document has no end: no line is its delimiter alone",
            at: arguments.offsets[word.lowerBound])
        }
        let content = contentRange(line)
        line += 1
        if marker.ends(text.bytes[content]) {
          end = content.upperBound
          break
        }
      }
    }
    return end
  }

  private func contentRange(_ line: Int) -> Range<Int> {
    let range = text.contentRange(ofLine: line)
    let mark = line == 0 ? text.byteOrderMarkLength : 0
    return range.lowerBound + mark..<range.upperBound
  }

  private func trimmedLine(_ line: Int) -> Range<Int> {
    text.trimmingBlanks(contentRange(line))
  }
}

/// Whether arguments are a JSON list of strings.
private func isWordList(_ arguments: JoinedText) -> Bool {
  let bytes = arguments.bytes
  guard bytes.first == ASCII.openBracket else { return false }
  var index = 1
  var wantsWord = true
  var isEmpty = true
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    if ASCII.isBlank(byte) { continue }
    if byte == ASCII.closeBracket, isEmpty || !wantsWord {
      return bytes[index...].allSatisfy(ASCII.isBlank)
    }
    if !wantsWord {
      guard byte == ASCII.comma else { return false }
      wantsWord = true
      continue
    }
    guard byte == ASCII.doubleQuote else { return false }
    while index < bytes.count, bytes[index] != ASCII.doubleQuote {
      index += bytes[index] == ASCII.backslash ? 2 : 1
    }
    index += 1
    isEmpty = false
    wantsWord = false
  }
  return false
}
