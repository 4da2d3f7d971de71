/// Follows all ways through a template to see whether inserted lines stay lines of their own when it is rendered,
/// since actions such as `{{- end }}` remove line breaks.
struct LineJoining {
  /// What can stand between the last visible text and the place: a set of possibilities.
  private struct State: OptionSet {
    let rawValue: Int
    /// A line break.
    static let fresh = State(rawValue: 1)
    /// Nothing, and the text is of the document before.
    static let joinedToOld = State(rawValue: 2)
    /// Nothing, and the text is of what was inserted.
    static let joinedToNew = State(rawValue: 4)
  }

  private let template: GoTemplate
  private let body: Range<Int>
  private let inserted: Range<Int>
  private var bytes: [UInt8] { template.text.bytes }

  /// - Parameter body: the bytes between the braces around the place.
  init(_ template: GoTemplate, body: Range<Int>, inserted: Range<Int>) {
    self.template = template
    self.body = body
    self.inserted = inserted
  }

  /// Whether what was inserted shares no line with what stands around it.
  func keepsLines() -> Bool {
    var state: State = .fresh
    var branches: [(entry: State, exits: State, isComplete: Bool)] = []
    var offset = body.lowerBound
    var trimsStart = false
    for action in template.actions
    where action.span.lowerBound >= body.lowerBound && action.span.upperBound <= body.upperBound {
      let segment = trimmed(
        offset..<action.span.lowerBound, start: trimsStart, end: action.trimsBefore)
      guard pass(segment, state: &state) else { return false }
      switch action.kind {
      case .open:
        branches.append((state, [], false))
      case .otherwise:
        guard var branch = branches.popLast() else { break }
        branch.exits.formUnion(state)
        branch.isComplete = action.text == "else"
        state = branch.entry
        branches.append(branch)
      case .end:
        guard let branch = branches.popLast() else { break }
        state.formUnion(branch.exits)
        if !branch.isComplete { state.formUnion(branch.entry) }
      case .output:
        guard pass(action.span, state: &state) else { return false }
      case .comment, .assignment:
        break
      }
      offset = action.span.upperBound
      trimsStart = action.trimsAfter
    }
    let rest = trimmed(offset..<body.upperBound, start: trimsStart, end: false)
    return pass(rest, state: &state)
  }

  private func trimmed(_ range: Range<Int>, start: Bool, end: Bool) -> Range<Int> {
    var range = range
    while start, let first = range.first, ASCII.isWhitespace(bytes[first]) { range.removeFirst() }
    while end, let last = range.last, ASCII.isWhitespace(bytes[last]) { range.removeLast() }
    return range
  }

  /// Follows a text that is rendered; `false` where old and new meet on a line.
  private func pass(_ range: Range<Int>, state: inout State) -> Bool {
    for index in range {
      let byte = bytes[index]
      if byte == ASCII.lineFeed {
        state = .fresh
      } else if !ASCII.isWhitespace(byte) {
        let isNew = inserted.contains(index)
        if isNew, state.contains(.joinedToOld) { return false }
        if !isNew, byte != ASCII.comma, state.contains(.joinedToNew) { return false }
        state = isNew ? .joinedToNew : .joinedToOld
      }
    }
    return true
  }
}
