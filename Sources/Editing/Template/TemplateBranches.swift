/// The conditionals of a template, to tell which branches an environment renders.
struct TemplateBranches {
  /// The branches' own actions by the offset of the opening one: `if A`, `else if B`, `else`.
  private let branches: [Int: [String]]
  private let scope: TemplateScope

  /// Reads a template's conditionals and top-level definitions.
  ///
  /// A definition that is beyond what is covered, or stands inside a conditional, is left out: an expression that
  /// needs it is then an error.
  init(of template: GoTemplate, environment: [String: String]) {
    var scope = TemplateScope(environment: environment)
    var branches: [Int: [String]] = [:]
    var open: [Int] = []
    for action in template.actions {
      switch action.kind {
      case .open:
        open.append(action.span.lowerBound)
        branches[action.span.lowerBound] = [action.text]
      case .otherwise:
        if let opening = open.last { branches[opening, default: []].append(action.text) }
      case .end: _ = open.popLast()
      case .assignment: scope.take(action.text, isCertain: open.isEmpty)
      case .comment, .output: continue
      }
    }
    self.branches = branches
    self.scope = scope
  }

  /// The value of an expression.
  func value(of expression: String) throws(EditingError) -> TemplateValue {
    try scope.value(of: expression)
  }

  /// Whether everything in a branch is rendered, as far as that conditional goes.
  ///
  /// - Throws: ``EditingError`` for loops, and for conditions beyond what is covered.
  func isRendered(_ branch: TemplateGuard) throws(EditingError) -> Bool {
    let actions = branches[branch.opening] ?? []
    for (index, action) in actions.enumerated() {
      let holds = try condition(action, at: branch.opening)
      if index == branch.branch { return holds }
      if holds { return false }
    }
    return false
  }

  private func condition(_ action: String, at offset: Int) throws(EditingError) -> Bool {
    var words = action[...]
    if let rest = words.removingWord("else") { words = rest }
    if words.isEmpty { return true }
    guard let expression = words.removingWord("if") else {
      throw EditingError(.unsupported, "`\(action)` in the template is not covered", at: offset)
    }
    do throws(EditingError) {
      return try scope.value(of: String(expression)).isTrue
    } catch {
      throw EditingError(error.kind, "`\(action)`: \(error.message)", at: offset)
    }
  }
}

extension Substring {
  /// What follows a word and the blanks behind it; `nil` when the text does not begin with the word.
  fileprivate func removingWord(_ word: String) -> Substring? {
    guard hasPrefix(word) else { return nil }
    let rest = dropFirst(word.count)
    guard rest.isEmpty || rest.first == " " || rest.first == "(" else { return nil }
    return rest.drop { $0 == " " }
  }
}
