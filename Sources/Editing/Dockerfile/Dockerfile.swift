/// A Dockerfile: its text, the instructions in it, and the steps of its `RUN` instructions.
package struct Dockerfile: Sendable {
  /// The source.
  package let text: SourceText
  /// The instructions in order.
  package let instructions: [DockerInstruction]
  /// The steps of all `RUN` instructions in shell form, in order.
  package let runSteps: [RunStep]
  /// The chains that the steps stand in, one for each `RUN` instruction in shell form.
  let chains: [RunChain]
  /// The character that continues a line, from the `escape` directive.
  let escape: UInt8

  /// Reads a Dockerfile.
  ///
  /// - Throws: ``EditingError``, with the offset, for unknown instructions, here-documents without end, and commands
  ///   whose quotes, brackets or compound statements are not closed; beyond 1 MiB.
  package init(_ text: SourceText) throws(EditingError) {
    guard text.bytes.count <= 1 << 20 else {
      throw EditingError(.tooLarge, "a Dockerfile has at most 1 MiB", at: 1 << 20)
    }
    var reader = DockerfileReader(text)
    let instructions = try reader.readInstructions()
    var chains: [RunChain] = []
    for (index, instruction) in instructions.enumerated()
    where instruction.keyword == "RUN" && instruction.form == .shell {
      chains.append(
        try RunChain(
          of: instruction, index: index, firstStep: chains.last?.stepIndices.upperBound ?? 0))
    }
    self.text = text
    self.instructions = instructions
    self.chains = chains
    runSteps = chains.flatMap(\.steps)
    escape = reader.escape
  }
}
