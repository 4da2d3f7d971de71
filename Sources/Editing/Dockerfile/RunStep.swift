/// One step of a `RUN a && b && c` chain.
package struct RunStep: Sendable, Hashable {
  /// The step with its lines joined and each run of blanks folded to a space.
  package let text: String
  /// The index of the instruction that the step stands in.
  package let instruction: Int
  /// The bytes from the step's first to behind its last, separators left out.
  package let span: Range<Int>

  /// Whether an anchor names the step: it is its text, or the start of it up to a blank.
  func matches(_ anchor: String) -> Bool {
    let anchor = foldingWhitespace(anchor.utf8)
    return !anchor.isEmpty && (text == anchor || text.hasPrefix(anchor + " "))
  }
}

/// The steps of one `RUN` instruction.
struct RunChain: Sendable {
  /// The index of the instruction.
  let instruction: Int
  /// The steps in order, at least one.
  let steps: [RunStep]
  /// The offset of each `&&`; one fewer than steps.
  let separators: [Int]
  /// Whether a shell comment follows, so that nothing can be appended.
  let endsInComment: Bool
  /// The places of the steps in the list of all steps of the file.
  let stepIndices: Range<Int>

  init(of instruction: DockerInstruction, index: Int, firstStep: Int) throws(EditingError) {
    self.instruction = index
    let joined = instruction.arguments
    let command = try RunCommand(joined, fallback: instruction.span.lowerBound)
    steps = command.steps.map { range in
      RunStep(
        text: foldingWhitespace(joined.bytes[range]), instruction: index, span: joined.span(range))
    }
    separators = command.separators.map { joined.offsets[$0] }
    endsInComment = command.endsInComment
    stepIndices = firstStep..<firstStep + steps.count
  }
}
