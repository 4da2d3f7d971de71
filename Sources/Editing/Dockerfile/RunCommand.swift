/// The shell command of a `RUN`, split at its top-level `&&`.
struct RunCommand {
  /// The steps, as ranges of the joined text without blanks around them.
  private(set) var steps: [Range<Int>] = []
  /// The indices of the `&&` between the steps.
  private(set) var separators: [Int] = []
  /// Whether the command ends in a comment, so that nothing can be appended.
  let endsInComment: Bool

  /// - Parameter fallback: the offset for an error in an empty command.
  /// - Throws: ``EditingError`` for an empty step, and for what no shell would take.
  init(_ joined: JoinedText, fallback: Int) throws(EditingError) {
    let start = Self.start(of: joined)
    let syntax = ShellSyntax(joined.bytes, from: start)
    func place(_ index: Int) -> Int {
      (index < joined.offsets.count ? joined.offsets[index] : joined.offsets.last) ?? fallback
    }
    endsInComment = syntax.lastComment?.upperBound == joined.bytes.count
    separators = syntax.commands.items.flatMap { item in
      item.rest.filter { $0.operator == .and }.map(\.offset)
    }
    let ends = separators + [joined.bytes.count]
    for (from, end) in zip([start] + separators.map { $0 + 2 }, ends) {
      var range = from..<end
      while let first = range.first, ASCII.isBlank(joined.bytes[first]) { range.removeFirst() }
      while let last = range.last, ASCII.isBlank(joined.bytes[last]) { range.removeLast() }
      guard !range.isEmpty else {
        throw EditingError(.malformed, "a step of the command is empty", at: place(end))
      }
      steps.append(range)
    }
    if let problem = syntax.problem {
      throw EditingError(problem.kind, problem.message, at: problem.offset.map(place))
    }
  }

  /// Behind the options of the instruction, such as `--mount=type=cache,target=/x`.
  private static func start(of joined: JoinedText) -> Int {
    var end = 0
    for word in joined.words(escape: ASCII.backslash) {
      guard joined.bytes[word].starts(with: [ASCII.minus, ASCII.minus]) else {
        return word.lowerBound
      }
      end = word.upperBound
    }
    return end
  }
}
