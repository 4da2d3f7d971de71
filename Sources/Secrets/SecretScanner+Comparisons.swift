/// What a secret is compared with: `case $PASSWORD in SECRET)`, `[ SECRET = "$PASSWORD" ]`.
extension SecretScanner {
  /// A `case` of a shell's.
  struct Choice {
    /// Whether what it looks at is a secret.
    let isTelling: Bool
    /// Where its `in` stands.
    let start: Int
    /// How many brackets it is in.
    let brackets: Int
    /// Whether patterns are read, not the commands behind one.
    var isPattern = false
  }

  /// Whether a pattern of a `case` is read.
  var isPattern: Bool {
    guard let choice = choices.last else { return false }
    return choice.isPattern && brackets.count <= choice.brackets
  }

  /// Reads the words that a `case` is made of.
  mutating func choice(_ range: Range<Int>) -> Bool {
    let word = bytes[range]
    guard !isComment else { return false }
    if word.isEqual(to: "case"), expectation == .nothing {
      if let choice = choice(behind: range.upperBound) { choices.append(choice) }
      return false
    }
    guard let choice = choices.last else { return false }
    if range.lowerBound == choice.start {
      choices[choices.count - 1].isPattern = true
    } else if isPattern, !isClosed(behind: range.upperBound) {
      choices.removeLast()
    } else {
      return false
    }
    endStatement()
    return true
  }

  /// Whether a word is a pattern, or a part of one: its end is in the line, and the word at the end of a `case` has none.
  private func isClosed(behind index: Int) -> Bool {
    bytes[index...].prefix(400).first { $0.isOne(of: ")|;&\n") }.map { $0.isOne(of: ")|") } == true
  }

  /// The `case` whose word is in the rest of a line.
  private func choice(behind index: Int) -> Choice? {
    let line = bytes[index...].prefix(400).prefix { $0 != 0x0A }
    var rest = line
    while let start = rest.firstIndex(of: "in") {
      rest = rest[(start + 2)...]
      guard bytes[start - 1].isSpace, rest.first?.isSpace != false, start > index + 1 else {
        continue
      }
      return Choice(
        isTelling: mentionsSecret(line[..<start]), start: start, brackets: brackets.count)
    }
    return nil
  }

  /// The bracket behind a pattern.
  mutating func endPattern() {
    choices[choices.count - 1].isPattern = false
    endStatement()
  }

  /// What follows `;;` is the next pattern.
  mutating func endChoice(at index: Int, in range: Range<Int>) {
    guard let choice = choices.last, brackets.count <= choice.brackets else { return }
    let isSecond = index > range.lowerBound && bytes[index - 1] == UInt8(ascii: ";")
    let goesOn = index + 1 < range.upperBound && bytes[index + 1] == UInt8(ascii: "&")
    if isSecond || goesOn { choices[choices.count - 1].isPattern = true }
  }

  // MARK: Operators

  /// Whether an operator compares; in a shell also `=`, with blanks around it.
  func compares(_ word: Slice) -> Bool {
    let operators: [StaticString] = ["==", "!=", "~=", "===", "!==", "=~"]
    return operators.contains { word.isEqual(to: $0) }
      || style.hasStreams && word.isEqual(to: "=")
  }

  /// Hides what is compared with a secret that follows, and what is searched for in one.
  mutating func compare(_ range: Range<Int>) {
    if let compared, mentionsSecret(bytes[range]) { hideDespite(compared) }
    compared = nil
    if stream.isText, mentionsSecret(bytes[range]) {
      for pattern in stream.patterns { hideDespite(pattern) }
    }
    stream.isText = false
  }

  /// Whether a text has the value of a variable in it whose name tells of a secret, or is such a name.
  func mentionsSecret(_ text: Slice) -> Bool {
    let name = text.prefix { $0.isAlphanumeric || $0.isOne(of: "_.") }
    if name.endIndex == text.endIndex { return TellingName.isTelling(name) }
    var rest = text
    while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
      rest = rest[(dollar + 1)...].drop { $0.isOne(of: "{!#") }
      let name = rest.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
      if TellingName.isTelling(name) { return true }
    }
    return false
  }
}
