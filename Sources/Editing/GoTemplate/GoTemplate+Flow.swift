extension GoTemplate {
  /// The environment variables whose values can change what comes of the template: they are put out, tested or looped over,
  /// by themselves or through the template's own variables. What is only assigned, and never used, is none of them.
  package var usedVariables: Set<String> {
    var flow = VariableFlow(reads: environmentReads)
    for action in actions { flow.add(action) }
    return flow.used
  }

  /// The environment variables whose values flow into the action at a place.
  package func variables(at offset: Int) -> Set<String> {
    var flow = VariableFlow(reads: environmentReads)
    for action in actions {
      flow.add(action)
      if action.span.contains(offset) { return flow.sources(of: action) }
    }
    return []
  }
}

/// Which values flow where.
private struct VariableFlow {
  let reads: [EnvironmentRead]
  /// What each of the template's own variables is made of: environment variables, and own ones behind `$`.
  private var sources: [String: Set<String>] = [:]
  private var ends: Set<String> = []

  init(reads: [EnvironmentRead]) { self.reads = reads }

  mutating func add(_ action: TemplateAction) {
    guard let pipeline = action.statement.pipeline else { return }
    let found = parts(of: action, pipeline)
    guard action.kind == .assignment else {
      ends.formUnion(found)
      // `range $index, $element := …` gives the last of them what it loops over.
      if let name = pipeline.variables.last { sources[name, default: []].formUnion(found) }
      return
    }
    for name in pipeline.variables { sources[name, default: []].formUnion(found) }
  }

  /// The environment variables at the beginning of what ends in an effect.
  var used: Set<String> { beginnings(of: ends) }

  /// Those at the beginning of what an action has.
  func sources(of action: TemplateAction) -> Set<String> {
    action.statement.pipeline.map { beginnings(of: parts(of: action, $0)) } ?? []
  }

  private func parts(of action: TemplateAction, _ pipeline: TemplatePipeline) -> Set<String> {
    var found = Set(reads.lazy.filter { action.span.contains($0.offset) }.map(\.name))
    Self.collect(pipeline, into: &found)
    return found
  }

  private func beginnings(of parts: Set<String>) -> Set<String> {
    var seen: Set<String> = []
    var waiting = Array(parts)
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, name.hasPrefix("$") else { continue }
      waiting += sources[String(name.dropFirst()), default: []]
    }
    return seen.filter { !$0.hasPrefix("$") }
  }

  private static func collect(_ pipeline: TemplatePipeline, into found: inout Set<String>) {
    for operand in pipeline.commands.flatMap(\.operands) {
      switch operand.kind {
      case .variable(let name): found.insert("$" + name)
      case .parentheses(let inner): collect(inner, into: &found)
      default: continue
      }
    }
  }
}
