/// A variable of a template's own: `$NAME := …`.
package struct TemplateVariable: Sendable, Hashable {
  /// The name, without `$`.
  package let name: String
  /// The environment variables that its value is made of, in their order.
  package let environment: [String]
  /// The variables whose `if` it is tested in, where nothing else is done with it than one such test; `nil` otherwise.
  package fileprivate(set) var guards: [String]?
}

extension GoTemplate {
  /// The variables that are declared outside of any branch, each by its first declaration.
  ///
  /// - Throws: ``EditingError`` as ``nodes()``.
  package func ownVariables() throws(EditingError) -> [TemplateVariable] {
    let nodes = try nodes()
    let reads = environmentReads
    var uses = VariableUses()
    uses.look(in: nodes, below: [])
    var seen: Set<String> = []
    return nodes.compactMap { node in
      guard case .action(let action) = node, let pipeline = action.statement.pipeline,
        pipeline.declares, pipeline.variables.count == 1, let name = pipeline.variables.first,
        seen.insert(name).inserted
      else { return nil }
      let environment = reads.filter { action.span.contains($0.offset) }.map(\.name)
      return TemplateVariable(name: name, environment: environment, guards: uses.guards(of: name))
    }
  }
}

/// What is done with a template's variables.
private struct VariableUses {
  private var counts: [String: Int] = [:]
  private var tests: [String: [[String]]] = [:]

  /// The variables tested around the only use of one, which is a test of it.
  func guards(of name: String) -> [String]? {
    guard counts[name] == 1, tests[name]?.count == 1 else { return nil }
    return tests[name]?.first
  }

  /// - Parameter guards: the variables whose `if` the nodes stand in.
  mutating func look(in nodes: [TemplateNode], below guards: [String]) {
    for node in nodes {
      switch node {
      case .text: continue
      case .action(let action): count(action)
      case .branches(let branches):
        for branch in branches {
          count(branch.action)
          var inner = guards
          if let name = Self.tested(branch.action) {
            tests[name, default: []].append(guards)
            inner.append(name)
          }
          look(in: branch.nodes, below: inner)
        }
      }
    }
  }

  private mutating func count(_ action: TemplateAction) {
    guard let pipeline = action.statement.pipeline else { return }
    count(pipeline)
  }

  private mutating func count(_ pipeline: TemplatePipeline) {
    for operand in pipeline.commands.flatMap(\.operands) {
      if case .variable(let name) = operand.kind { counts[name, default: 0] += 1 }
      if case .parentheses(let inner) = operand.kind { count(inner) }
    }
  }

  /// The variable that an `if` tests alone.
  private static func tested(_ action: TemplateAction) -> String? {
    guard case .condition(let pipeline) = action.statement, pipeline.commands.count == 1,
      pipeline.commands[0].operands.count == 1, let operand = pipeline.commands[0].operands.first,
      operand.fields.isEmpty, case .variable(let name) = operand.kind
    else { return nil }
    return name
  }
}
