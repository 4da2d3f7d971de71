/// Follows a script's commands, to see under which conditions each of them runs.
struct ShellOutline {
  /// A compound command that the reader is inside of.
  struct Frame {
    enum Kind { case condition, branch, loop, choice, group }
    var kind: Kind
    /// What holds when the commands inside run.
    var test = ShellTest.always
    /// What was tested for the branches before and did not hold.
    var earlier = ShellTest.always
    /// The list that the compound command is a part of.
    var list = List()
  }

  /// A list of commands with `&&` and `||` between them.
  struct List {
    /// What its commands so far come to; `nil` at its start.
    var result: ShellTest?
    var sign: String?

    /// What holds when the next command runs.
    var guarding: ShellTest {
      switch sign {
      case "&&": result ?? .always
      case "||": .not(result ?? .unknown)
      default: .always
      }
    }

    mutating func add(_ test: ShellTest) {
      switch (result, sign) {
      case (let before?, "&&"): result = before.and(test)
      case (let before?, "||"): result = .any([before, test])
      default: result = test
      }
      sign = nil
    }
  }

  private static let maximumDepth = 64
  private static let loops: Set<String> = ["while", "until", "for", "select"]

  private(set) var refusals: [ShellRefusal] = []
  private(set) var defaults: [ShellDefault] = []
  private var frames: [Frame] = []
  private var list = List()
  private var command: [ShellToken] = []
  var variables = ShellVariables()

  mutating func read(_ tokens: [ShellToken]) {
    for (index, token) in tokens.enumerated() {
      if command.first?.text == "[[" || isBehindNegation, command.last?.text != "]]" {
        if token.text != "\n" { command.append(token) }
      } else if token.isWord {
        if !command.isEmpty || !take(reserved: token) { command.append(token) }
      } else {
        let isCall = token.text == "(" && index + 1 < tokens.count && tokens[index + 1].text == ")"
        take(sign: token, isFunction: isCall)
      }
    }
    endList()
  }

  /// Whether the command is `! [[ …`.
  private var isBehindNegation: Bool {
    command.count > 1 && command[0].text == "!" && command[1].text == "[["
  }

  private mutating func take(sign token: ShellToken, isFunction: Bool) {
    switch token.text {
    case "&&", "||":
      endCommand()
      list.sign = token.text
    case "\n" where command.isEmpty && list.sign != nil:
      break
    case "(":
      let isFree = command.isEmpty
      command = []
      push(Frame(kind: .group, test: isFree && !isFunction ? list.guarding : .unknown))
    case ")":
      guard frames.last?.kind != .choice else {
        command = []
        break
      }
      endList()
      pop(.group)
    case "|", "&":
      // What a pipeline or a command in the background comes to, only a run can tell.
      endCommand()
      list.result = .unknown
      if token.text == "&" { endList() }
    default:
      endList()
    }
  }

  /// Takes a word at the place of a command; false when it is none of the shell's own.
  private mutating func take(reserved token: ShellToken) -> Bool {
    switch token.text {
    case "if":
      push(Frame(kind: .condition, test: list.guarding))
    case "then":
      endList()
      guard !frames.isEmpty else { break }
      frames[frames.count - 1].kind = .branch
    case "elif", "else":
      endList()
      guard let frame = frames.last, frame.kind == .branch else { break }
      frames[frames.count - 1].test = frame.earlier
      if token.text == "elif" { frames[frames.count - 1].kind = .condition }
    case "fi":
      endList()
      pop(.branch)
    case let word where Self.loops.contains(word):
      push(Frame(kind: .loop, test: .unknown))
    case "do": endList()
    case "done":
      endList()
      pop(.loop)
    case "case": push(Frame(kind: .choice, test: .unknown))
    case "esac":
      endList()
      pop(.choice)
    case "{": push(Frame(kind: .group, test: isFunctionBody ? .unknown : list.guarding))
    case "}":
      endList()
      pop(.group)
    default: return false
    }
    return true
  }

  /// Whether `name()` stands before: its commands run when it is called.
  private var isFunctionBody: Bool { list.result == .unknown && list.sign == nil }

  private mutating func push(_ frame: Frame) {
    guard frames.count < Self.maximumDepth else { return }
    var frame = frame
    frame.list = list
    frames.append(frame)
    list = List()
  }

  private mutating func pop(_ kind: Frame.Kind) {
    guard let frame = frames.last, frame.kind == kind else { return }
    frames.removeLast()
    list = frame.list
    list.add(.unknown)
  }

  private mutating func endList() {
    endCommand()
    if let result = list.result, let frame = frames.last, frame.kind == .condition {
      frames[frames.count - 1].earlier = frame.test.and(.not(result))
      frames[frames.count - 1].test = frame.test.and(result)
    }
    list = List()
  }

  private mutating func endCommand() {
    guard !command.isEmpty else { return }
    let words = command
    command = []
    carryOut(words)
    list.add(result(of: words))
  }

  /// What a command comes to, when it is a test.
  private func result(of words: [ShellToken]) -> ShellTest {
    switch (words.first?.text, words.last?.text) {
    case ("!", _): return .not(result(of: Array(words.dropFirst())))
    case ("[[", "]]"), ("[", "]"):
      var parser = ShellTestParser(Array(words.dropFirst().dropLast()), operand: variables.operand)
      return parser.parse()
    case ("test", _):
      var parser = ShellTestParser(Array(words.dropFirst()), operand: variables.operand)
      return parser.parse()
    case ("true", _), (":", _): return .always
    default: return .unknown
    }
  }

  private mutating func carryOut(_ words: [ShellToken]) {
    let tests = (frames.map(\.test) + [list.guarding]).filter { $0 != .always }
    if words[0].text == "exit", words.count == 2, let status = Int(words[1].text), status != 0,
      let test = tests.last
    {
      refuse(test, when: tests.dropLast(), at: words[0].offset)
    }
    for word in words {
      if let name = ShellVariables.demanded(by: word.text) {
        refuse(.isEmpty(variables.operand("$" + name)), when: tests[...], at: word.offset)
      }
    }
    let test = tests.reduce(ShellTest.always) { $0.and($1) }
    for (name, value, offset) in ShellVariables.assignments(in: words) {
      let source = variables.assign(name, value, when: test)
      guard let text = source.text else { continue }
      defaults.append(ShellDefault(name: name, text: text, source: source.name, offset: offset))
    }
  }

  private mutating func refuse(
    _ test: ShellTest, when conditions: ArraySlice<ShellTest>, at offset: Int
  ) {
    guard !test.names.isEmpty else { return }
    let condition = conditions.reduce(ShellTest.always) { $0.and($1) }
    refusals.append(ShellRefusal(test: test, condition: condition, offset: offset))
  }
}
