/// Which of several ways a script takes.
extension ShellMachine {
  mutating func run(
    _ branches: ArraySlice<ShellCommand.Branch>, _ otherwise: ShellList?
  ) throws(EditingError) {
    guard let branch = branches.first else {
      state.status = .success
      if let otherwise { try run(otherwise) }
      return
    }
    try runAsCondition(branch.condition)
    guard state.flow == nil else { return }
    try choose(
      state.status.truth, { (machine) throws(EditingError) in try machine.run(branch.body) },
      otherwise: { (machine) throws(EditingError) in
        try machine.run(branches.dropFirst(), otherwise)
      })
  }

  mutating func runAsCondition(_ list: ShellList) throws(EditingError) {
    let outer = heedsFailure
    heedsFailure = false
    try run(list)
    heedsFailure = outer
  }

  mutating func choose(
    _ subject: TracedText, _ arms: ArraySlice<ShellCommand.Arm>, at offset: Int
  ) throws(EditingError) {
    guard let arm = arms.first else {
      state.status = .success
      return
    }
    var truth = ShellTruth.no
    for pattern in arm.patterns where truth != .yes {
      let match = try matches(subject, pattern)
      if match != .no { truth = match }
    }
    if arm.goesOn { lose("a `case` that goes on", at: offset) }
    try choose(
      truth,
      { (machine) throws(EditingError) in
        machine.state.status = .success
        try machine.run(arm.body)
      },
      otherwise: { (machine) throws(EditingError) in
        try machine.choose(subject, arms.dropFirst(), at: offset)
      })
  }

  /// Follows one of two ways, or both when it can't be said which is taken.
  mutating func choose(
    _ truth: ShellTruth, _ first: (inout ShellMachine) throws(EditingError) -> Void,
    otherwise second: (inout ShellMachine) throws(EditingError) -> Void
  ) throws(EditingError) {
    switch truth {
    case .yes: try first(&self)
    case .no: try second(&self)
    case .unknown(let reason):
      try charge((state.variables.count + state.files.count) / 50)
      let (before, outer) = (state, doubt)
      doubt = doubt ?? reason
      try first(&self)
      let one = state
      state = before
      try second(&self)
      state = one.joined(with: state, because: reason)
      // What follows in the loop or function that may be left may not be run either.
      doubt = outer ?? state.mayLeave ?? state.mayReturn
    }
  }
}
