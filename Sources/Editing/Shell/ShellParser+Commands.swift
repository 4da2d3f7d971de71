extension ShellParser {
  /// Reads commands up to what stops them.
  mutating func list(_ stops: Stops) -> ShellList {
    var result = ShellList()
    while true {
      skipLines()
      if byte() == ASCII.semicolon, !isAt(stops) {
        index += 1
        continue
      }
      guard !isAt(stops) else { return result }
      let start = index
      result.items.append(andOr(stops))
      if index == start {
        fail("this is not expected here", at: index)
        index += 1
      }
    }
  }

  private mutating func andOr(_ stops: Stops) -> ShellAndOr {
    let first = pipeline(stops)
    var rest: [ShellAndOr.Link] = []
    while true {
      skipBlanks()
      let offset = index
      switch (byte(), byte(1)) {
      case (ASCII.ampersand, ASCII.ampersand):
        index += 2
        skipLines()
        rest.append(.init(operator: .and, offset: offset, pipeline: pipeline(stops)))
      case (ASCII.pipe, ASCII.pipe):
        index += 2
        skipLines()
        rest.append(.init(operator: .or, offset: offset, pipeline: pipeline(stops)))
      case (ASCII.ampersand, _):
        index += 1
        return ShellAndOr(first: first, rest: rest, isBackground: true)
      default:
        return ShellAndOr(first: first, rest: rest, isBackground: false)
      }
    }
  }

  private mutating func pipeline(_ stops: Stops) -> ShellPipeline {
    var isNegated = false
    while true {
      skipBlanks()
      if take("!") {
        isNegated.toggle()
      } else if !take("time") {
        break
      }
    }
    var commands: [ShellCommand] = []
    while true {
      if let command = command(stops) {
        commands.append(command)
      } else {
        fail("a command is expected", at: min(index, max(end - 1, 0)))
      }
      skipBlanks()
      guard byte() == ASCII.pipe, byte(1) != ASCII.pipe else { break }
      index += byte(1) == ASCII.ampersand ? 2 : 1
      skipLines()
    }
    return ShellPipeline(isNegated: isNegated, commands: commands)
  }

  /// Reads a command; `nil` where there is none.
  mutating func command(_ stops: Stops) -> ShellCommand? {
    skipBlanks()
    guard !isAt(stops) else { return nil }
    let start = index
    let compound: ShellCommand.Kind? = nested(at: start, otherwise: nil) { parser in
      parser.compound(stops.intersection(.closing))
    }
    guard let compound else {
      return index < end ? simpleCommand(stops) : nil
    }
    var redirections: [ShellRedirection] = []
    while true {
      let last = index
      skipBlanks()
      guard let redirection = redirection() else {
        index = last
        return ShellCommand(kind: compound, redirections: redirections, span: start..<last)
      }
      redirections.append(redirection)
    }
  }

  private static let declarations: Set<String> = [
    "export", "local", "declare", "readonly", "typeset",
  ]

  private mutating func simpleCommand(_ stops: Stops) -> ShellCommand? {
    let start = index
    var last = index
    var command = ShellSimpleCommand()
    var redirections: [ShellRedirection] = []
    while true {
      skipBlanks()
      guard let byte = byte(), byte != ASCII.hash else { break }
      if let redirection = redirection() {
        redirections.append(redirection)
      } else if command.words.isEmpty, let assignment = assignment() {
        command.assignments.append(assignment)
      } else if let name = command.words.first?.bareText, Self.declarations.contains(name),
        let assignment = assignment()
      {
        command.declarations.append(assignment)
      } else if byte == ASCII.openParenthesis, command.words.count == 1,
        command.assignments.isEmpty, redirections.isEmpty, let name = command.words[0].bareText,
        let body = functionBody(stops)
      {
        return ShellCommand(
          kind: .function(name: name, body: body), redirections: [], span: start..<index)
      } else if let word = word() {
        command.words.append(word)
      } else {
        break
      }
      last = index
    }
    guard last > start else { return nil }
    return ShellCommand(
      kind: .simple(command), redirections: redirections, span: start..<last)
  }

  /// Reads `() command`; `nil` when that is not what stands there.
  private mutating func functionBody(_ stops: Stops) -> ShellCommand? {
    let start = index
    index += 1
    skipBlanks()
    guard byte() == ASCII.closeParenthesis else {
      index = start
      return nil
    }
    index += 1
    skipLines()
    return nested(at: start, otherwise: nil) { parser in parser.command(stops) }
  }

  /// Reads `NAME=value`, `NAME+=value`, `NAME[i]=value`; `nil` when that is not what stands there.
  private mutating func assignment() -> ShellAssignment? {
    let start = index
    guard let first = byte(), ASCII.isNameStart(first) else { return nil }
    var length = 1
    while let byte = byte(length), ASCII.isNamePart(byte) { length += 1 }
    let name = String(decoding: bytes[index..<index + length], as: UTF8.self)
    if byte(length) == ASCII.openBracket {
      // Bounded: what is no index is a word, and is read as one.
      var inner = length + 1
      while let byte = byte(inner), byte != ASCII.closeBracket, !Self.endsWord(byte), inner < 256 {
        inner += 1
      }
      guard byte(inner) == ASCII.closeBracket else { return nil }
      length = inner + 1
    }
    let isAppending = byte(length) == ASCII.plus
    if isAppending { length += 1 }
    guard byte(length) == ASCII.equals else { return nil }
    index += length + 1
    let valueStart = index
    if byte() == ASCII.openParenthesis {
      let items = nested(at: index, otherwise: []) { parser in parser.arrayItems() }
      return ShellAssignment(
        name: name, isAppending: isAppending,
        value: ShellWord(parts: [], span: valueStart..<index), items: items, offset: start)
    }
    let value = word() ?? ShellWord(parts: [], span: index..<index)
    return ShellAssignment(
      name: name, isAppending: isAppending, value: value, items: nil, offset: start)
  }

  private mutating func arrayItems() -> [ShellWord] {
    let start = index
    index += 1
    var items: [ShellWord] = []
    while true {
      skipLines()
      if byte() == ASCII.closeParenthesis {
        index += 1
        return items
      }
      guard let word = word() else {
        unclosed(start)
        return items
      }
      items.append(word)
    }
  }
}
