extension SecretScanner {
  /// Reads an option.
  mutating func option(_ range: Range<Int>) {
    let word = bytes[range]
    if option(ofKnownProgram: range) { return }
    let isLong = word.hasPrefix("--")
    let name = word.drop { $0 == UInt8(ascii: "-") }
    // `-pa+B=`, and not `-Dname=value`.
    let isAttached = !isLong && program == nil && word.dropFirst().first == UInt8(ascii: "p")
    if isAttached, !name.prefix(while: { $0 != UInt8(ascii: "=") }).allSatisfy({ $0.isLower }) {
      return attached(range.lowerBound + 2..<range.upperBound)
    }
    if assignment(range) { return }
    if isLong || name.count > 3 || isShortForPassword(name), TellingName.isTelling(name),
      !isSwitch(name)
    {
      expectation = .value(isTelling: true, runsOn: false)
    } else if isOption(word, "uU") || ["user", "proxy-user"].contains(name.lowercased) {
      expectation = .login
    } else if !isLong, program == nil, isOption(word, "paw") {
      expectation = .maybePassword
    } else if !isLong, word.hasPrefix("-u"), word.contains(UInt8(ascii: ":")) {
      login(range.lowerBound + 2..<range.upperBound)
    } else if !isLong, program == nil,
      word.hasPrefix("-p") || word.hasPrefix("-a")
        || word.hasPrefix("-w")
    {
      attached(range.lowerBound + 2..<range.upperBound)
    } else {
      shapes(range)
    }
  }

  /// The program of the statement, when its options are known.
  private var program: PasswordProgram? { command.flatMap(PasswordProgram.named) }

  /// Reads an option of a program whose options are known.
  mutating func option(ofKnownProgram range: Range<Int>) -> Bool {
    let word = bytes[range]
    guard word.first == UInt8(ascii: "-"), let program, program.takesPasswords, word.count >= 2,
      !word.hasPrefix("--")
    else {
      return false
    }
    let letter = word[word.startIndex + 1]
    let value = range.lowerBound + 2..<range.upperBound
    if !value.isEmpty, program.attaches {
      if program.isPassword(letter) {
        if !PlainValue.isReference(bytes[value]) { hide(value) }
        return true
      }
      if program.isLogin(letter) {
        login(value)
        return true
      }
    }
    // Options without arguments may stand before it in the same word: `curl -sSu`.
    guard let last = word.last,
      value.isEmpty || (word.count <= 6 && word.dropFirst().allSatisfy(\.isLetter)),
      program.attaches || value.isEmpty
    else { return false }
    hasValue = false
    if program.isPassword(last) {
      expectation = .value(isTelling: true, runsOn: false)
    } else if program.isLogin(last) {
      expectation = .login
    } else {
      return false
    }
    return true
  }

  /// Reads what follows `-p` without a blank, of a program of which nothing is known.
  private mutating func attached(_ value: Range<Int>) {
    let rest = bytes[value]
    if !isFlags(rest), !plain.isPlain(rest) { hide(value) }
  }

  /// Whether letters are further options in the same word, as in `-pthn`.
  private func isFlags(_ letters: Slice) -> Bool {
    letters.count <= 4 && letters.allSatisfy(\.isLower)
      || letters.count <= 2 && letters.allSatisfy(\.isLetter)
  }

  /// Whether a word is one of some options with a letter each.
  private func isOption(_ word: Slice, _ letters: StaticString) -> Bool {
    word.count == 2 && word[word.startIndex + 1].isOne(of: letters)
  }

  private func isShortForPassword(_ name: Slice) -> Bool {
    name.isEqual(to: "pw") || name.isEqual(to: "pwd")
  }

  /// Options that read a password from elsewhere: `--password-stdin`.
  func isSwitch(_ name: Slice) -> Bool {
    ["stdin", "file", "prompt", "fd"].contains { TellingName.words(of: name).last == $0 }
  }

  /// Hides the password of `user:password`, or a name alone that is none; Samba's logins have a `%`, others a comma.
  mutating func login(_ range: Range<Int>) {
    let login = bytes[range]
    // The second string of `"bob":"SECRET"`.
    if hasValue {
      if !PlainValue.isReference(login), login.contains(where: \.isAlphanumeric) { hide(range) }
      return
    }
    guard let sign = login.firstIndex(where: { $0.isOne(of: ":%,") }) else { return shapes(range) }
    let secret = login[(sign + 1)...]
    if PlainValue.isReference(secret) || secret.isEmpty { return }
    // Ids of a user and a group.
    if program?.takesPasswords != true, login[..<sign].allSatisfy(\.isDigit),
      secret.allSatisfy(\.isDigit)
    {
      return
    }
    hide(secret.indices)
  }
}
