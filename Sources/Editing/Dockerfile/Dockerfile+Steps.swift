extension Dockerfile {
  /// The indices in ``runSteps`` of the steps that an anchor names.
  package func stepIndices(of anchor: String) -> [Int] {
    runSteps.indices.filter { runSteps[$0].matches(anchor) }
  }

  /// The index in ``runSteps`` of the one step that an anchor names.
  ///
  /// - Throws: ``EditingError``: not found, or ambiguous with the lines.
  package func stepIndex(of anchor: String) throws(EditingError) -> Int {
    try onlyStep(in: stepIndices(of: anchor), anchor: anchor)
  }

  /// Whether one step runs before another, by the order of instructions and of steps in them.
  ///
  /// - Throws: ``EditingError`` when one of them is not there exactly once.
  package func runs(_ first: String, before second: String) throws(EditingError) -> Bool {
    try stepIndex(of: first) < stepIndex(of: second)
  }

  /// The one index among those that an anchor has.
  func onlyStep(in found: [Int], anchor: String) throws(EditingError) -> Int {
    if let only = found.first, found.count == 1 { return only }
    guard found.isEmpty else {
      let offsets = found.map { runSteps[$0].span.lowerBound }
      throw EditingError(
        .ambiguous,
        "\(found.count) steps are `\(anchor)`, on lines \(text.lineNumbers(of: offsets))",
        at: offsets.first)
    }
    if let other = unreadableRun(with: anchor) {
      throw EditingError(
        .unsupported, "`\(anchor)` stands in a `RUN` that is no `a && b` chain", at: other)
    }
    let names = runSteps.map { String($0.text.prefix { $0 != " " }) }
    let meant = Suggestion.nearest(to: String(anchor.prefix { $0 != " " }), in: names)
    let hint = meant == anchor ? nil : meant.map { "; did you mean `\($0)`?" }
    throw EditingError(.notFound, "no step of a `RUN` is `\(anchor)`\(hint ?? "")")
  }

  /// Where an anchor stands in a `RUN` with a here-document or a list of words.
  private func unreadableRun(with anchor: String) -> Int? {
    let anchor = foldingWhitespace(anchor.utf8)
    for instruction in instructions where instruction.keyword == "RUN" && instruction.form != .shell
    {
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
