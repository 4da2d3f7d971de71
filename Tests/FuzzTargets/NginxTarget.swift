import Editing

/// Templates of nginx's configuration: directives, blocks, and a directive that is inserted.
enum NginxTarget {
  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let text = SourceText(bytes)
    let document: NginxDocument
    do throws(EditingError) {
      document = try NginxDocument(text)
    } catch {
      return try FuzzEdit.check(error, in: text)
    }
    for statement in document.statements {
      let body = statement.body ?? statement.span
      try require(
        statement.span.upperBound <= bytes.count && statement.span.lowerBound <= body.lowerBound
          && body.upperBound <= statement.span.upperBound,
        "`\(statement.words)` is at \(statement.span), \(body)")
    }
    try insert(into: BracePath(components: []), document)
    let blocks = document.statements.filter { $0.body != nil }
    guard !blocks.isEmpty else { return }
    let path = BracePath(components: [blocks[bytes.count % blocks.count].words])
    try insert(into: path, document)
  }

  /// The directive is there, and all others are as they were.
  private static func insert(
    into path: BracePath, _ document: NginxDocument
  ) throws(FuzzFailure) {
    let result = try FuzzEdit.apply(to: document.text, "insert") { (text) throws(EditingError) in
      try NginxDocument(text).insert("fuzzed 'a b';\n# why\nif ($x) { return 1; }", into: path)
    }
    guard let result, !document.text.string.contains("fuzzed") else { return }
    do throws(EditingError) {
      let words = try NginxDocument(result).statements.map(\.words)
      let others = words.filter { !["fuzzed 'a b'", "if ($x)", "return 1"].contains($0) }
      let before = document.statements.map(\.words)
        .filter { !["if ($x)", "return 1"].contains($0) }
      if others != before || !words.contains("fuzzed 'a b'") {
        throw EditingError(.malformed, "\(words)")
      }
    } catch {
      throw FuzzFailure(description: "insert into \(path): \(error)\n\(result.string)")
    }
  }
}
