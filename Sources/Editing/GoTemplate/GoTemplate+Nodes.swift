/// A part of a template as a tree.
package indirect enum TemplateNode: Sendable, Hashable {
  /// Text that is put out as it is, trim markers counted.
  case text(Range<Int>)
  /// An action that stands for itself.
  case action(TemplateAction)
  /// `if`, `range`, `with`, `define` or `block`: the actions that begin its branches, each with what stands in it.
  case branches([Branch])

  /// A branch.
  package struct Branch: Sendable, Hashable {
    /// The action that begins it: `if …`, `else`.
    package let action: TemplateAction
    /// What stands in it.
    package internal(set) var nodes: [TemplateNode]
  }
}

extension GoTemplate {
  /// The template as a tree.
  ///
  /// - Throws: ``EditingError``, with the offset, for an `end` or `else` too many, what has no `end`, an action that
  ///   Go's parser refuses, and beyond 64 levels.
  package func nodes() throws(EditingError) -> [TemplateNode] {
    var stack: [[TemplateNode.Branch]] = []
    var top: [TemplateNode] = []
    func add(_ node: TemplateNode) {
      if stack.isEmpty {
        top.append(node)
      } else {
        let level = stack.count - 1
        stack[level][stack[level].count - 1].nodes.append(node)
      }
    }
    var offset = 0
    var trims = false
    func addText(to end: Int, trimsEnd: Bool) {
      var range = offset..<max(offset, end)
      while trims, let first = range.first, ASCII.isWhitespace(text.bytes[first]) {
        range.removeFirst()
      }
      while trimsEnd, let last = range.last, ASCII.isWhitespace(text.bytes[last]) {
        range.removeLast()
      }
      if !range.isEmpty { add(.text(range)) }
    }
    for action in actions {
      let place = action.span.lowerBound
      if case .unreadable(let error, _) = action.statement { throw error }
      addText(to: place, trimsEnd: action.trimsBefore)
      (offset, trims) = (action.span.upperBound, action.trimsAfter)
      switch action.kind {
      case .comment: continue
      case .output, .assignment: add(.action(action))
      case .open:
        guard stack.count < 64 else {
          throw EditingError(.tooLarge, "the template nests too deep", at: place)
        }
        stack.append([TemplateNode.Branch(action: action, nodes: [])])
      case .otherwise:
        guard !stack.isEmpty else {
          throw EditingError(.malformed, "`\(action.text)` belongs to nothing", at: place)
        }
        try Self.check(action, behind: stack[stack.count - 1])
        stack[stack.count - 1].append(TemplateNode.Branch(action: action, nodes: []))
      case .end:
        guard let branches = stack.popLast() else {
          throw EditingError(.malformed, "`end` ends nothing", at: place)
        }
        add(.branches(branches))
      }
    }
    if let open = stack.last?.first?.action {
      throw EditingError(.malformed, "`\(open.text)` has no end", at: open.span.lowerBound)
    }
    addText(to: text.bytes.count, trimsEnd: false)
    return top
  }
  /// Checks that an `else` may stand behind branches.
  private static func check(
    _ action: TemplateAction, behind branches: [TemplateNode.Branch]
  ) throws(EditingError) {
    let place = action.span.lowerBound
    if branches.count > 1, case .otherwise(nil)? = branches.last?.action.statement {
      throw EditingError(.malformed, "`\(action.text)` stands behind the last `else`", at: place)
    }
    switch (branches.first?.action.statement, action.statement) {
    case (.condition, _), (_, .otherwise(nil)), (.with, .otherwise(.with)): return
    default:
      throw EditingError(.malformed, "`\(action.text)` belongs to no `if`", at: place)
    }
  }
}
