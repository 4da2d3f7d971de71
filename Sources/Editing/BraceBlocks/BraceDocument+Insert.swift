/// Where in a block a text goes.
package enum BlockPosition: Sendable, Hashable {
  /// Behind the opening brace.
  case start
  /// Before the closing brace, where it wins over what is set above it.
  case end
}

extension BraceDocument {
  /// Inserts a text into a block, indented like what the block has.
  ///
  /// The text is there already when its settings are, with the same values, in the same template branches as the text
  /// itself puts them in, and (at the end) not overridden below. Where the path has a block in each branch of one
  /// conditional, each gets the text.
  ///
  /// - Parameters:
  ///   - fragment: one or several lines, without the indentation of the place; template lines can be among them.
  ///   - path: the block.
  ///   - position: where in the block.
  ///   - createMissing: whether blocks that are not there are written, inside of those of the path that are.
  /// - Throws: ``EditingError``: no such block (with the part of the path that is there); several that can be rendered
  ///   together; a text that is no document of its own; a template that trims away the line breaks at the place, or an
  ///   action, value or comment that reaches over them.
  package func insert(
    _ fragment: String, into path: BracePath, position: BlockPosition = .end,
    createMissing: Bool = false
  ) throws(EditingError) -> EditOutcome {
    let fragment = try BraceFragment(fragment)
    let (outcome, result) = try insertion(
      of: fragment, into: path, position: position, createMissing: createMissing)
    guard let edit = outcome.edits.first else { return outcome }
    // What was inserted must be there, and what was there must have stayed.
    let isMeant: Bool
    do throws(EditingError) {
      let again = try result.insertion(
        of: fragment, into: path, position: position, createMissing: createMissing)
      isMeant = again.outcome.edits.isEmpty && result.hasSettings(of: self)
    } catch {
      isMeant = false
    }
    guard isMeant else {
      throw EditingError(
        .unsupported, "what stands beside the place would make something else of the text",
        at: edit.range.lowerBound)
    }
    return outcome
  }

  /// Whether all settings of another document are there, in their order.
  private func hasSettings(of other: BraceDocument) -> Bool {
    var rest = other.settings[...]
    for setting in settings {
      guard let next = rest.first else { break }
      if setting.path == next.path, setting.value == next.value { rest.removeFirst() }
    }
    return rest.isEmpty
  }

  /// What an insertion comes to, and the document after it.
  private typealias Insertion = (outcome: EditOutcome, result: BraceDocument)

  private func insertion(
    of fragment: BraceFragment, into path: BracePath, position: BlockPosition, createMissing: Bool
  ) throws(EditingError) -> Insertion {
    if let there = fragment.isPresent(in: settings, under: path, guards: 0, position: position) {
      return (EditOutcome(already: there), self)
    }
    let targets = blocks(at: path)
    guard targets.isEmpty else {
      return try insert(fragment, into: targets, position: position)
    }
    let found = longestPrefix(of: path)
    guard createMissing else { throw notFound(path, longest: found) }
    let missing = path.components.dropFirst(found.components.count)
    let wrapped = fragment.wrapped(in: Array(missing), unit: BraceLayout.unit(of: self))
    guard found.components.isEmpty else {
      return try insert(wrapped, into: blocks(at: found), position: .end)
    }
    guard !hasOuterBraces else {
      throw EditingError(
        .unsupported, "blocks cannot be created in braces without a name", at: 0)
    }
    return try checked([BraceLayout(self).edit(appending: wrapped)], in: [-1..<text.bytes.count])
  }

  /// How many branches of one conditional a text is put into.
  private static let maximumTargets = 64

  private func insert(
    _ fragment: BraceFragment, into targets: [BraceBlock], position: BlockPosition
  ) throws(EditingError) -> Insertion {
    guard targets.count <= Self.maximumTargets else {
      throw EditingError(
        .tooLarge,
        "the block `\(targets[0].path)` is there \(targets.count) times, and at most \(Self.maximumTargets) are edited",
        at: targets[0].span.lowerBound)
    }
    for (index, target) in targets.enumerated() {
      let others = targets[..<index]
      guard others.allSatisfy({ TemplateGuard.areExclusive($0.guards, target.guards) }) else {
        let lines = text.lineNumbers(of: targets.map(\.span.lowerBound))
        throw EditingError(
          .ambiguous,
          "the block `\(target.path)` is there \(targets.count) times, on lines \(lines)",
          at: targets[0].span.lowerBound)
      }
    }
    var edits: [Edit] = []
    var bodies: [Range<Int>] = []
    var already: [Range<Int>] = []
    for target in targets {
      if let there = fragment.presence(in: self, block: target, position: position) {
        already += there
      } else {
        edits.append(BraceLayout(self).edit(inserting: fragment, into: target, position: position))
        bodies.append(target.body)
      }
    }
    var insertion = try checked(edits, in: bodies)
    insertion.outcome.already = already
    return insertion
  }

  /// An outcome of edits, after a look at the result: it can be read, and lines that were put in stay lines.
  private func checked(
    _ edits: [Edit], in bodies: [Range<Int>]
  ) throws(EditingError) -> Insertion {
    guard !edits.isEmpty else { return (EditOutcome(), self) }
    let result = try BraceDocument(text.applying(edits))
    for (edit, body) in zip(edits, bodies) {
      let template =
        edits.count == 1 ? result.template : try GoTemplate(text.applying([edit]))
      let growth = template.text.bytes.count - text.bytes.count
      let inserted = edit.range.lowerBound..<edit.range.upperBound + growth
      let rendering = LineJoining(
        template, body: max(body.lowerBound, 0)..<body.upperBound + growth,
        inserted: inserted)
      guard rendering.keepsLines() else {
        throw EditingError(
          .unsupported, "template actions beside the place trim away the line breaks around it",
          at: edit.range.lowerBound)
      }
    }
    return (EditOutcome(edits: edits, changed: edits.map(\.range)), result)
  }

  /// The longest part of a path that has a block.
  private func longestPrefix(of path: BracePath) -> BracePath {
    let paths = Set(blocks.map(\.path))
    var components = path.components
    while !components.isEmpty, !paths.contains(BracePath(components: components)) {
      components.removeLast()
    }
    return BracePath(components: components)
  }

  private func notFound(_ path: BracePath, longest: BracePath) -> EditingError {
    let depth = longest.components.count
    var message = "there is no block `\(path)`"
    if depth > 0 { message += "; `\(longest)` is there" }
    let siblings = blocks.map(\.path)
      .filter { $0.starts(with: longest) && $0.components.count > depth }
      .map { $0.components[depth] }
    if path.components.count > depth,
      let meant = Suggestion.nearest(to: path.components[depth], in: siblings)
    {
      message += "; did you mean `\(longest.appending([meant]))`?"
    }
    return EditingError(
      .notFound, message, at: depth > 0 ? blocks(at: longest).first?.span.lowerBound : nil)
  }
}
