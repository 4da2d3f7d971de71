/// How scripts, functions and rounds end.
extension ShellMachine {
  mutating func end(_ status: Int?, at offset: Int) {
    // A subshell ends alone.
    if subshells == 0 { add(.exit(status: status, message: state.lastOutput), at: offset) }
    state.flow = .exit(status)
  }

  /// The script may end here.
  mutating func mayEnd(_ status: Int?, because reason: String, at offset: Int) {
    let outer = doubt
    doubt = doubt ?? reason
    if subshells == 0 { add(.exit(status: status, message: state.lastOutput), at: offset) }
    doubt = outer
  }

  /// Ends the script when a command failed and `set -e` counts.
  mutating func heed(_ command: ShellCommand) {
    guard state.endsOnFailure, heedsFailure, state.flow == nil else { return }
    let offset = command.span.lowerBound
    switch state.status {
    case .known(0): break
    case .known(let status): end(status, at: offset)
    case .unknown(let reason): mayEnd(nil, because: reason, at: offset)
    }
  }

  /// `exit` and `return`.
  mutating func leave(_ operands: ArraySlice<TracedText>, returns: Bool, at offset: Int) {
    state.status = previous
    if let operand = operands.first {
      guard let text = operand.string else {
        state.status = .unknown(operand.unknown ?? "")
        if returns { state.flow = .returning } else { end(nil, at: offset) }
        return
      }
      let number = Int(text)
      if number != nil, operands.count > 1 {
        return lose("`exit` with more than one word", at: offset)
      }
      // What is no number is 2.
      state.status = .known(number.map { $0 & 255 } ?? 2)
    }
    if returns, !hidden.isEmpty {
      state.flow = .returning
    } else if !returns {
      end(state.status.known, at: offset)
    }
  }

  /// Runs a function.
  mutating func call(
    _ body: ShellCommand, with arguments: ShellState.Variable.Value
  ) throws(EditingError) {
    let (outer, before) = (doubt, (state.arguments, loops))
    state.arguments = arguments
    loops = 0
    hidden.append([:])
    try run(body)
    for (name, variable) in hidden.removeLast() { state.variables[name] = variable }
    (state.arguments, loops) = before
    if state.flow == .returning { state.flow = nil }
    if let reason = state.mayReturn {
      forget(assigned(in: body), because: reason)
      state.status = .unknown(reason)
      state.mayReturn = nil
    }
    doubt = outer
  }

  /// A variable that goes with the function that runs.
  mutating func hide(_ name: String) {
    guard let last = hidden.indices.last, hidden[last][name] == nil else { return }
    hidden[last][name] = state.variables[name] ?? .absent
  }
}
