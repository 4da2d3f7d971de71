/// A command that a script ends without, as `X || exit 1` and `if ! X; then exit 1; fi` have it.
package struct ShellGuard: Sendable, Hashable {
  /// What the script asks for.
  package enum Demand: Sendable, Hashable {
    /// The command at an offset has to succeed.
    case success(Int)
    /// Something has to be writable: `[ -w /folder ]`.
    case writable(String)
  }

  /// What the script asks for.
  package let demand: Demand
  /// Where its `exit` stands.
  package let exit: Int
}

extension ShellSyntax {
  /// The commands that the script ends without, in order; in functions, too.
  package var guards: [ShellGuard] {
    var search = GuardSearch()
    search.look(at: commands)
    return search.found
  }
}

private struct GuardSearch {
  var found: [ShellGuard] = []

  mutating func look(at list: ShellList) {
    for item in list.items {
      lookAtLinks(of: item)
      for pipeline in [item.first] + item.rest.map(\.pipeline) {
        for command in pipeline.commands { look(at: command) }
      }
    }
  }

  private mutating func look(at command: ShellCommand) {
    switch command.kind {
    case .simple, .test, .arithmetic: break
    case .group(let list), .subshell(let list): look(at: list)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        if let exit = Self.exit(in: branch.body), let last = branch.condition.items.last {
          addFailures(where: last, holds: exit)
        }
        look(at: branch.condition)
        look(at: branch.body)
      }
      if let otherwise { look(at: otherwise) }
    case .loop(_, let condition, let body):
      look(at: condition)
      look(at: body)
    case .iteration(_, _, let body), .counting(_, let body): look(at: body)
    case .choice(_, let arms): for arm in arms { look(at: arm.body) }
    case .function(_, let body): look(at: body)
    }
  }

  /// `A && B || exit 1`, `[ ! -w /folder ] && exit 1`.
  private mutating func lookAtLinks(of item: ShellAndOr) {
    let pipelines = [item.first] + item.rest.map(\.pipeline)
    for (index, link) in item.rest.enumerated() {
      guard let exit = Self.exit(in: link.pipeline) else { continue }
      switch link.operator {
      case .or:
        // What `&&` ties together fails together.
        for number in (0...index).reversed() {
          addDemands(of: pipelines[number], exit)
          if number > 0, item.rest[number - 1].operator == .or { break }
        }
      case .and: addFailures(of: pipelines[index], exit)
      }
    }
  }

  /// The demands of what must not fail.
  private mutating func addDemands(of pipeline: ShellPipeline, _ exit: Int) {
    guard let command = pipeline.commands.last, pipeline.commands.count == 1 else { return }
    if pipeline.isNegated { addFailures(of: command, exit) } else { addDemands(of: command, exit) }
  }

  private mutating func addFailures(of pipeline: ShellPipeline, _ exit: Int) {
    guard let command = pipeline.commands.last, pipeline.commands.count == 1 else { return }
    if pipeline.isNegated { addDemands(of: command, exit) } else { addFailures(of: command, exit) }
  }

  /// The demands of a condition that must not hold.
  private mutating func addFailures(where item: ShellAndOr, holds exit: Int) {
    guard item.rest.allSatisfy({ $0.operator == .or }) else { return }
    for pipeline in [item.first] + item.rest.map(\.pipeline) { addFailures(of: pipeline, exit) }
  }

  private mutating func addDemands(of command: ShellCommand, _ exit: Int) {
    switch command.kind {
    case .simple(let simple):
      let words = Self.test(simple)
      if let words {
        if words.count == 2, words[0] == "-w" { add(.writable(words[1]), exit) }
      } else if !simple.words.isEmpty {
        add(.success(command.span.lowerBound), exit)
      }
    case .test(let condition): addDemands(of: condition, exit)
    default: break
    }
  }

  private mutating func addFailures(of command: ShellCommand, _ exit: Int) {
    switch command.kind {
    case .simple(let simple):
      guard let words = Self.test(simple), words.count == 3, words[0] == "!", words[1] == "-w"
      else { return }
      add(.writable(words[2]), exit)
    case .test(let condition): addFailures(of: condition, exit)
    default: break
    }
  }

  private mutating func addDemands(of condition: ShellCondition, _ exit: Int) {
    switch condition {
    case .all(let conditions): for inner in conditions { addDemands(of: inner, exit) }
    case .not(let inner): addFailures(of: inner, exit)
    case .unary("-w", let word): if let path = word.text { add(.writable(path), exit) }
    case .any, .unary, .binary, .word, .unreadable: break
    }
  }

  private mutating func addFailures(of condition: ShellCondition, _ exit: Int) {
    switch condition {
    case .any(let conditions): for inner in conditions { addFailures(of: inner, exit) }
    case .not(let inner): addDemands(of: inner, exit)
    case .all, .unary, .binary, .word, .unreadable: break
    }
  }

  private mutating func add(_ demand: ShellGuard.Demand, _ exit: Int) {
    // What is made of variables, or counts from somewhere, is nothing to tell.
    if case .writable(let path) = demand, !path.hasPrefix("/") { return }
    found.append(ShellGuard(demand: demand, exit: exit))
  }

  /// The words of `[ … ]` or `test …`; `nil` for another command.
  private static func test(_ command: ShellSimpleCommand) -> [String]? {
    guard let name = command.name, name == "[" || name == "test" else { return nil }
    let words = command.words.dropFirst().map { $0.text ?? "$" }
    return name == "[" ? Array(words.dropLast()) : Array(words)
  }

  /// Where the script ends in a list of commands that end it.
  private static func exit(in list: ShellList) -> Int? {
    for item in list.items where item.rest.isEmpty {
      if let exit = exit(in: item.first) { return exit }
    }
    return nil
  }

  private static func exit(in pipeline: ShellPipeline) -> Int? {
    guard pipeline.commands.count == 1, let command = pipeline.commands.first else { return nil }
    switch command.kind {
    case .simple(let simple): return simple.name == "exit" ? command.span.lowerBound : nil
    case .group(let list), .subshell(let list): return exit(in: list)
    default: return nil
    }
  }
}
