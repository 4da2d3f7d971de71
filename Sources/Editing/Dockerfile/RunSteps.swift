/// The steps of all `RUN` instructions of a Dockerfile in shell form.
package struct RunSteps: Sendable {
  /// The steps in order.
  package let all: [RunStep]
  /// The chains that they stand in, one for each of the instructions.
  let chains: [RunChain]
  /// The Dockerfile.
  let file: Dockerfile

  /// The indices in ``all`` of the steps that an anchor names.
  package func indices(of anchor: String) -> [Int] {
    all.indices.filter { all[$0].matches(anchor) }
  }

  /// The index in ``all`` of the one step that an anchor names.
  ///
  /// - Throws: ``EditingError``: not found, or ambiguous with the lines.
  package func index(of anchor: String) throws(EditingError) -> Int {
    try only(indices(of: anchor), anchor: anchor)
  }

  /// Whether one step runs before another, by the order of instructions and of steps in them.
  ///
  /// - Throws: ``EditingError`` when one of them is not there exactly once.
  package func runs(_ first: String, before second: String) throws(EditingError) -> Bool {
    try index(of: first) < index(of: second)
  }

  /// The one index among those that an anchor has.
  func only(_ found: [Int], anchor: String) throws(EditingError) -> Int {
    if let only = found.first, found.count == 1 { return only }
    guard found.isEmpty else {
      let offsets = found.map { all[$0].span.lowerBound }
      throw EditingError(
        .ambiguous,
        "\(found.count) steps are `\(anchor)`, on lines \(file.text.lineNumbers(of: offsets))",
        at: offsets.first)
    }
    if let other = unreadableRun(with: anchor) {
      throw EditingError(
        .unsupported, "`\(anchor)` stands in a `RUN` that is no `a && b` chain", at: other)
    }
    let names = all.map { String($0.text.prefix { $0 != " " }) }
    let meant = Suggestion.nearest(to: String(anchor.prefix { $0 != " " }), in: names)
    let hint = meant == anchor ? nil : meant.map { "; did you mean `\($0)`?" }
    throw EditingError(.notFound, "no step of a `RUN` is `\(anchor)`\(hint ?? "")")
  }

  /// Where an anchor stands in a `RUN` with a here-document or a list of words.
  private func unreadableRun(with anchor: String) -> Int? {
    let text = file.text
    let anchor = foldingWhitespace(anchor.utf8)
    for instruction in file.instructions
    where instruction.keyword == "RUN" && instruction.form != .shell {
      let lines =
        text.lineIndex(
          at: instruction.span.lowerBound)...text.lineIndex(
          at: max(instruction.span.lowerBound, instruction.span.upperBound - 1))
      for line in lines where foldingWhitespace(text.line(line).utf8).contains(anchor) {
        return text.trimmingBlanks(text.contentRange(ofLine: line)).lowerBound
      }
    }
    return nil
  }
}

extension Dockerfile {
  /// Reads the steps of the `RUN` instructions in shell form.
  ///
  /// - Throws: ``EditingError``, with the offset, for commands whose quotes, brackets or compound statements are not
  ///   closed, and for empty steps.
  package func steps() throws(EditingError) -> RunSteps {
    var chains: [RunChain] = []
    for (index, instruction) in instructions.enumerated()
    where instruction.keyword == "RUN" && instruction.form == .shell {
      chains.append(
        try RunChain(
          of: instruction, index: index, firstStep: chains.last?.stepIndices.upperBound ?? 0))
    }
    return RunSteps(all: chains.flatMap(\.steps), chains: chains, file: self)
  }
}
