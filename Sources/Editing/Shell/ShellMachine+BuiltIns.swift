/// What bash's own commands do.
extension ShellMachine {
  /// Runs a command of bash itself.
  ///
  /// - Returns: what it puts out; `nil` when bash has no such command.
  mutating func runBuiltIn(
    _ name: String, _ words: [TracedText], _ command: ShellSimpleCommand, _ whole: ShellCommand
  ) throws(EditingError) -> TracedText? {
    let offset = whole.span.lowerBound
    let operands = words.dropFirst()
    switch name {
    case ":", "true", "sleep", "wait", "umask", "cd", "pushd", "popd": break
    case "false": state.status = .failure
    case "export", "declare", "local", "readonly", "typeset":
      try declare(name, operands, command, at: offset)
    case "unset":
      for operand in operands {
        guard let name = operand.string, !name.hasPrefix("-"), !name.hasSuffix("]") else {
          lose("`\(source(whole.span))`", at: offset)
          break
        }
        state.variables[name] = .absent
      }
    case "set": set(operands, at: offset)
    case "[":
      guard words.last?.string == "]" else {
        state.status = .known(2)
        break
      }
      state.status = try test(words[1..<(words.count - 1)], at: offset)
    case "test": state.status = try test(operands, at: offset)
    case "exit", "return": leave(operands, returns: name == "return", at: offset)
    case "break", "continue":
      guard loops > 0 else { break }
      if !operands.isEmpty { lose("`\(source(whole.span))`", at: offset) }
      state.flow = name == "break" ? .leaveLoop : .nextRound
    case "kill" where operands.contains { $0.string == "1" }:
      add(.exit(status: nil, message: state.lastOutput), at: offset)
    case "exec" where !operands.isEmpty:
      add(.run(Array(operands)), at: offset)
      state.flow = .exit(nil)
    case "read":
      forget(assigned(in: whole), because: input ?? source(whole.span))
      state.status = .unknown(input ?? source(whole.span))
    case "eval", "source", ".", "exec", "trap", "shift", "shopt", "alias", "let", "mapfile",
      "readarray", "getopts",
      "builtin":
      lose("`\(name)`", at: offset)
    case "printf" where operands.first?.string?.hasPrefix("-v") != false:
      lose("`printf -v`", at: offset)
    case "echo":
      let output = ShellFilter.echo(operands) ?? TracedText(unknown: source(whole.span))
      state.lastOutput = output
      return output
    default: return nil
    }
    return TracedText("")
  }

  /// `export`, `local` and their like.
  private mutating func declare(
    _ name: String, _ operands: ArraySlice<TracedText>, _ command: ShellSimpleCommand,
    at offset: Int
  ) throws(EditingError) {
    guard operands.allSatisfy({ $0.string?.hasPrefix("-") == false }) else {
      return lose("`\(name)` with options", at: offset)
    }
    let isLocal = name != "export" && name != "readonly"
    state.status = previous
    for assignment in command.declarations {
      if isLocal { hide(assignment.name) }
      try assign(assignment)
      if name == "export" { state.variables[assignment.name]?.isExported = true }
    }
    var status = ShellStatus.success
    for operand in operands.compactMap(\.string) {
      // `export $NAME`, where the variable has an assignment.
      guard !operand.contains("=") else { return lose("`\(name)` of a text", at: offset) }
      guard operand.utf8.first.map(ASCII.isNameStart) == true,
        operand.utf8.allSatisfy(ASCII.isNamePart)
      else {
        status = .failure
        continue
      }
      if isLocal, !hidden.isEmpty {
        hide(operand)
        state.variables[operand] = .absent
      }
      guard name == "export" else { continue }
      if state.variables[operand] == nil { state.set(operand, state.value(of: operand)) }
      state.variables[operand]?.isExported = true
    }
    if state.flow == nil, state.lost == nil { state.status = status }
  }

  private mutating func set(_ options: ArraySlice<TracedText>, at offset: Int) {
    for option in options {
      guard let text = option.string, let sign = text.first, sign == "-" || sign == "+",
        text.count > 1, text.dropFirst().allSatisfy({ "eux".contains($0) })
      else { return lose("`set` with other options than e, u and x", at: offset) }
      if text.contains("e") { state.endsOnFailure = sign == "-" }
      if text.contains("u") { state.demandsVariables = sign == "-" }
    }
  }
}
