/// What brackets and separators begin and end.
extension SecretScanner {
  struct Bracket {
    let expectation: Expectation
    /// Whether it may hold a function's arguments.
    let isCall: Bool
    /// Whether a command is in it, whose output is a value: `$(…)`.
    let isCapture: Bool
    /// What the statements in it print, of which a program behind it may read: `(echo a; echo b) | passwd`.
    var words: [Range<Int>] = []
  }

  mutating func separate(_ byte: UInt8) {
    // The value of an element in XML: `<password>SECRET`.
    if expectation == .rest, !hasValue, byte == UInt8(ascii: ">"), !style.hasStreams { return }
    if byte == UInt8(ascii: "&"), style.hasStreams { stream = Stream() }
    // A login as some programs write it: `-u bob,SECRET`.
    if expectation == .login, byte == UInt8(ascii: ",") { return }
    // In a header such as `Digest username="…", response="…"` a comma ends nothing, nor between option and value.
    if expectation == .rest || !hasValue, byte == UInt8(ascii: ",") { return awaitArgument() }
    if case .value(isTelling: true, _) = expectation, byte != UInt8(ascii: ",") { return }
    let isComma = byte == UInt8(ascii: ",")
    expectation = .nothing
    hasValue = false
    if !isComma { command = nil }
  }

  /// Of a function's arguments, one with a telling name has its value behind it: `set("password", "…")`.
  private mutating func awaitArgument() {
    guard expectation == .nothing, brackets.last?.isCall == true, let name,
      TellingName.isTelling(name)
    else { return }
    expectation = .value(isTelling: true, runsOn: true)
  }

  // MARK: Brackets

  mutating func open(at index: Int, in range: Range<Int>) {
    // A pattern of `case` may be in brackets.
    if isPattern, bytes[index] == UInt8(ascii: "(") { return }
    let bracket = bytes[index]
    let dollar = index > range.lowerBound ? bytes[index - 1] : 0
    var inner = current
    // An object in a list has names and values of its own.
    if case .value(isTelling: false, _) = inner, bracket == UInt8(ascii: "{") { inner = .nothing }
    if inner == .nothing, let name, TellingName.isTelling(name) {
      inner = .value(isTelling: true, runsOn: true)
    }
    if inner == .nothing, let function = function(before: index) {
      inner = arguments(of: function)
    }
    if inner == .login || inner == .maybePassword || inner == .answer { inner = .nothing }
    // A command's words, of which what it prints is the value.
    let isCapture =
      bracket == UInt8(ascii: "(") && dollar == UInt8(ascii: "$") && style.hasStreams
    if isCapture {
      if case .value(isTelling: false, _) = inner { inner = .nothing }
      command = nil
    }
    brackets.append(
      Bracket(expectation: inner, isCall: bracket == UInt8(ascii: "("), isCapture: isCapture))
    expectation = .nothing
    hasValue = false
    name = nil
  }

  mutating func close(at index: Int, in range: Range<Int>) {
    if isPattern, bytes[index] == UInt8(ascii: ")") { return endPattern() }
    let bracket = brackets.popLast()
    let next = bytes[(index + 1)..<range.upperBound].first { !$0.isBlank }
    if let bracket, next.map({ $0.isOne(of: "|>") }) == true { stream.words += bracket.words }
    (expectation, hasValue) = (.nothing, false)
  }

  /// What a word or string here is, brackets around it considered.
  var current: Expectation {
    guard expectation == .nothing else { return expectation }
    if isPattern, choices.last?.isTelling == true {
      return .value(isTelling: true, runsOn: true)
    }
    return brackets.last?.expectation ?? .nothing
  }

  /// The name of the function that a bracket's arguments are for, directly before it.
  private func function(before index: Int) -> Slice? {
    guard bytes[index] == UInt8(ascii: "("), let name, name.endIndex == index else { return nil }
    return name
  }
}
