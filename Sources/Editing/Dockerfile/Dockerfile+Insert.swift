/// Where a step goes, relative to the step that an anchor names.
///
/// An anchor is a step's text, or the start of it up to a blank: `apt-get purge`.
package enum StepPlace: Sendable, Hashable {
  /// Directly before the step.
  case before(String)
  /// Directly after the step.
  case after(String)

  /// The anchor.
  var anchor: String {
    switch self {
    case .before(let anchor), .after(let anchor): anchor
    }
  }
}

extension Dockerfile {
  /// Adds a step to the `RUN` chain of an anchor, written in the way the chain is written.
  ///
  /// When the step stands on the wanted side of the anchor in the same chain, the outcome says so and has no edit.
  ///
  /// - Throws: ``EditingError``: the anchor is not there, or more than once (with the lines); the step stands on the
  ///   other side of it; the chain ends in a comment, or with what no `&&` can follow; or the step is not one step of a
  ///   command on one line.
  package func insertRunStep(_ step: String, _ place: StepPlace) throws(EditingError) -> EditOutcome
  {
    let written = try checkedStep(step)
    let new = foldingWhitespace(written.utf8)
    let steps = try steps()
    let found = steps.indices(of: place.anchor).filter { steps.all[$0].text != new }
    let index = try steps.only(found, anchor: place.anchor)
    guard let chain = steps.chains.first(where: { $0.stepIndices.contains(index) }) else {
      return EditOutcome()
    }
    let position = index - chain.stepIndices.lowerBound
    let goesBefore = if case .before = place { true } else { false }
    let target = goesBefore ? position : position + 1
    let same = chain.steps.indices.filter { chain.steps[$0].text == new }
    if let there = same.first(where: { ($0 < position) == goesBefore }) {
      return EditOutcome(already: [chain.steps[there].span])
    }
    if let there = same.first {
      throw EditingError(
        .unsupported, "the step is there, but on the other side of `\(place.anchor)`",
        at: chain.steps[there].span.lowerBound)
    }
    if target == chain.steps.count, chain.endsInComment {
      throw EditingError(
        .unsupported, "the chain ends in a comment, behind which nothing runs",
        at: chain.steps[position].span.lowerBound)
    }
    let edit = ChainLayout(steps: steps, chain: chain).edit(
      inserting: written, at: target, hugsFollowing: goesBefore)
    var wanted = chain.steps.map(\.text)
    wanted.insert(new, at: target)
    try check(edit, makes: wanted, of: chain.instruction)
    return EditOutcome(edits: [edit], changed: [edit.range])
  }

  /// Refuses an edit after which an instruction has other steps than it was meant to, or another instruction is a
  /// different one: behind `;` or `&` no `&&` can stand, and behind the start of a here-document nothing can go to the
  /// next line.
  private func check(
    _ edit: Edit, makes wanted: [String], of changed: Int
  ) throws(EditingError) {
    let isMeant: Bool
    do throws(EditingError) {
      isMeant = try Dockerfile(text.applying([edit])).steps(of: changed, inPlaceOf: self) == wanted
    } catch {
      isMeant = false
    }
    guard isMeant else {
      throw EditingError(
        .unsupported, "the step cannot stand there without changing another one",
        at: edit.range.lowerBound)
    }
  }

  /// The steps of an instruction, by their texts; `nil` when it is not all that differs from another Dockerfile.
  private func steps(
    of changed: Int, inPlaceOf other: Dockerfile
  ) throws(EditingError) -> [String]? {
    guard instructions.count == other.instructions.count, instructions[changed].form == .shell,
      instructions.indices.allSatisfy({
        $0 == changed || instructions[$0].says(other.instructions[$0])
      })
    else { return nil }
    return try RunChain(of: instructions[changed], index: changed, firstStep: 0).steps.map(\.text)
  }

  /// A step without blanks around it, when it is one command on one line.
  private func checkedStep(_ step: String) throws(EditingError) -> String {
    let source = SourceText(step)
    let range = source.trimmingBlanks(0..<source.bytes.count)
    var joined = JoinedText()
    joined.append(range, of: source)
    let isPlain =
      !joined.bytes.contains { $0 == ASCII.lineFeed || $0 == 0 }
      && joined.bytes.last != escape && !joined.bytes.starts(with: "--".utf8)
      && !joined.words(escape: escape).contains { HeredocMarker(joined.bytes[$0]) != nil }
    guard isPlain, Self.isOneStep(joined) else {
      throw EditingError(.unsupported, "the step to add is not one command on one line")
    }
    return source.string(in: range)
  }

  private static func isOneStep(_ joined: JoinedText) -> Bool {
    do throws(EditingError) {
      let command = try RunCommand(joined, fallback: 0)
      return command.steps.count == 1 && !command.endsInComment
    } catch {
      return false
    }
  }
}
