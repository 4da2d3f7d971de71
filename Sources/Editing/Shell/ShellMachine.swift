/// Follows a script through its commands.
struct ShellMachine {
  let text: SourceText
  let surroundings: ShellRun.Surroundings
  var state: ShellState
  private(set) var effects: [ShellRun.Effect] = []
  private(set) var uncovered: [EditingError] = []
  /// Why what is followed now may not be run.
  var doubt: String?
  /// Whether a failure counts for `set -e` where the machine is.
  var heedsFailure = true
  /// The status before the command that is run.
  var previous = ShellStatus.success
  /// The status of the last substitution in a command.
  var substitution: ShellStatus?
  /// What a loop or group reads.
  var input: String?
  /// In how many loops of the function, or of the script, it is.
  var loops = 0
  /// In how many subshells and substitutions it is.
  var subshells = 0
  /// What `local` hid, for each function that is called.
  var hidden: [[String: ShellState.Variable]] = []
  /// Where the command stands that is run.
  private(set) var place = 0
  private var budget = 100_000
  private var depth = 0

  init(text: SourceText, surroundings: ShellRun.Surroundings, state: ShellState) {
    self.text = text
    self.surroundings = surroundings
    self.state = state
  }

  mutating func run(_ list: ShellList) throws(EditingError) {
    for item in list.items {
      guard state.flow == nil else { return }
      try run(item)
    }
  }

  private mutating func run(_ item: ShellAndOr) throws(EditingError) {
    if item.isBackground {
      try apart { (machine) throws(EditingError) in try machine.runLinks(item) }
      state.status = .success
    } else {
      try runLinks(item)
    }
  }

  private mutating func runLinks(_ item: ShellAndOr) throws(EditingError) {
    let outer = heedsFailure
    defer { heedsFailure = outer }
    heedsFailure = outer && item.rest.isEmpty
    try run(item.first)
    for (index, link) in item.rest.enumerated() {
      guard state.flow == nil else { return }
      heedsFailure = outer && index + 1 == item.rest.count
      let isWanted = link.operator == .and ? state.status.truth : state.status.truth.negated
      try choose(
        isWanted, { (machine) throws(EditingError) in try machine.run(link.pipeline) },
        otherwise: { (_) throws(EditingError) in })
    }
  }

  private mutating func run(_ pipeline: ShellPipeline) throws(EditingError) {
    let outer = heedsFailure
    if pipeline.isNegated { heedsFailure = false }
    defer { heedsFailure = outer }
    if pipeline.commands.count == 1 {
      try run(pipeline.commands[0])
    } else if let last = pipeline.commands.last {
      let output = try output(of: pipeline, runsPrograms: true)
      if let outputs = try open(last) { deliver(.text(output), to: outputs, last) }
      heed(last)
    }
    if pipeline.isNegated { state.status = ShellStatus(state.status.truth.negated) }
  }

  mutating func run(_ command: ShellCommand) throws(EditingError) {
    let offset = command.span.lowerBound
    place = offset
    try charge(1)
    guard depth < 64 else {
      throw EditingError(.tooLarge, "functions call one another too deep", at: offset)
    }
    depth += 1
    defer { depth -= 1 }
    if case .simple(let simple) = command.kind {
      try run(simple, command)
      return heed(command)
    }
    guard let outputs = try open(command) else { return }
    if outputs.file != nil { note("the output of more than one command", at: offset) }
    let outer = input
    input = command.input.map { label($0) } ?? outer
    defer { input = outer }
    try run(command.kind, command)
  }

  private mutating func run(
    _ kind: ShellCommand.Kind, _ command: ShellCommand
  ) throws(EditingError) {
    switch kind {
    case .simple: break
    case .test(let condition):
      state.status = ShellStatus(try holds(condition))
      heed(command)
    case .arithmetic(let parts):
      switch try number(parts, command.span.lowerBound) {
      case .value(let value): state.status = ShellStatus(ShellTruth(value != 0))
      case .refused: state.status = .failure
      case .unknown(let reason): state.status = .unknown(reason)
      }
      heed(command)
    case .group(let list): try run(list)
    case .subshell(let list):
      try apart { (machine) throws(EditingError) in try machine.run(list) }
      heed(command)
    case .conditional(let branches, let otherwise): try run(branches[...], otherwise)
    case .loop(let isUntil, let condition, let body):
      try loop(condition, body, isUntil: isUntil, command)
    case .iteration(let variable, let words, let body):
      try iterate(variable, over: words, body, command)
    case .choice(let subject, let arms):
      try choose(try string(of: subject), arms[...], at: subject.span.lowerBound)
    case .function(let name, let body):
      state.functions[name] = body
      state.status = .success
    case .counting(let parts, let body):
      let reason = note("`for (( … ))`", at: command.span.lowerBound)
      forget(names(in: parts), because: reason)
      try anyNumberOfRounds(of: body, command, because: reason)
    }
  }

  /// Runs what cannot change the script's own variables.
  mutating func apart(
    _ body: (inout ShellMachine) throws(EditingError) -> Void
  ) throws(EditingError) {
    let outer = state
    subshells += 1
    try body(&self)
    subshells -= 1
    let inner = state
    state = outer
    state.files = inner.files
    state.lastOutput = inner.lastOutput
    state.status = inner.status
    if case .exit(let status)? = inner.flow {
      state.status = status.map { .known($0) } ?? .unknown("`exit`")
    }
  }

  /// A step is taken, or more; all of them are limited.
  mutating func charge(_ steps: Int) throws(EditingError) {
    budget -= steps
    guard budget > 0 else {
      throw EditingError(.tooLarge, "the script takes too many steps", at: place)
    }
  }

  mutating func add(_ kind: ShellRun.Effect.Kind, at offset: Int) {
    effects.append(ShellRun.Effect(kind: kind, doubt: doubt ?? state.lost, offset: offset))
    // Each has a copy of the environment, or takes long to look through.
    budget -= 50
  }

  /// Takes down what isn't covered.
  ///
  /// - Returns: why what depends on it isn't known.
  @discardableResult
  mutating func note(_ what: String, at offset: Int) -> String {
    let error = EditingError(.unsupported, "\(what) is not covered", at: offset)
    if uncovered.last != error { uncovered.append(error) }
    budget -= 1
    return error.message
  }

  /// Takes down what isn't covered and may have changed any variable.
  mutating func lose(_ what: String, at offset: Int) {
    lose(because: note(what, at: offset))
  }

  /// What isn't covered may have changed any variable.
  mutating func lose(because reason: String) {
    forget(Array(state.variables.keys), because: reason)
    state.lost = reason
    state.status = .unknown(reason)
  }

  mutating func forget(_ names: [String], because reason: String) {
    for name in names { state.set(name, .unknown(reason)) }
  }

  /// What a command reads: a file, or commands, without the brackets around these.
  private func label(_ word: ShellWord) -> String {
    guard word.parts.count == 1, case .command = word.parts[0], word.span.count > 3 else {
      return source(word.span)
    }
    return source((word.span.lowerBound + 2)..<(word.span.upperBound - 1))
  }

  /// The source of a command, on one line.
  func source(_ span: Range<Int>) -> String {
    let whole = foldingWhitespace(text.bytes[span])
    return whole.count > 100 ? String(whole.prefix(99)) + "…" : whole
  }
}
