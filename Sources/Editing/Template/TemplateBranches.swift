/// The conditionals of a template, to tell which branches an environment renders.
struct TemplateBranches {
  /// The branches' own actions by the offset of the opening one: `if A`, `else if B`, `else`.
  private let branches: [Int: [TemplateAction]]
  private let text: SourceText
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
        scope.take(
          action.expression(in: template.text), at: action.span.lowerBound, isCertain: open.isEmpty)
      case .comment, .output: continue
      }
    }
    self.branches = branches
    self.scope = scope
    text = template.text
  }

  /// What an action puts out.
  func output(of action: TemplateAction) throws(EditingError) -> String {
    let value = try value(of: action.expression(in: text)[...], in: action)
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
    var words = action.expression(in: text)[...]
    if let rest = words.removingWord("else") { words = rest }
    if words.isEmpty { return true }
    guard let expression = words.removingWord("if") else {
      throw EditingError(
        .unsupported, "`\(action.text)` in the template is not covered",
        at: action.span.lowerBound)
    }
    return try value(of: expression, in: action).isTrue
  }

  private func value(
    of expression: Substring, in action: TemplateAction
  ) throws(EditingError) -> TemplateValue {
    do throws(EditingError) {
      return try scope.value(of: String(expression), at: action.span.lowerBound)
    } catch {
      throw EditingError(
        error.kind, "`\(action.text)`: \(error.message)", at: action.span.lowerBound)
    }
  }
}

extension TemplateAction {
  /// What stands between the delimiters, strings in it as they are written.
  fileprivate func expression(in text: SourceText) -> String {
    let bytes = text.bytes[content].drop(while: ASCII.isWhitespace)
    let end = bytes.lastIndex { !ASCII.isWhitespace($0) }.map { $0 + 1 } ?? bytes.startIndex
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}

extension Substring {
  /// What follows a word and the blanks behind it; `nil` when the text does not begin with the word.
  fileprivate func removingWord(_ word: String) -> Substring? {
    guard hasPrefix(word) else { return nil }
    let rest = dropFirst(word.count)
    guard let next = rest.first else { return rest }
    guard next.isWhitespace || next == "(" || next == "\"" || next == "." || next == "$" else {
      return nil
    }
    return rest.drop(while: \.isWhitespace)
  }
}
