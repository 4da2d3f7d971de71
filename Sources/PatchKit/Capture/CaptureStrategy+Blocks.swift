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
      func neighbour(_ index: Int) -> String? {
        guard after.indices.contains(index), after[index].instruction == step.instruction else {
          return nil
        }
        return after[index].text
      }
      let (previous, next) = (neighbour(index - 1), neighbour(index + 1))
      guard let anchor = previous ?? next else { continue }
      operations.append(
        CapturedOperation(
          "dockerfile.run-step",
          [
            ("file", .text(path.text)),
            (previous == nil ? "before" : "after", .text(anchor)),
            ("step", .text(step.text)),
          ], of: .step(path, step.text, after: previous, before: next)))
    }
    return operations.isEmpty ? nil : operations
  }

  /// Settings and directives at the end of blocks, or of the file.
  func blocks(
    from old: SourceText, to new: SourceText, at path: TreePath
  ) -> [CapturedOperation]? {
    guard path.name.hasSuffix(".conf") || path.name == "default",
      let hunks = try? TextDiff.hunks(old: old.bytes, new: new.bytes),
      let blocks = Self.blocks(of: new)
    else { return nil }
    let operations = hunks.filter(\.old.isEmpty).compactMap { hunk -> CapturedOperation? in
      let start = new.lineStarts[hunk.new.lowerBound]
      let end = new.lineRange(hunk.new.upperBound - 1).upperBound
      let around = blocks.filter { $0.body.lowerBound <= start && end <= $0.body.upperBound }
        .max { $0.body.lowerBound < $1.body.lowerBound }
      // A place in the middle is none that it has.
      let isLast = hunk.new.upperBound..<new.lineStarts.count
      let next = isLast.first { !new.line($0).trimmed.isEmpty }
      if let around {
        guard let next, new.lineStarts[next] <= around.body.upperBound,
          new.lineIndex(at: around.body.upperBound) == next
        else { return nil }
      } else if next != nil {
        return nil
      }
      let lines = hunk.new.map(new.line)
      return CapturedOperation(
        "block.insert",
        [
          ("file", .text(path.text)), ("into", around.flatMap { .text($0.path.description) }),
          ("text", .block(Self.dedented(lines))),
        ], of: .block(path, around?.path.description, lines.map(\.trimmed)))
    }
    return operations.isEmpty ? nil : operations
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
