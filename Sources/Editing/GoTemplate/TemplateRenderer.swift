extension GoTemplate {
  /// Renders the template as the images' `tpl` does.
  ///
  /// What isn't covered is a part of the output that isn't known, never a guess; the rest is still rendered.
  ///
  /// - Parameters:
  ///   - environment: the container's environment.
  ///   - dialect: the version of `tpl`.
  /// - Throws: ``EditingError``, `tooLarge`, with the offset, beyond 4 MiB or a million steps.
  package func rendered(
    with environment: [String: TracedText], by dialect: TemplateDialect = .newest
  ) throws(EditingError) -> TemplateOutcome {
    let tree: [TemplateNode]
    do throws(EditingError) {
      tree = try nodes()
      try checkVariables(in: tree)
    } catch {
      guard error.kind == .malformed else { throw error }
      return .failed(error)
    }
    var renderer = TemplateRenderer(
      text: text, evaluator: TemplateEvaluator(environment: environment, dialect: dialect))
    do throws(TemplateRenderer.Stop) {
      try renderer.render(tree, dot: .data)
    } catch {
      switch error {
      case .fails(let reason): return .failed(reason)
      case .limit(let reason): throw reason
      }
    }
    return .rendered(TemplateOutput(pieces: renderer.pieces))
  }
}

/// Carries out the nodes of a template.
struct TemplateRenderer {
  /// Why rendering ends early.
  enum Stop: Error {
    case fails(EditingError)
    case limit(EditingError)
  }

  private static let maximumBytes = 4 << 20

  let text: SourceText
  var evaluator: TemplateEvaluator
  private(set) var pieces: [TemplateOutput.Piece] = []
  private var size = 0

  init(text: SourceText, evaluator: TemplateEvaluator) {
    self.text = text
    self.evaluator = evaluator
  }

  mutating func render(_ nodes: [TemplateNode], dot: TemplateValue) throws(Stop) {
    for node in nodes {
      switch node {
      case .text(let range):
        try put(TracedText(bytes: Array(text.bytes[range]), from: .source), from: range)
      case .action(let action): try render(action, dot)
      case .branches(let branches): try render(branches, dot)
      }
    }
  }

  private mutating func put(_ text: TracedText, from source: Range<Int>) throws(Stop) {
    size += text.count
    guard size <= Self.maximumBytes else {
      throw .limit(
        EditingError(
          .tooLarge, "the template makes more than \(Self.maximumBytes >> 20) MiB",
          at: source.lowerBound))
    }
    pieces.append(TemplateOutput.Piece(source: source, text: text))
  }

  private mutating func render(_ action: TemplateAction, _ dot: TemplateValue) throws(Stop) {
    guard case .pipeline(let pipeline) = action.statement else {
      try put(
        TracedText(unknown: "`\(action.text)` in the template is not covered"), from: action.span)
      return
    }
    let value = try self.value(of: pipeline, in: action, dot)
    guard let name = pipeline.variables.first else {
      return try put(value.printed, from: action.span)
    }
    do throws(TemplateError) {
      try evaluator.set(name, value, declares: pipeline.declares)
    } catch {
      throw stop(error, action)
    }
  }

  /// The value of an action's pipeline; one that isn't covered is unknown.
  private mutating func value(
    of pipeline: TemplatePipeline, in action: TemplateAction, _ dot: TemplateValue
  ) throws(Stop) -> TemplateValue {
    do throws(TemplateError) {
      return try evaluator.value(of: pipeline, dot: dot)
    } catch {
      if case .uncovered(let kind, let reason) = error, kind != .tooLarge {
        return .unknown("`\(action.text)`: \(reason)")
      }
      throw stop(error, action)
    }
  }

  private func stop(_ error: TemplateError, _ action: TemplateAction) -> Stop {
    let place = action.span.lowerBound
    switch error {
    case .fails(let reason):
      return .fails(EditingError(.malformed, "`\(action.text)`: \(reason)", at: place))
    case .uncovered(let kind, let reason):
      return .limit(EditingError(kind, "`\(action.text)`: \(reason)", at: place))
    }
  }

