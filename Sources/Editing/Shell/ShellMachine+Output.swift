/// What commands put out, where another one or a substitution reads it.
extension ShellMachine {
  /// What stands for `$( … )`.
  mutating func output(of list: ShellList) throws(EditingError) -> TracedText {
    guard let first = list.items.first, let span = first.first.span else { return TracedText("") }
    guard list.items.count == 1, first.rest.isEmpty else {
      let reason = note("the output of more than one command", at: span.lowerBound)
      substitution = .unknown(reason)
      return TracedText(unknown: reason)
    }
    // Nothing in it changes the script's own variables, or ends it.
    let outer = state
    subshells += 1
    let text = try output(of: first.first, runsPrograms: false)
    subshells -= 1
    substitution = state.status
    let files = state.files
    state = outer
    state.files = files
    return text.withoutLineFeedsAtEnd
  }

  /// What a pipeline puts out; `state.status` is its status then.
  mutating func output(
    of pipeline: ShellPipeline, runsPrograms: Bool
  ) throws(EditingError) -> TracedText {
    var text: TracedText?
    for command in pipeline.commands {
      guard case .simple(let simple) = command.kind, simple.assignments.isEmpty else {
        text = TracedText(
          unknown: note("the output of such a command", at: command.span.lowerBound))
        state.status = .unknown(text?.unknown ?? "")
        continue
      }
      let words = try words(of: simple)
      state.status = .success
      guard let outputs = try open(command) else {
        text = TracedText("")
        continue
      }
      var output = try output(of: words, command, reading: text, runsPrograms: runsPrograms)
      if let reason = output.unknown, state.status == .success { state.status = .unknown(reason) }
      if outputs.file != nil, command != pipeline.commands.last || !runsPrograms {
        deliver(.text(output), to: outputs, command)
      }
      if outputs.file != nil || outputs.isElsewhere { output = TracedText("") }
      text = output
    }
    return text ?? TracedText("")
  }

  private mutating func output(
    of words: [TracedText], _ command: ShellCommand, reading input: TracedText?, runsPrograms: Bool
  ) throws(EditingError) -> TracedText {
    let reason = source(command.span)
    let name = words.first?.string ?? ""
    if name == "realpath", words.count == 2 { return try realPath(words[1], reason) }
    if let text = ShellFilter.apply(words, to: input) { return text }
    if let before = input?.unknown {
      state.status = .unknown(before)
      if !ShellFilter.names.contains(name), runsPrograms { _ = runProgram(words, command) }
      return TracedText(unknown: before)
    }
    if name == "tpl" || ShellFilter.names.contains(name) && input != nil
      || state.functions[name] != nil
    {
      note("the output of `\(reason)`", at: command.span.lowerBound)
    } else if runsPrograms {
      _ = runProgram(words, command)
    }
    state.status = .unknown(reason)
    return TracedText(unknown: reason)
  }

  /// A link in a volume can't be known; a path that is there stands for itself.
  private mutating func realPath(
    _ path: TracedText, _ reason: String
  ) throws(EditingError) -> TracedText {
    guard let absolute = path.string, absolute.hasPrefix("/") else {
      return text(unknown: path.unknown ?? reason)
    }
    // The last part need not be there.
    switch try entry(at: ShellFiles.parent(of: absolute)) {
    case .folder: return TracedText(ShellFiles.normal(absolute), from: path.commonOrigin)
    case .nothing, .file:
      state.status = .failure
      return TracedText("")
    case .unknown(let reason): return text(unknown: reason)
    }
  }

  private mutating func text(unknown reason: String) -> TracedText {
    state.status = .unknown(reason)
    return TracedText(unknown: reason)
  }
}

extension ShellPipeline {
  fileprivate var span: Range<Int>? {
    guard let first = commands.first, let last = commands.last else { return nil }
    return first.span.lowerBound..<max(first.span.upperBound, last.span.upperBound)
  }
}

extension TracedText {
  fileprivate var withoutLineFeedsAtEnd: TracedText {
    guard let bytes, bytes.last == ASCII.lineFeed else { return self }
    return self[0..<(bytes.lastIndex { $0 != ASCII.lineFeed }.map { $0 + 1 } ?? 0)]
  }
}
