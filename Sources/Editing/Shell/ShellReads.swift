/// Goes through a script in the order in which it runs, to see which variables it reads before it has set them itself.
struct ShellReads {
  private let heredocs: [ShellHeredoc]
  private let text: SourceText
  private(set) var reads: [ShellRead] = []
  /// How often each variable is assigned by what was gone through.
  private var assigned: [String: Int] = [:]
  /// The names that were assigned, in order, to be forgotten where a process ends.
  private var assignments: [String] = []

  init(_ syntax: ShellSyntax, _ text: SourceText) {
    heredocs = syntax.heredocs
    self.text = text
  }

  mutating func walk(_ list: ShellList) {
    for item in list.items {
      walk(item.first)
      for link in item.rest { walk(link.pipeline) }
    }
  }

  private mutating func walk(_ pipeline: ShellPipeline) {
    // Each command of several is a process of its own.
    if pipeline.commands.count > 1 {
      for command in pipeline.commands { apart { $0.walk(command) } }
    } else if let command = pipeline.commands.first {
      walk(command)
    }
  }

  private mutating func apart(_ body: (inout ShellReads) -> Void) {
    let before = assignments.count
    body(&self)
    for name in assignments[before...] { assigned[name, default: 1] -= 1 }
    assignments.removeSubrange(before...)
  }

  private mutating func assign(_ name: String) {
    guard name.utf8.first.map(ASCII.isNameStart) == true, name.utf8.allSatisfy(ASCII.isNamePart)
    else { return }
    assigned[name, default: 0] += 1
    assignments.append(name)
  }

  private mutating func walk(_ command: ShellCommand) {
    for redirection in command.redirections {
      if let target = redirection.target { walk(target) }
      if let number = redirection.heredoc { walk(heredocs[number].parts) }
    }
    switch command.kind {
    case .simple(let simple): walk(simple)
    case .test(let condition): walk(condition)
    case .arithmetic(let parts): walk(parts)
    case .group(let list): walk(list)
    case .subshell(let list): apart { $0.walk(list) }
    case .conditional(let branches, let otherwise):
      for branch in branches {
        walk(branch.condition)
        walk(branch.body)
      }
      if let otherwise { walk(otherwise) }
    case .loop(_, let condition, let body):
      walk(condition)
      walk(body)
    case .iteration(let variable, let words, let body):
      for word in words ?? [] { walk(word) }
      assign(variable)
      walk(body)
    case .counting(let parts, let body):
      walk(parts)
      walk(body)
    case .choice(let word, let arms):
      walk(word)
      for arm in arms {
        for pattern in arm.patterns { walk(pattern) }
        walk(arm.body)
      }
    case .function(_, let body): walk(body)
    }
  }

  private mutating func walk(_ command: ShellSimpleCommand) {
    for assignment in command.assignments {
      walk(assignment)
      // Before a command, it is for that command alone; what is added to is still what it was as well.
      if command.words.isEmpty, !assignment.isAppending { assign(assignment.name) }
    }
    for word in command.words { walk(word) }
    for declaration in command.declarations {
      walk(declaration)
      if !declaration.isAppending { assign(declaration.name) }
    }
    if command.name == "read" {
      for word in command.words.dropFirst() { word.text.map { assign($0) } }
    }
  }

  private mutating func walk(_ assignment: ShellAssignment) {
    walk(assignment.value)
    for item in assignment.items ?? [] { walk(item) }
  }

  private mutating func walk(_ condition: ShellCondition) {
    switch condition {
    case .all(let conditions), .any(let conditions): for inner in conditions { walk(inner) }
    case .not(let inner): walk(inner)
    case .unary(_, let word), .word(let word): walk(word)
    case .binary(let left, _, let right):
      walk(left)
      walk(right)
    case .unreadable: break
    }
  }

  private mutating func walk(_ word: ShellWord) { walk(word.parts) }

  private mutating func walk(_ parts: [ShellWord.Part]) {
    for part in parts {
      switch part {
      case .bare, .quoted: break
      case .doubleQuoted(let inner), .arithmetic(let inner): walk(inner)
      case .command(let list): apart { $0.walk(list) }
      case .parameter(let parameter): read(parameter)
      }
    }
  }

  private mutating func read(_ parameter: ShellParameter) {
    var defaultText: String?
    var assigns = false
    switch parameter.operator {
    case .fallback: defaultText = text(of: parameter)
    case .assign:
      defaultText = text(of: parameter)
      assigns = true
    default: break
    }
    if parameter.isVariable {
      reads.append(
        ShellRead(
          name: parameter.name, defaultText: defaultText, offset: parameter.span.lowerBound,
          isAssigned: assigned[parameter.name, default: 0] > 0))
    }
    walk(parameter.index ?? [])
    walk(parameter.argument)
    if assigns { assign(parameter.name) }
  }

  /// Defaults can nest: bounded, so that reading them takes linear time.
  private func text(of parameter: ShellParameter) -> String {
    let span = parameter.argumentSpan
    let end = min(span.upperBound, span.lowerBound + 1024)
    return ShellWord.withoutQuotes(text.string(in: span.lowerBound..<end))
  }
}