  private mutating func render(
    _ branches: [TemplateNode.Branch], _ dot: TemplateValue
  ) throws(Stop) {
    let count = evaluator.variables.count
    for (index, branch) in branches.enumerated() {
      switch branch.action.statement {
      case .condition(let pipeline), .otherwise(.condition(let pipeline)?):
        switch try declared(pipeline, in: branch.action, dot).isTrue {
        case true?: try render(branch.nodes, dot: dot)
        case false?: continue
        case nil: try leaveOut(branches[index...])
        }
      case .with(let pipeline):
        let value = try declared(pipeline, in: branch.action, dot)
        switch value.isTrue {
        case true?: try render(branch.nodes, dot: value)
        case false?: continue
        case nil: try leaveOut(branches[index...])
        }
      case .range(let pipeline):
        guard try loop(pipeline, over: branch, dot) else { continue }
      case .otherwise(nil): try render(branch.nodes, dot: dot)
      default: try leaveOut(branches[index...])
      }
      break
    }
    evaluator.pop(to: count)
  }

  private mutating func declared(
    _ pipeline: TemplatePipeline, in action: TemplateAction, _ dot: TemplateValue
  ) throws(Stop) -> TemplateValue {
    let value = try self.value(of: pipeline, in: action, dot)
    if let name = pipeline.variables.first {
      do throws(TemplateError) {
        try evaluator.set(name, value, declares: pipeline.declares)
      } catch {
        throw stop(error, action)
      }
    }
    return value
  }

  /// Carries out a loop; `false` when there is nothing to loop over.
  private mutating func loop(
    _ pipeline: TemplatePipeline, over branch: TemplateNode.Branch, _ dot: TemplateValue
  ) throws(Stop) -> Bool {
    let value = try self.value(of: pipeline, in: branch.action, dot)
    switch value {
    case .list(let values):
      for (index, element) in values.enumerated() {
        let count = evaluator.variables.count
        do throws(TemplateError) {
          let given = pipeline.variables.count == 2 ? [.number(index), element] : [element]
          for (name, value) in zip(pipeline.variables, given) {
            try evaluator.set(name, value, declares: pipeline.declares)
          }
        } catch {
          throw stop(error, branch.action)
        }
        try render(branch.nodes, dot: element)
        evaluator.pop(to: count)
      }
      return !values.isEmpty
    case .nothing: return false
    case .text(let text) where text.unknown == nil:
      throw stop(.fails("a text is looped over"), branch.action)
    case .boolean: throw stop(.fails("a boolean is looped over"), branch.action)
    case .text, .number, .fields, .data, .environment, .unknown:
      try leaveOut([branch])
      return true
    }
  }

  /// Puts out a part that isn't known for branches of which it can't be said whether they are carried out; nor is what
  /// they assign.
  private mutating func leaveOut(_ branches: ArraySlice<TemplateNode.Branch>) throws(Stop) {
    guard let first = branches.first else { return }
    let reason = "`\(first.action.text)` in the template isn't known or covered"
    let span =
      first.action.span
      .lowerBound..<branches.reduce(first.action.span.upperBound) {
        max($0, $1.end)
      }
    try put(TracedText(unknown: reason), from: span)
    for branch in branches {
      for name in branch.assigned {
        // What is declared further in is gone already.
        guard evaluator.has(name) else { continue }
        do throws(TemplateError) {
          try evaluator.set(name, .unknown(reason), declares: false)
        } catch {
          throw stop(error, branch.action)
        }
      }
    }
  }
}

extension TemplateNode.Branch {
  /// Where it ends.
  fileprivate var end: Int {
    nodes.reduce(action.span.upperBound) { max($0, $1.end) }
  }

  /// The variables that are given another value somewhere in it.
  fileprivate var assigned: [String] {
    var names: [String] = []
    if let pipeline = action.statement.pipeline, !pipeline.declares { names += pipeline.variables }
    for node in nodes {
      switch node {
      case .text: continue
      case .action(let action):
        if let pipeline = action.statement.pipeline, !pipeline.declares {
          names += pipeline.variables
        }
      case .branches(let branches): names += branches.flatMap(\.assigned)
      }
    }
    return names
  }
}

extension TemplateNode {
  fileprivate var end: Int {
    switch self {
    case .text(let range): range.upperBound
    case .action(let action): action.span.upperBound
    case .branches(let branches): branches.map(\.end).max() ?? 0
    }
  }
}
