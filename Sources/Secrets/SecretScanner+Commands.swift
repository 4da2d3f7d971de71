/// Commands that are given secrets as plain words: `vault login SECRET`, `composer config http-basic.host bob SECRET`.
extension SecretScanner {
  /// What follows a word of a command, when a program takes it as a secret.
  func argument(of word: Slice, behind before: Slice?) -> Expectation? {
    if isAnswering(word) { return .answer }
    let tail = word.split(separator: UInt8(ascii: ":")).last ?? word
    let stores = before.map { store in ["put", "set", "write"].contains { store.isEqual(to: $0) } }
    if stores == true, TellingName.words(of: tail).contains(where: TellingName.isStrong) {
      return .rest
    }
    guard tail.allSatisfy({ $0.isAlphanumeric || $0.isOne(of: "_-.") }) else { return nil }
    let isSecret =
      isTellingWord(tail) || TellingName.isLogin(tail)
      || Self.secretCommands.contains { tail.isEqual(to: $0) }
      || before.map { PasswordProgram.takes($0, behind: word) } == true
    return isSecret ? .rest : nil
  }

  /// Words behind which passwords are, whatever the program.
  private static let secretCommands: [StaticString] = [
    "chpasswd", "htpasswd", "prosodyctl", "adduser", "add_user", "createUser", "requirepass",
    "masterauth", "_auth",
  ]

  // MARK: Settings

  /// Whether the statement sets a program's options: `composer config`, `bundle config`.
  var configures: Bool { configuring != nil && configuring == command?.startIndex }

  /// Reads a word of a command that sets options: names with their values, and logins.
  mutating func setting(_ range: Range<Int>) -> Bool {
    let word = bytes[range]
    if TellingName.isTelling(word), !word.contains(where: { $0.isOne(of: "=:") }) {
      name = word
      expectation = .rest
      return true
    }
    let parts = word.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
      !word.contains(where: { $0.isOne(of: "/@=") }), !plain.isPlain(word)
    else { return false }
    login(range)
    return true
  }

  // MARK: Answers

  /// Whether a word has what follows it typed into another program: expect's `send`, `tmux send-keys`.
  private func isAnswering(_ word: Slice) -> Bool {
    guard style.hasStreams, !isComment else { return false }
    if word.isEqual(to: "send-keys") { return true }
    guard word.isEqual(to: "send") || word.isEqual(to: "exp_send") else { return false }
    let next = bytes[word.endIndex...].first { !$0.isBlank }
    return command?.startIndex == word.startIndex || next.map { $0.isOne(of: "\"-") } == true
  }

  /// Notes whether a text asks for a secret: `*assword:`.
  mutating func asks(_ range: Range<Int>) {
    let text = bytes[range]
    guard style.hasStreams, text.count < 80, text.last.map({ $0.isOne(of: ":*? ") }) == true else {
      return
    }
    let words = TellingName.words(of: text)
    // Patterns leave out the first letter, which may be a capital: `*assword:`.
    isAsked = words.contains {
      TellingName.isStrong($0) || ["assword", "assphrase", "pin"].contains($0)
    }
  }

  /// Whether what is typed is more than a word: a command of its own.
  func isCommand(_ range: Range<Int>) -> Bool {
    bytes[range].trimmed.contains(where: \.isSpace)
  }

  /// Hides what is typed, unless it agrees or leaves.
  mutating func answer(_ range: Range<Int>) {
    var text = bytes[range]
    if text.first == UInt8(ascii: "-") { return }
    while text.count >= 2, text[text.endIndex - 2] == UInt8(ascii: "\\"),
      text.last?.isLetter == true
    {
      text = text.dropLast(2)
    }
    let words: [StaticString] = ["y", "n", "exit", "quit", "logout", "Enter", "C-m", "C-c"]
    if words.contains(where: { text.isEqual(to: $0) }) || PlainValue.isPlainDespiteName(text)
      || !text.contains(where: { $0.isAlphanumeric || $0 >= 0x80 })
    {
      return
    }
    hide(range)
  }

  // MARK: Functions

  /// What a function's arguments are: `login("bob", "SECRET")`.
  func arguments(of function: Slice) -> Expectation {
    if TellingName.isLoggingIn(function) { return .value(isTelling: true, runsOn: true) }
    return TellingName.mayTakeSecret(function)
      ? .value(isTelling: false, runsOn: true) : .nothing
  }
}
