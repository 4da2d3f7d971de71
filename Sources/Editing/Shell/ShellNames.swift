/// The variables that commands may assign, anywhere in them.
struct ShellNames {
  private(set) var names: [String] = []

  mutating func walk(_ list: ShellList) {
    for item in list.items {
      for pipeline in [item.first] + item.rest.map(\.pipeline) {
        for command in pipeline.commands { walk(command) }
      }
    }
  }

  mutating func walk(_ command: ShellCommand) {
    switch command.kind {
    case .simple(let simple):
      names += (simple.assignments + simple.declarations).map(\.name)
      if ["read", "unset", "export"].contains(simple.name) {
        names += simple.words.dropFirst().compactMap(\.text).filter {
          $0.utf8.first.map(ASCII.isNameStart) == true
        }
      }
    case .group(let list), .subshell(let list), .counting(_, let list): walk(list)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        walk(branch.condition)
        walk(branch.body)
      }
      if let otherwise { walk(otherwise) }
    case .loop(_, let condition, let body):
      walk(condition)
      walk(body)
    case .iteration(let variable, _, let body):
      names.append(variable)
      walk(body)
    case .choice(_, let arms): for arm in arms { walk(arm.body) }
    case .function(_, let body): walk(body)
    case .test, .arithmetic: break
    }
  }
}

extension ShellMachine {
  /// The variables that a command may assign; of functions that it calls, too.
  func assigned(in command: ShellCommand) -> [String] {
    var names = ShellNames()
    names.walk(command)
    for body in state.functions.values { names.walk(body) }
    return names.names
  }
}
