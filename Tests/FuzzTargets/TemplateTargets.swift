import Editing

/// Go templates: actions, the tree, and reads of the environment.
enum TemplateTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let template: GoTemplate
    do throws(EditingError) {
      template = try GoTemplate(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    try check(template)
    for read in template.environmentReads {
      try require(read.offset < bytes.count, "a read is at \(read.offset)")
    }
    do throws(EditingError) {
      try check(try template.nodes(), of: text)
    } catch {
      try FuzzEdit.check(error, in: text)
    }
    for environment in [[:], ["A": TracedText("1"), "B": TracedText(unknown: "at start")]] {
      let outcome: TemplateOutcome
      do throws(EditingError) {
        outcome = try template.rendered(with: environment)
      } catch {
        try FuzzEdit.check(error, in: text)
        continue
      }
      guard case .rendered(let output) = outcome else { continue }
      for piece in output.pieces {
        try require(
          piece.source.upperBound <= bytes.count, "a rendered piece is at \(piece.source)")
      }
    }
  }

  /// Actions stand one behind the other, and begin and end as actions do.
  static func check(_ template: GoTemplate) throws(FuzzFailure) {
    let text = template.text
    var end = 0
    for action in template.actions {
      try require(
        action.span.lowerBound >= end && action.span.upperBound <= text.bytes.count,
        "an action is at \(action.span), behind \(end)")
      let written = text.bytes[action.span]
      try require(
        written.starts(with: "{{".utf8) && written.suffix(2).elementsEqual("}}".utf8),
        "`\(text.string(in: action.span))` is no action")
      end = action.span.upperBound
    }
  }

  private static func check(_ nodes: [TemplateNode], of text: SourceText) throws(EditingError) {
    for node in nodes {
      switch node {
      case .text(let range): _ = text.bytes[range]
      case .action: break
      case .branches(let branches):
        for branch in branches { try check(branch.nodes, of: text) }
      }
    }
  }
}

/// Templates of HOCON and nginx: blocks, values, and a setting that is inserted.
enum BraceTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let document: BraceDocument
    do throws(EditingError) {
      document = try BraceDocument(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    try TemplateTarget.check(document.template)
    for block in document.blocks {
      try require(
        block.span.upperBound <= bytes.count && block.span.lowerBound <= block.body.lowerBound
          && block.body.upperBound <= block.span.upperBound,
        "a block is at \(block.span), \(block.body)")
    }
    for setting in document.settings {
      try require(
        setting.span.upperBound <= bytes.count
          && setting.span.lowerBound <= setting.valueSpan.lowerBound
          && setting.valueSpan.upperBound <= setting.span.upperBound,
        "a setting is at \(setting.span), \(setting.valueSpan)")
      _ = document.effectiveSetting(setting.path)
    }
    // Each costs a reading of the whole, so that not all are tried in a long document.
    for setting in document.settings.prefix(20) {
      for environment in [[:], ["A": "1", "B": "true"], ["A": "x,y", "B": ""]] {
        do throws(EditingError) {
          _ = try document.value(of: setting.path, environment: environment)
        } catch {
          try FuzzEdit.check(error, in: text)
        }
      }
    }
    _ = document.environmentReads
    let path =
      document.blocks.isEmpty
      ? BracePath(components: ["new", "block"])
      : document.blocks[bytes.count % document.blocks.count].path
    for position in [BlockPosition.start, .end] {
      try insert(into: path, position, createMissing: document.blocks.isEmpty, document)
    }
    // A text without a setting is known by its lines.
    _ = try FuzzEdit.apply(to: text, "insert include") { (text) throws(EditingError) in
      try BraceDocument(text).insert("include \"fuzzed.conf\"", into: path)
    }
    // A quote has no place in the text of a path, nor has nothing at all.
    let isWritable =
      path.components != [""] && !path.components.contains { $0.utf8.contains(0x22) }
    try require(
      !isWritable || BracePath(path.description) == path,
      "the path `\(path)` is read as another one")
  }

  /// The setting is there, and all others are as they were.
  private static func insert(
    into path: BracePath, _ position: BlockPosition, createMissing: Bool, _ document: BraceDocument
  ) throws(FuzzFailure) {
    let text = document.text
    let result = try FuzzEdit.apply(to: text, "insert") { (text) throws(EditingError) in
      try BraceDocument(text).insert(
        "fuzzed = 1", into: path, position: position, createMissing: createMissing)
    }
    guard let result, !text.string.contains("fuzzed") else { return }
    do throws(EditingError) {
      let after = try BraceDocument(result)
      let others = after.settings.filter { $0.path.components.last != "fuzzed" }
      if others.map(\.path) != document.settings.map(\.path)
        || others.map(\.value) != document.settings.map(\.value)
        || others.count == after.settings.count
      {
        throw EditingError(.malformed, "\(after.settings.map(\.path))")
      }
    } catch {
      throw FuzzFailure(description: "insert into \(path): \(error)\n\(result.string)")
    }
  }
}
