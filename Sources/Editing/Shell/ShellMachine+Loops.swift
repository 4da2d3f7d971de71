/// What loops come to.
extension ShellMachine {
  mutating func loop(
    _ condition: ShellList, _ body: ShellList, isUntil: Bool, _ command: ShellCommand
  ) throws(EditingError) {
    var last = ShellStatus.success
    while true {
      try runAsCondition(condition)
      guard state.flow == nil else { return }
      switch isUntil ? state.status.truth.negated : state.status.truth {
      case .no:
        state.status = last
        return
      case .yes:
        guard try goesOn(after: body, command) else { return }
        last = state.status
      case .unknown(let reason):
        return try anyNumberOfRounds(of: body, command, because: reason)
      }
    }
  }

  mutating func iterate(
    _ variable: String, over words: [ShellWord]?, _ body: ShellList, _ command: ShellCommand
  ) throws(EditingError) {
    guard let words else {
      let reason = note("a loop without `in`", at: command.span.lowerBound)
      return try anyNumberOfRounds(of: body, command, because: reason)
    }
    var values: [TracedText] = []
    for word in words { values += try fields(of: word) }
    if let reason = values.lazy.compactMap(\.unknown).first {
      return try anyNumberOfRounds(of: body, command, because: reason)
    }
    state.status = .success
    for value in values {
      state.set(variable, .text(value))
      guard try goesOn(after: body, command) else { return }
    }
  }

  /// Runs a round.
  ///
  /// - Returns: whether the loop goes on.
  private mutating func goesOn(
    after body: ShellList, _ command: ShellCommand
  ) throws(EditingError) -> Bool {
    let outer = doubt
    let before = state.mayLeave
    try charge(1)
    loops += 1
    try run(body)
    loops -= 1
    if before == nil, let reason = state.mayLeave {
      doubt = outer ?? state.mayReturn
      state.mayLeave = nil
      try anyNumberOfRounds(of: body, command, because: reason)
      return false
    }
    switch state.flow {
    case nil: return true
    case .nextRound?:
      state.flow = nil
      return true
    case .leaveLoop?:
      state.flow = nil
      state.status = .success
      return false
    case .exit?, .returning?: return false
    }
  }

  /// What holds after a loop of which it can't be said how often it runs.
  mutating func anyNumberOfRounds(
    of body: ShellList, _ command: ShellCommand, because reason: String
  ) throws(EditingError) {
    // In a round that isn't the first, what it assigns isn't known either.
    forget(assigned(in: command), because: reason)
    let outer = state.mayLeave
    try choose(
      .unknown(reason),
      { (machine) throws(EditingError) in
        machine.loops += 1
        try machine.run(body)
        machine.loops -= 1
        if machine.state.flow == .leaveLoop || machine.state.flow == .nextRound {
          machine.state.flow = nil
        }
        machine.state.mayLeave = outer
      },
      otherwise: { (_) throws(EditingError) in })
    state.status = .unknown(reason)
  }
}
