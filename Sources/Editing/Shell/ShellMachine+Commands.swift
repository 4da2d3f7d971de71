/// What commands of words do.
extension ShellMachine {
  mutating func run(
    _ command: ShellSimpleCommand, _ whole: ShellCommand
  ) throws(EditingError) {
    substitution = nil
    let words = try words(of: command)
    guard state.flow == nil else { return }
    guard !words.isEmpty else {
      for assignment in command.assignments { try assign(assignment) }
      guard state.flow == nil, let outputs = try open(whole) else { return }
      state.status = substitution ?? .success
      return deliver(.text(TracedText("")), to: outputs, whole)
    }
    // Assignments before a command are the command's alone.
    let outer = command.assignments.isEmpty ? nil : state.variables
    for assignment in command.assignments {
      try assign(assignment)
      state.variables[assignment.name]?.isExported = true
    }
    guard state.flow == nil, let outputs = try open(whole) else {
      if let outer { state.variables = outer }
      return
    }
    let isFunction = words[0].string.map { state.functions[$0] != nil } ?? false
    if isFunction, outer != nil || outputs.file != nil {
      note("a function with assignments before it, or redirected", at: whole.span.lowerBound)
    }
    previous = state.status
    state.status = .success
    let product = try run(words, command, whole)
    if let outer { state.variables = outer }
    deliver(product, to: outputs, whole)
  }

  /// The words that a command is run with.
  mutating func words(of command: ShellSimpleCommand) throws(EditingError) -> [TracedText] {
    var words: [TracedText] = []
    for word in command.words {
      words += try fields(of: command.name == "cp" ? word.asContents ?? word : word)
    }
    return words
  }

  mutating func assign(_ assignment: ShellAssignment) throws(EditingError) {
    let old = state.value(of: assignment.name)
    if assignment.isIndexed {
      let reason = note("an array's item", at: assignment.offset)
      return state.set(assignment.name, .unknown(reason))
    }
    if assignment.name == "IFS" { lose("another `IFS`", at: assignment.offset) }
    var value: ShellState.Variable.Value
    if let words = assignment.items {
      var items: [TracedText] = []
      for word in words { items += try fields(of: word) }
      // One that isn't known may be any number of items.
      value = items.lazy.compactMap(\.unknown).first.map { .unknown($0) } ?? .list(items)
    } else {
      value = .text(try string(of: assignment.value))
    }
    if assignment.isAppending {
      switch (old, value) {
      case (.unset, _): break
      case (.list(let before), .list(let more)): value = .list(before + more)
      case (.text(let before), .list(let more)): value = .list([before] + more)
      case (.text(var before), .text(let more)):
        before.append(more)
        try charge(before.count / 64)
        value = .text(before)
      case (.unknown, _): value = old
      case (.list, _), (_, .unset), (_, .unknown):
        value = .unknown(note("a text that is added to an array", at: assignment.offset))
      }
    }
    guard state.flow == nil else { return }
    state.set(assignment.name, value)
  }

  private mutating func run(
    _ words: [TracedText], _ command: ShellSimpleCommand, _ whole: ShellCommand
  ) throws(EditingError) -> Product {
    let offset = whole.span.lowerBound
    guard let name = words[0].string else { return .text(runProgram(words, whole)) }
    if let body = state.functions[name] {
      let arguments = Array(words.dropFirst())
      try call(
        body,
        with: arguments.lazy.compactMap(\.unknown).first.map { .unknown($0) } ?? .list(arguments))
      return .text(TracedText(unknown: source(whole.span)))
    }
    if let output = try runBuiltIn(name, words, command, whole) { return .text(output) }
    let operands = words.dropFirst()
    switch name {
    case "tpl":
      let environment = state.environment
      let template = operands.first ?? TracedText("")
      let status = template.string.flatMap { surroundings.renderStatus($0, environment) }
      state.status = status.map { .known($0) } ?? .unknown(source(whole.span))
      return .rendered(template, environment)
    case "cat" where operands.count == 1:
      guard let path = operands[1].string, !path.hasPrefix("-") else { break }
      switch try entry(at: path) {
      case .file: return .contents(operands[1])
      case .nothing, .folder:
        state.status = .failure
        return .text(TracedText(""))
      case .unknown(let reason):
        state.status = .unknown(reason)
        return .contents(operands[1])
      }
    case "chmod", "chown", "ln":
      add(.run(words), at: offset)
      if name == "ln", let link = operands.last { make(link, .unknown(source(whole.span))) }
      return .text(TracedText(""))
    case "mkdir", "cp", "mv", "rm", "touch":
      try arrange(name, operands, at: offset)
      return .text(TracedText(""))
    default:
      if let output = ShellFilter.apply(words, to: nil) { return .text(output) }
    }
    return .text(runProgram(words, whole))
  }

  /// Runs a program of which nothing is known.
  mutating func runProgram(_ words: [TracedText], _ whole: ShellCommand) -> TracedText {
    let reason = source(whole.span)
    add(.run(words), at: whole.span.lowerBound)
    touch(words, because: reason)
    state.status = .unknown(reason)
    return TracedText(unknown: reason)
  }
}

extension ShellAssignment {
  /// `NAME[i]=value`.
  fileprivate var isIndexed: Bool {
    value.span.lowerBound > offset + name.utf8.count + (isAppending ? 2 : 1)
  }
}

extension ShellWord {
  /// `folder/.` for `folder/*`: the same to `cp`, but for hidden files; `nil` when it is no such word.
  fileprivate var asContents: ShellWord? {
    guard case .bare(let last)? = parts.last, last.hasSuffix("/*") else { return nil }
    let contents = ShellWord(
      parts: parts.dropLast() + [.bare(last.dropLast() + ".")], span: span)
    return contents.isPattern ? nil : contents
  }
}
