import Editing
import GitKit

extension CaptureStrategy {
  /// Steps that were put into `RUN` chains.
  func steps(
    from old: SourceText, to new: SourceText, at path: TreePath
  ) -> [CapturedOperation]? {
    guard path.name.hasPrefix("Dockerfile"), let before = try? Dockerfile(old).steps().all,
      let after = try? Dockerfile(new).steps().all
    else { return nil }
    let known = Set(before.map(\.text))
    var operations: [CapturedOperation] = []
    for (index, step) in after.enumerated() where !known.contains(step.text) {
      let neighbours = [index - 1, index + 1].filter {
        after.indices.contains($0) && after[$0].instruction == step.instruction
      }
      guard let neighbour = neighbours.first else { return nil }
      operations.append(
        CapturedOperation(
          "dockerfile.run-step",
          [
            ("file", .text(path.text)),
            (neighbour < index ? "after" : "before", .text(after[neighbour].text)),
            ("step", .text(step.text)),
          ]))
    }
    return operations.isEmpty ? nil : operations
  }

  /// Settings and directives at the end of blocks, or of the file.
  func blocks(
    from old: SourceText, to new: SourceText, at path: TreePath
  ) -> [CapturedOperation]? {
    guard path.name.hasSuffix(".conf") || path.name == "default",
      let hunks = try? TextDiff.hunks(old: old.bytes, new: new.bytes), !hunks.isEmpty,
      hunks.allSatisfy(\.old.isEmpty), let blocks = Self.blocks(of: new)
    else { return nil }
    return hunks.map { hunk in
      let start = new.lineStarts[hunk.new.lowerBound]
      let end = new.lineRange(hunk.new.upperBound - 1).upperBound
      let around = blocks.filter { $0.body.lowerBound <= start && end <= $0.body.upperBound }
        .max { $0.body.lowerBound < $1.body.lowerBound }
      return CapturedOperation(
        "block.insert",
        [
          ("file", .text(path.text)), ("into", around.flatMap { .text($0.path.description) }),
          ("text", .block(Self.dedented(hunk.new.map(new.line)))),
        ])
    }
  }

  private struct Block {
    let path: BracePath
    let body: Range<Int>
  }

  private static func blocks(of text: SourceText) -> [Block]? {
    guard NginxDocument.isNginx(text) else {
      return (try? BraceDocument(text))?.blocks.map { Block(path: $0.path, body: $0.body) }
    }
    guard let statements = try? NginxDocument(text).statements else { return nil }
    return statements.compactMap { statement in
      guard let body = statement.body else { return nil }
      let around = statements.filter { other in
        other.body.map { $0.lowerBound <= body.lowerBound && body.upperBound <= $0.upperBound }
          ?? false
      }
      return Block(path: BracePath(components: around.map(\.words)), body: body)
    }
  }

  /// Lines without the indentation that all of them have.
  private static func dedented(_ lines: [String]) -> String {
    let indents = lines.filter { !$0.trimmed.isEmpty }
      .map { $0.prefix { $0 == " " || $0 == "\t" }.count }
    let common = indents.min() ?? 0
    return lines.map { ($0.trimmed.isEmpty ? "" : String($0.dropFirst(common))) + "\n" }.joined()
  }
}
