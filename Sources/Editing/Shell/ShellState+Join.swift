/// What holds after one of two ways was taken, of which it can't be said which.
extension ShellState {
  func joined(with other: ShellState, because reason: String) -> ShellState {
    var result = self
    switch (flow, other.flow) {
    case (let one, let two) where one == two: break
    case (.exit?, .exit?): result.flow = .exit(nil)
    // A way that ends the script has no part in what comes after.
    case (.exit?, _): return other
    case (_, .exit?): return self
    case (.returning?, _), (_, .returning?):
      result.flow = nil
      result.mayReturn = reason
    default:
      result.flow = nil
      result.mayLeave = reason
    }
    for name in Set(variables.keys).union(other.variables.keys) {
      let (left, right) = (variables[name] ?? .absent, other.variables[name] ?? .absent)
      guard left != right else { continue }
      result.variables[name] = Variable(
        value: left.value.isSame(as: right.value) ? left.value : .unknown(reason),
        isExported: left.isExported == right.isExported ? left.isExported : nil)
    }
    for name in Set(functions.keys).union(other.functions.keys)
    where functions[name] != other.functions[name] {
      result.lost = "which function `\(name)` is"
    }
    result.files.join(other.files, because: reason)
    result.status = status == other.status ? status : .unknown(reason)
    if lastOutput != other.lastOutput { result.lastOutput = nil }
    result.mayLeave = result.mayLeave ?? other.mayLeave
    result.mayReturn = result.mayReturn ?? other.mayReturn
    result.lost = result.lost ?? other.lost
    if endsOnFailure != other.endsOnFailure || demandsVariables != other.demandsVariables {
      result.lost = "whether `set` is run"
    }
    return result
  }
}

extension ShellState.Variable.Value {
  /// Whether both come to the same, wherever that comes from.
  fileprivate func isSame(as other: Self) -> Bool {
    guard case .text(let left) = self, case .text(let right) = other else { return self == other }
    return left == right || left.bytes != nil && left.bytes == right.bytes
  }
}
