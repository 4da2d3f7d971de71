/// Follows a script's commands, to see under which conditions each of them runs.
struct ShellOutline {
  private let text: SourceText
  private(set) var refusals: [ShellRefusal] = []
  private(set) var defaults: [ShellDefault] = []
  private var variables = ShellVariables()

  init(_ text: SourceText) {
    self.text = text
  }

  /// Goes through commands.
  ///
  /// - Parameter conditions: what holds when they run, from outside in.
  /// - Returns: what the last of them comes to.
  @discardableResult
  mutating func read(_ list: ShellList, when conditions: [ShellTest] = []) -> ShellTest {
    var result = ShellTest.always
    for item in list.items { result = read(item, when: conditions) }
    return result
  }

  private mutating func read(_ item: ShellAndOr, when conditions: [ShellTest]) -> ShellTest {
    var result = read(item.first, when: conditions)
    for link in item.rest {
      let guarding = link.operator == .and ? result : .not(result)
      let next = read(link.pipeline, when: Self.both(conditions, guarding))
      result = link.operator == .and ? result.and(next) : result.or(next)
    }
    return item.isBackground ? .unknown : result
  }

  private mutating func read(
    _ pipeline: ShellPipeline, when conditions: [ShellTest]
  ) -> ShellTest {
    guard pipeline.commands.count == 1 else {
      // What a pipeline comes to, only a run can tell; and each of its commands ends a process of its own.
      for command in pipeline.commands { read(command, when: conditions + [.unknown]) }
      return .unknown
    }
    let result = read(pipeline.commands[0], when: conditions)
    return pipeline.isNegated ? .not(result) : result
  }

  @discardableResult
  private mutating func read(_ command: ShellCommand, when conditions: [ShellTest]) -> ShellTest {
    switch command.kind {
    case .simple(let simple):
      carryOut(simple, when: conditions, at: command.span.lowerBound)
      return result(of: simple)
    case .test(let condition):
      return ShellTest(condition, operand: variables.operand)
    case .group(let list), .subshell(let list):
      read(list, when: conditions)
    case .conditional(let branches, let otherwise):
      var earlier = ShellTest.always
      for branch in branches {
        let test = read(branch.condition, when: Self.both(conditions, earlier))
        read(branch.body, when: Self.both(conditions, earlier.and(test)))
        earlier = earlier.and(.not(test))
      }
      if let otherwise { read(otherwise, when: Self.both(conditions, earlier)) }
    case .loop(_, let condition, let body):
      read(condition, when: conditions + [.unknown])
      read(body, when: conditions + [.unknown])
    case .iteration(_, _, let body), .counting(_, let body):
      read(body, when: conditions + [.unknown])
    case .choice(_, let arms):
      for arm in arms { read(arm.body, when: conditions + [.unknown]) }
    case .function(_, let body):
      read(body, when: conditions + [.unknown])
    case .arithmetic: break
    }
    return .unknown
  }

  private static func both(_ conditions: [ShellTest], _ test: ShellTest) -> [ShellTest] {
    test == .always ? conditions : conditions + [test]
  }

  /// What a command comes to, when it is a test.
  private func result(of command: ShellSimpleCommand) -> ShellTest {
    switch (command.name, command.words.last?.text) {
    case ("[", "]"):
      return ShellTest(
        testing: command.words.dropFirst().dropLast(), operand: variables.operand)
    case ("test", _):
      return ShellTest(testing: command.words.dropFirst(), operand: variables.operand)
    case ("true", _), (":", _): return .always
    default: return .unknown
    }
  }

  private mutating func carryOut(
    _ command: ShellSimpleCommand, when tests: [ShellTest], at offset: Int
  ) {
    if command.name == "exit", command.words.count == 2,
      let status = command.words[1].text.flatMap({ Int($0) }), status != 0, let test = tests.last
    {
      refuse(test, when: tests.dropLast(), at: offset)
    }
    for word in command.words {
      if let parameter = word.parameter, parameter.isVariable, parameter.isClosed,
        case .demand = parameter.operator
      {
        refuse(
          .isEmpty(variables.value(of: parameter.name)), when: tests[...], at: word.span.lowerBound)
      }
    }
    let lasting = command.words.isEmpty ? command.assignments : command.declarations
    guard !lasting.isEmpty else { return }
    let test = tests.reduce(ShellTest.always) { $0.and($1) }
    for assignment in lasting {
      let written = text.string(in: assignment.value.span)
      let source = variables.assign(assignment, written, when: test)
      guard let text = source.text else { continue }
      defaults.append(
        ShellDefault(
          name: assignment.name, text: text, source: source.name, offset: assignment.offset))
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
