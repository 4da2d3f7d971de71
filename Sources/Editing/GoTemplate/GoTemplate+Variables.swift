extension GoTemplate {
  /// Checks that variables are defined before they are used, as Go does while it parses; a branch that is never rendered
  /// counts, too.
  ///
  /// - Throws: ``EditingError``, `malformed`, at the action.
  func checkVariables(in nodes: [TemplateNode]) throws(EditingError) {
    var scope = VariableScope()
    try scope.check(nodes)
  }
}

private struct VariableScope {
  private var names: [String] = []
  private var counts: [String: Int] = [:]

  private mutating func declare(_ name: String) {
    names.append(name)
    counts[name, default: 0] += 1
  }

  mutating func check(_ nodes: [TemplateNode]) throws(EditingError) {
    for node in nodes {
      switch node {
      case .text: continue
      case .action(let action): try check(action)
      case .branches(let branches):
        let count = names.count
        for branch in branches {
          try check(branch.action)
          try check(branch.nodes)
        }
        while names.count > count, let name = names.popLast() { counts[name, default: 1] -= 1 }
      }
    }
  }

  private mutating func check(_ action: TemplateAction) throws(EditingError) {
    guard let pipeline = action.statement.pipeline else { return }
    do throws(TemplateError) {
      try check(pipeline)
    } catch {
      guard case .fails(let reason) = error else { return }
      throw EditingError(
        .malformed, "`\(action.text)`: \(reason)", at: action.span.lowerBound)
    }
  }

  private mutating func check(_ pipeline: TemplatePipeline) throws(TemplateError) {
    if pipeline.declares {
      pipeline.variables.forEach { declare($0) }
    } else {
      for name in pipeline.variables { try check(name) }
    }
    for (index, command) in pipeline.commands.enumerated() {
      if index > 0 {
        // Only a function, or a field that may be one, takes what is piped.
        switch command.operands.first?.kind {
        case .string, .number, .boolean, .null, .character:
          throw .fails("a value is piped into what is no function")
        default: break
        }
      }
      for operand in command.operands {
        if case .variable(let name) = operand.kind { try check(name) }
        if case .parentheses(let inner) = operand.kind { try check(inner) }
      }
    }
  }

  private func check(_ name: String) throws(TemplateError) {
    guard name.isEmpty || counts[name, default: 0] > 0 else {
      throw .fails("the variable `$\(name)` is not defined")
    }
  }
}
