/// Commands that have others in them.
extension ShellParser {
  /// Reads such a command; `nil` when none begins at the index.
  ///
  /// - Parameter outer: what ends the commands around it.
  mutating func compound(_ outer: Stops) -> ShellCommand.Kind? {
    if byte() == ASCII.openParenthesis {
      if byte(1) == ASCII.openParenthesis, let parts = arithmetic(opening: 2) {
        return .arithmetic(parts)
      }
      return .subshell(parentheses(opening: 1))
    }
    let start = index
    switch reservedWord {
    case "{":
      index += 1
      return .group(block(outer, from: start, until: .brace, "}"))
    case "[[":
      index += 2
      return .test(condition(from: start))
    case "if":
      index += 2
      return conditional(outer, from: start)
    case "while", "until":
      let isUntil = take("until")
      if !isUntil { index += 5 }
      let condition = list(outer.union(.do))
      return .loop(isUntil: isUntil, condition: condition, body: loopBody(outer, from: start))
    case "for", "select":
      index += byte() == UInt8(ascii: "f") ? 3 : 6
      return iteration(outer, from: start)
    case "case":
      index += 4
      return choice(outer, from: start)
    case "function":
      return function(outer)
    default:
      return nil
    }
  }

  /// Reads the commands between parentheses; those around them do not end them.
  mutating func parentheses(opening: Int) -> ShellList {
    let start = index
    index += opening
    let waiting = pending
    pending = []
    let commands = list(.parenthesis)
    pending = waiting + pending
    if byte() == ASCII.closeParenthesis { index += 1 } else { unclosed(start) }
    return commands
  }

  private mutating func block(
    _ outer: Stops, from start: Int, until stop: Stops, _ word: String
  ) -> ShellList {
    let commands = list(outer.union(stop))
    if !take(word) { unclosed(start) }
    return commands
  }

  private mutating func conditional(_ outer: Stops, from start: Int) -> ShellCommand.Kind {
    var branches: [ShellCommand.Branch] = []
    var otherwise: ShellList?
    while true {
      let condition = list(outer.union([.then, .otherwise, .fi]))
      guard take("then") else {
        branches.append(.init(condition: condition, body: ShellList()))
        unclosed(start)
        break
      }
      branches.append(.init(condition: condition, body: list(outer.union([.otherwise, .fi]))))
      if take("elif") { continue }
      if take("else") { otherwise = list(outer.union(.fi)) }
      break
    }
    if !take("fi") { unclosed(start) }
    return .conditional(branches, otherwise: otherwise)
  }

  private mutating func loopBody(_ outer: Stops, from start: Int) -> ShellList {
    skipLines()
    if byte() == ASCII.semicolon { index += 1 }
    skipLines()
    if take("{") { return block(outer, from: start, until: .brace, "}") }
    guard take("do") else {
      unclosed(start)
      return ShellList()
    }
    return block(outer, from: start, until: .done, "done")
  }

  private mutating func iteration(_ outer: Stops, from start: Int) -> ShellCommand.Kind {
    skipBlanks()
    if byte() == ASCII.openParenthesis, byte(1) == ASCII.openParenthesis,
      let parts = arithmetic(opening: 2)
    {
      return .counting(parts, body: loopBody(outer, from: start))
    }
    let name = word()?.bareText ?? ""
    skipLines()
    var words: [ShellWord]?
    if take("in") {
      var found: [ShellWord] = []
      while true {
        skipBlanks()
        guard byte() != ASCII.hash, let word = word() else { break }
        found.append(word)
      }
      words = found
    }
    return .iteration(variable: name, words: words, body: loopBody(outer, from: start))
  }

  private mutating func choice(_ outer: Stops, from start: Int) -> ShellCommand.Kind {
    skipBlanks()
    let subject = word() ?? ShellWord(parts: [], span: index..<index)
    skipLines()
    var arms: [ShellCommand.Arm] = []
    guard take("in") else {
      unclosed(start)
      return .choice(subject, arms)
    }
    while true {
      skipLines()
      if take("esac") { return .choice(subject, arms) }
      guard let arm = arm(outer) else {
        unclosed(start)
        return .choice(subject, arms)
      }
      arms.append(arm)
    }
  }

  private mutating func arm(_ outer: Stops) -> ShellCommand.Arm? {
    if byte() == ASCII.openParenthesis { index += 1 }
    var patterns: [ShellWord] = []
    while true {
      skipBlanks()
      guard let pattern = word() else { return nil }
      patterns.append(pattern)
      skipBlanks()
      guard byte() == ASCII.pipe else { break }
      index += 1
    }
    guard byte() == ASCII.closeParenthesis else { return nil }
    index += 1
    let body = list(outer.union([.esac, .doubleSemicolon]))
    guard byte() == ASCII.semicolon else {
      return ShellCommand.Arm(patterns: patterns, body: body, goesOn: false)
    }
    index += 2
    let goesOn = bytes[index - 1] == ASCII.ampersand || byte() == ASCII.ampersand
    if byte() == ASCII.ampersand { index += 1 }
    return ShellCommand.Arm(patterns: patterns, body: body, goesOn: goesOn)
  }

  private mutating func function(_ outer: Stops) -> ShellCommand.Kind? {
    let start = index
    index += "function".utf8.count
    skipBlanks()
    guard let name = word()?.bareText else {
      index = start
      return nil
    }
    skipBlanks()
    if byte() == ASCII.openParenthesis, byte(1) == ASCII.closeParenthesis { index += 2 }
    skipLines()
    guard let body = command(outer) else {
      index = start
      return nil
    }
    return .function(name: name, body: body)
  }
}
