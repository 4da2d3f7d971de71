/// The conditionals of a template, to tell which branches an environment renders.
struct TemplateBranches {
  /// The branches' own actions by the offset of the opening one: `if A`, `else if B`, `else`.
  private let branches: [Int: [TemplateAction]]
  private let scope: TemplateScope
  /// What the conditions came to so far, by the offset of their actions.
  private var verdicts: [Int: Bool] = [:]

  /// Reads a template's conditionals and top-level definitions.
  ///
  /// A definition that is beyond what is covered, or stands inside a conditional, is left out: an expression that
  /// needs it is then an error.
  init(of template: GoTemplate, environment: [String: String]) {
    var scope = TemplateScope(environment: environment)
    var branches: [Int: [TemplateAction]] = [:]
    var open: [Int] = []
    for action in template.actions {
      switch action.kind {
      case .open:
        open.append(action.span.lowerBound)
        branches[action.span.lowerBound] = [action]
      case .otherwise:
        if let opening = open.last { branches[opening, default: []].append(action) }
      case .end: _ = open.popLast()
      case .assignment:
        guard let definition = action.statement.pipeline else { continue }
        scope.take(definition, at: action.span.lowerBound, isCertain: open.isEmpty)
      case .comment, .output: continue
      }
    }
    self.branches = branches
    self.scope = scope
  }

  /// What an action puts out.
  func output(of action: TemplateAction) throws(EditingError) -> String {
    guard case .pipeline(let pipeline) = action.statement else { throw Self.refusal(of: action) }
    let value = try value(of: pipeline, in: action)
    guard value != .environment else {
      throw EditingError(
        .unsupported, "the whole environment is put out", at: action.span.lowerBound)
    }
    return value.text
  }

  /// Whether everything in a branch is rendered, as far as that conditional goes.
  ///
  /// - Throws: ``EditingError`` for loops, and for conditions beyond what is covered.
  mutating func isRendered(_ branch: TemplateGuard) throws(EditingError) -> Bool {
    let actions = branches[branch.opening] ?? []
    for (index, action) in actions.enumerated() {
      let offset = action.span.lowerBound
      let holds = if let verdict = verdicts[offset] { verdict } else { try condition(action) }
      verdicts[offset] = holds
      if index == branch.branch { return holds }
      if holds { return false }
    }
    return false
  }

  private func condition(_ action: TemplateAction) throws(EditingError) -> Bool {
    switch action.statement {
    case .otherwise(nil): return true
    case .condition(let pipeline), .otherwise(.condition(let pipeline)):
      return try value(of: pipeline, in: action).isTrue
    default: throw Self.refusal(of: action)
    }
  }

  /// Why an action is not carried out.
  private static func refusal(of action: TemplateAction) -> EditingError {
    let place = action.span.lowerBound
    if case .unreadable(let error, _) = action.statement {
      return EditingError(error.kind, "`\(action.text)`: \(error.message)", at: place)
    }
    return EditingError(
      .unsupported, "`\(action.text)` in the template is not covered", at: place)
  }

  private func value(
    of pipeline: TemplatePipeline, in action: TemplateAction
  ) throws(EditingError) -> TemplateValue {
    do throws(EditingError) {
      return try scope.value(of: pipeline, at: action.span.lowerBound)
    } catch {
      throw EditingError(
        error.kind, "`\(action.text)`: \(error.message)", at: action.span.lowerBound)
    }
  }
}
