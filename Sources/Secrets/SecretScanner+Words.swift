extension SecretScanner {
  /// Reads the word at an offset.
  ///
  /// - Returns: where it ends.
  mutating func word(at start: Int, in range: Range<Int>) -> Int {
    var end = start
    var braces = 0
    while end < range.upperBound {
      let byte = bytes[end]
      if byte.isSpace { if braces == 0 || byte == 0x0A { break } }
      if byte == UInt8(ascii: "{"), end > start, bytes[end - 1] == UInt8(ascii: "$") || braces > 0 {
        braces += 1
      } else if byte == UInt8(ascii: "{"), end == start {
        braces += 1
      } else if byte == UInt8(ascii: "}"), braces > 0 {
        braces -= 1
      } else if braces == 0, byte.isOne(of: "\"'`()[]{};,|<>") {
        break
      } else if braces == 0, byte == UInt8(ascii: "&"),
        !bytes[start..<end].contains(UInt8(ascii: "?"))
      {
        break
      }
      end += 1
    }
    if end == start { return start + 1 }
    read(start..<end)
    return end
  }

  /// Reads a word.
  mutating func read(_ range: Range<Int>) {
    let word = bytes[range]
    if style.hasStreams, choice(range) { return }
    switch current {
    case .rest where !hasValue && isOperator(word):
      assign(by: word)
    case .value(isTelling: true, _), .rest:
      compare(range)
      hideDespite(range)
      hasValue = true
    case .value(isTelling: false, _):
      // In brackets and in the next line, there may be names of their own.
      if expectation == .nothing || isNextLine, assignment(range) { return }
      if word.isEqual(to: "=") || word.isEqual(to: ":") { return assign() }
      compare(range)
      value(range)
      hasValue = true
      name = word
      // What was taken for the value is a directive: `set_header X-Api-Key …` below an empty setting.
      if word.allSatisfy({ $0.isAlphanumeric || $0.isOne(of: "_-.") }), isTellingWord(word) {
        (expectation, hasValue) = (.rest, false)
      }
    case .login:
      login(range)
      hasValue = true
    case .maybePassword:
      value(range)
      hasValue = true
    case .answer:
      answer(range)
    case .nothing:
      free(range)
    }
  }

  /// A word that nothing is expected of.
  private mutating func free(_ range: Range<Int>) {
    let word = bytes[range]
    if style.hasStreams { note(range) }
    notice(word)
    if isOperator(word) { return assign(by: word) }
    operand = range
    if word.first == UInt8(ascii: "-"), word.count > 1 { return option(range) }
    if configures, setting(range) { return }
    if assignment(range) { return }
    if awaitsName {
      name = word
      return assign()
    }
    if let awaited = scheme(word) {
      expectation = awaited
      return
    }
    shapes(range)
    let before = name
    name = word
    if let awaited = argument(of: word, behind: before) { expectation = awaited }
  }

  /// What follows the name of a scheme in a header, and SQL's `IDENTIFIED BY`.
  private func scheme(_ word: Slice) -> Expectation? {
    if word.isEqual(to: "Bearer") || word.isEqual(to: "bearer")
      || word.count == 2 && word.lowercased == "by" && name?.lowercased == "identified"
    {
      return .value(isTelling: true, runsOn: false)
    }
    return word.isEqual(to: "Basic") ? .value(isTelling: false, runsOn: false) : nil
  }

  /// Notes a statement's command: its first word, or a program that is given passwords behind `docker exec` and the like.
  private mutating func notice(_ word: Slice) {
    guard let first = word.first, first.isLetter || first.isDigit || first.isOne(of: "/.") else {
      return
    }
    if word.isEqual(to: "RUN") {
      // A new instruction, also where the one before it goes on by mistake.
      command = nil
    } else if PasswordProgram.named(word)?.takesPasswords == true {
      command = word
    } else if let command, name?.endIndex == command.endIndex,
      word.isEqual(to: "config") || word.isEqual(to: "configure")
    {
      configuring = command.startIndex
    } else if command == nil, first.isLetter || first == UInt8(ascii: "/"), !leadsToCommand(word) {
      command = word
    }
  }

  /// What is assigned with: also a comparison tells a value.
  private func isOperator(_ word: Slice) -> Bool {
    let operators: [StaticString] = [
      "=", ":", "==", "!=", "~=", "===", "!==", ":=", "+=", "?=", "=>", "=~",
    ]
    return operators.contains { word.isEqual(to: $0) }
  }

  /// Whether the word before was one that has a name and its value behind blanks: `ENV` in a Dockerfile, nginx's `set`.
  private var awaitsName: Bool {
    guard let command, let name, command.endIndex == name.endIndex else { return false }
    return name.isEqual(to: "ENV") || name.isEqual(to: "set")
  }

  /// Whether a word tells of a secret without an operator behind it; a single one such as `pass` is too common.
  func isTellingWord(_ word: Slice) -> Bool {
    let words = TellingName.words(of: word)
    return words.contains(where: TellingName.isStrong)
      || words.count > 1 && TellingName.isTelling(word)
  }

  /// Whether a word stands before a command and is none.
  private func leadsToCommand(_ word: Slice) -> Bool {
    let words: [StaticString] = [
      "RUN", "CMD", "CMD-SHELL", "ENTRYPOINT", "ONBUILD", "HEALTHCHECK", "sudo", "exec", "env",
      "if",
      "then", "do", "else", "while", "until", "time", "nohup", "nice", "command", "eval",
    ]
    return words.contains { word.isEqual(to: $0) }
  }

  /// What stands behind an operator is the value of the name before it.
  private mutating func assign(by sign: Slice = []) {
    compared = compares(sign) ? operand : nil
    let isTelling = name.map(TellingName.isTelling) ?? false
    isHarmless = name.map(TellingName.isHarmless) ?? false
    expectation = .value(isTelling: isTelling, runsOn: true)
    (hasValue, isNextLine) = (false, false)
    name = nil
  }

  // MARK: Assignments

  /// Reads `name=value`, `--name=value`, `name:` and `name:value`, where the word is one of them.
  mutating func assignment(_ range: Range<Int>) -> Bool {
    let word = bytes[range]
    guard let sign = word.firstIndex(where: { $0.isOne(of: "=:") }) else { return false }
    if word[sign...].hasPrefix("://") { return false }
    if sign == word.startIndex {
      // `"name":value`, with the name in quotes before it.
      guard let name, word.count > 1, sign > 0, bytes[sign - 1].isOne(of: "\"'") else {
        return false
      }
      give(name, word[(sign + 1)...])
      return true
    }
    var before = word[..<sign]
    if let last = before.last, last.isOne(of: "+?!:") { before = before.dropLast() }
    let bare = before.drop { $0.isOne(of: "-@/!") }
    guard !bare.isEmpty,
      bare.allSatisfy({ $0.isAlphanumeric || $0.isOne(of: "_-.$/@%+*") || $0 >= 0x80 }),
      bare.first != UInt8(ascii: "$") || word[sign] == UInt8(ascii: "=")
        || sign == word.endIndex - 1
    else { return false }
    let after = word[(sign + 1)...].drop { $0 == UInt8(ascii: "=") }
    // What base64 ends with.
    if after.isEmpty, word[sign] == UInt8(ascii: "="),
      expectation != .nothing || Chance.isLikely(bare)
    {
      return false
    }
    if word[sign] == UInt8(ascii: ":"), !after.isEmpty {
      // An image's tag, a port or a mount; a name and a password only when the name says so.
      guard TellingName.isTelling(bare) else { return innerAssignment(word[(sign + 1)...]) }
    }
    // A sentence in a comment has a colon as well.
    if isComment, word[sign] == UInt8(ascii: ":"), command != nil,
      command?.startIndex != range.lowerBound,
      !TellingName.isTelling(bare)
    {
      return false
    }
    give(bare, after)
    return true
  }

  /// Reads `_authToken=value` behind the address and the colon that npm has before it.
  private mutating func innerAssignment(_ rest: Slice) -> Bool {
    guard let sign = rest.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let name = rest[..<sign].split { $0.isOne(of: ":/") }.last ?? []
    guard TellingName.isTelling(name) else { return false }
    give(name, rest[(sign + 1)...])
    return true
  }

  private mutating func give(_ name: Slice, _ value: Slice) {
    let isTelling = TellingName.isTelling(name)
    let isColon = bytes[value.startIndex - 1] == UInt8(ascii: ":")
    self.name = name
    isHarmless = TellingName.isHarmless(name)
    expectation = .value(isTelling: isTelling, runsOn: style.runsOn || isColon)
    (hasValue, isNextLine) = (false, false)
    guard !value.isEmpty else { return }
    if isTelling {
      hideDespite(value.indices, isAttached: true)
    } else {
      self.value(value.indices)
    }
    hasValue = true
  }

  /// Hides what a name is given.
  mutating func give(_ name: Slice, _ range: Range<Int>) {
    if PlainValue.beginsWithDollar(bytes[range]) {
      hide(range)
    } else if TellingName.isTelling(name) {
      if !PlainValue.isPlainDespiteName(bytes[range]) { hide(range) }
    } else {
      isHarmless = TellingName.isHarmless(name)
      value(range)
      isHarmless = false
    }
  }

  /// Hides the value of a name that tells nothing, unless its shape is plain.
  mutating func value(_ range: Range<Int>) {
    let value = bytes[range]
    guard style.hidesAssigned else { return shapes(range) }
    if isHarmless ? plain.isWords(value) : plain.isPlain(value),
      SecretShape.ranges(in: value).isEmpty
    {
      return
    }
    if value.firstIndex(of: "://") != nil, !value.contains(where: \.isSpace) {
      return address(range)
    }
    hide(range)
  }

  /// Hides a word behind a telling name, unless it says itself that it is none.
  mutating func hideDespite(_ range: Range<Int>, isAttached: Bool = false) {
    let word = bytes[range]
    let isScheme = ["Bearer", "Basic", "Digest", "Token"].contains { word.isEqual(to: $0) }
    let isOption =
      !isAttached && word.first == UInt8(ascii: "-")
      && !word.contains { $0.isDigit || $0.isUpper || $0 == UInt8(ascii: "=") }
    if isScheme || isOption || word.allSatisfy({ !$0.isAlphanumeric && $0 < 0x80 })
      || PlainValue.isPlainDespiteName(word)
    {
      return
    }
    hide(range)
  }

  // MARK: Shapes

  /// Hides what is known by its shape in a word that is not a value.
  mutating func shapes(_ range: Range<Int>) {
    let word = bytes[range]
    let found = SecretShape.ranges(in: word)
    if !found.isEmpty {
      for range in found { hide(range) }
    } else if word.firstIndex(of: "://") != nil {
      address(range)
    } else if !plain.vocabulary.contains(word) {
      if let login = SecretShape.bareLogin(in: word) { return hide(login) }
      if let text = PlainValue.textOfReference(in: word), !plain.isPlain(text) {
        return hide(text.indices)
      }
      for part in word.split(whereSeparator: { $0.isOne(of: ":/@=") }) {
        let isDigest = part.count == 64 && word[..<part.startIndex].suffix(7).isEqual(to: "sha256:")
        if Chance.isLikely(part), !isDigest { hide(part.indices) }
      }
    }
  }

  /// Hides a login, and the parts of an address that may be secret.
  private mutating func address(_ range: Range<Int>) {
    let word = bytes[range]
    let found = SecretShape.ranges(in: word)
    for range in found { hide(range) }
    guard let mark = word.firstIndex(of: "://") else { return }
    if !word[..<mark].allSatisfy({ $0.isAlphanumeric || $0.isOne(of: "+-.=") }) {
      hide(word.startIndex..<mark)
    }
    let start = found.last { $0.upperBound < word.endIndex }?.upperBound ?? mark + 3
    let rest = word[min(max(start, mark + 3), word.endIndex)...]
    let query = rest.firstIndex { $0.isOne(of: "?#") } ?? word.endIndex
    for part in rest[..<query].split(whereSeparator: { $0.isOne(of: "/:.@") })
    where Chance.isLikely(part) {
      hide(part.indices)
    }
    for pair in word[query...].split(whereSeparator: { $0.isOne(of: "?&#;") }) {
      let sign = pair.firstIndex(of: UInt8(ascii: "="))
      let value = sign.map { pair[($0 + 1)...] } ?? pair
      let isTelling = sign.map { TellingName.isTelling(pair[..<$0]) } ?? false
      if isTelling ? !PlainValue.isPlainDespiteName(value) : !plain.isPlain(value) {
        hide(value.indices)
      }
    }
  }
}
