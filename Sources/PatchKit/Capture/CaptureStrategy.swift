import Editing
import GitKit

/// A way to say an edit of a file by operations, the most typed first.
enum CaptureStrategy: CaseIterable {
  case compose
  case env
  case steps
  case blocks
  case lines

  /// The operations that may make a file the edited one; `nil` where this is no way.
  func operations(
    from old: SourceText, to new: SourceText, at path: TreePath, release: ReleaseName,
    others: [SourceText]
  ) -> [CapturedOperation]? {
    switch self {
    case .compose: compose(from: old, to: new, at: path, release, others)
    case .env: env(from: old, to: new, at: path)
    case .steps: steps(from: old, to: new, at: path)
    case .blocks: blocks(from: old, to: new, at: path, others)
    case .lines: lines(from: old, to: new, at: path, others)
    }
  }

  /// Whether a text says the same as another one, and has all of its comments.
  ///
  /// - Parameter old: the text before the edit: comments on what is removed may go with it.
  func isSame(_ one: SourceText, _ other: SourceText, from old: SourceText) -> Bool {
    switch self {
    case .compose:
      (try? ComposeFile.differences(from: one, to: other)) == []
        && Self.comments(of: other).isSubset(of: Self.comments(of: one))
    case .env:
      (try? EnvFile.differences(from: one, to: other)) == []
        && Self.comments(of: other).subtracting(Self.comments(onRemoved: old, other))
          .isSubset(of: Self.comments(of: one))
    case .steps, .blocks, .lines: one.bytes == other.bytes
    }
  }

  /// The comments that an env file had on variables that another one has not.
  private static func comments(onRemoved old: SourceText, _ new: SourceText) -> Set<String> {
    guard let old = try? EnvFile(old), let new = try? EnvFile(new) else { return [] }
    let names = Set(new.entries.map(\.name))
    return Set(
      old.entries.filter { !names.contains($0.name) }.flatMap(\.comment).flatMap {
        let text = $0.trimmed
        return [text, "#\(text)", "# \(text)"]
      })
  }

  private static func comments(of text: SourceText) -> Set<String> {
    Set(text.lineStarts.indices.map { text.line($0).trimmed }.filter { $0.hasPrefix("#") })
  }

  private func compose(
    from old: SourceText, to new: SourceText, at path: TreePath, _ release: ReleaseName,
    _ others: [SourceText]
  ) -> [CapturedOperation]? {
    guard let changes = try? ComposeFile.changes(from: old, to: new), !changes.isEmpty else {
      return nil
    }
    return Self.compose(changes, at: path, release, others)
  }

  /// The operations for changes of a compose file.
  static func compose(
    _ changes: [ComposeChange], at path: TreePath, _ release: ReleaseName,
    _ others: [SourceText]
  ) -> [CapturedOperation] {
    let tag = release.tag
    let others = others.compactMap { try? ComposeEntries($0) }
    func marked(_ snippet: YAMLSnippet) -> YAMLSnippet {
      (try? snippet.replacing(tag, with: ReleaseName.mark)) ?? snippet
    }
    return changes.map { change in
      let isInService = change.path.count > 2 && change.path[0] == "services"
      let place: [(String, YAMLSnippet?)] = [
        ("file", .text(path.text)), ("service", isInService ? .text(change.path[1]) : nil),
        ("path", .list(isInService ? Array(change.path.dropFirst(2)) : change.path)),
      ]
      switch change.kind {
      case .removed: return CapturedOperation("compose.remove", place)
      case .set(let value, let replaced):
        let neighbour = change.steadiestNeighbour(in: others)
        return CapturedOperation(
          "compose.set",
          place + [
            ("before", neighbour?.side == .before ? .text(neighbour?.name ?? "") : nil),
            ("after", neighbour?.side == .after ? .text(neighbour?.name ?? "") : nil),
            (
              "comment",
              change.comment.isEmpty
                ? nil : YAMLSnippet.block(change.comment.map { $0 + "\n" }.joined())
            ),
            ("new", replaced == nil ? YAMLSnippet.yes : nil),
            ("value", marked(value)), ("replaces", replaced.map(marked)),
          ], of: .compose(path, change.path))
      }
    }
  }

  private func env(
    from old: SourceText, to new: SourceText, at path: TreePath
  ) -> [CapturedOperation]? {
    guard path.name == "env.example" || path.name.hasSuffix(".env"), let old = try? EnvFile(old),
      let new = try? EnvFile(new)
    else { return nil }
    let (before, after) = (Set(old.entries.map(\.name)), Set(new.entries.map(\.name)))
    var operations = old.entries.filter { !after.contains($0.name) }.map { entry in
      CapturedOperation(
        "env.remove", [("file", .text(path.text)), ("name", .text(entry.name))])
    }
    var last: String?
    for entry in new.entries {
      defer { last = entry.name }
      let isNew = !before.contains(entry.name)
      let known = old.entries(named: entry.name)
      guard known.count < 2 else { continue }
      let isChanged = known.first.map {
        $0.rawValue != entry.rawValue || $0.isCommentedOut != entry.isCommentedOut
      }
      guard isNew || isChanged == true else { continue }
      operations.append(
        CapturedOperation(
          "env.set",
          [
            ("file", .text(path.text)), ("name", .text(entry.name)),
            ("value", .quoted(entry.rawValue)),
            (
              "comment",
              isNew && !entry.comment.isEmpty
                ? YAMLSnippet.block(entry.comment.map { $0 + "\n" }.joined()) : nil
            ),
            ("commented-out", entry.isCommentedOut ? YAMLSnippet.yes : nil),
            ("after", isNew ? last.flatMap { .text($0) } : nil),
          ], of: .variable(entry.name)))
    }
    return operations.isEmpty ? nil : operations
  }

  /// Inserted and replaced lines, each at lines that are there once, here and in the other texts.
  private func lines(
    from old: SourceText, to new: SourceText, at path: TreePath, _ others: [SourceText]
  ) -> [CapturedOperation]? {
    guard let hunks = try? TextDiff.hunks(old: old.bytes, new: new.bytes), !hunks.isEmpty,
      String(validating: new.bytes, as: UTF8.self) != nil
    else { return nil }
    let all = [old] + others
    func isUnique(_ text: String) -> Bool {
      let trimmed = SourceText(text)
      let line = trimmed.line(0).trimmed
      guard !line.isEmpty else { return false }
      return all.allSatisfy { text in
        text.lineStarts.indices.count { text.line($0).trimmed == line } <= 1
      }
    }
    func text(_ source: SourceText, _ lines: Range<Int>) -> String {
      lines.map { source.line($0) + "\n" }.joined()
    }
    var operations: [CapturedOperation] = []
    for hunk in hunks {
      let inserted = text(new, hunk.new)
      if hunk.old.isEmpty, hunk.old.lowerBound > 0, isUnique(old.line(hunk.old.lowerBound - 1)) {
        operations.append(
          CapturedOperation(
            "text.insert",
            [
              ("file", .text(path.text)),
              ("after", .text(old.line(hunk.old.lowerBound - 1).trimmed)),
              ("text", YAMLSnippet.block(inserted)),
            ]))
      } else if hunk.old.isEmpty, hunk.old.upperBound < old.lineStarts.count,
        isUnique(old.line(hunk.old.upperBound))
      {
        operations.append(
          CapturedOperation(
            "text.insert",
            [
              ("file", .text(path.text)), ("before", .text(old.line(hunk.old.upperBound).trimmed)),
              ("text", YAMLSnippet.block(inserted)),
            ]))
      } else if let replaced = replacement(hunk, from: old, to: new, all) {
        operations.append(
          CapturedOperation(
            "text.replace",
            [
              ("file", .text(path.text)), ("find", YAMLSnippet.block(replaced.find)),
              ("with", YAMLSnippet.block(replaced.with)),
            ]))
      } else {
        return nil
      }
    }
    return operations
  }

  /// The fewest lines around a change that are there once in each text.
  private func replacement(
    _ hunk: TextDiff.Hunk, from old: SourceText, to new: SourceText, _ all: [SourceText]
  ) -> (find: String, with: String)? {
    for context in 0...5 {
      let above = min(context, hunk.old.lowerBound, hunk.new.lowerBound)
      let below = min(
        context, old.lineStarts.count - hunk.old.upperBound,
        new.lineStarts.count - hunk.new.upperBound)
      let range = hunk.old.lowerBound - above..<hunk.old.upperBound + below
      guard !range.isEmpty else { continue }
      func text(_ source: SourceText, _ lines: Range<Int>) -> String {
        lines.map { line in source.string(in: source.lineRange(line)) }.joined()
      }
      let find = text(old, range)
      let with = text(new, hunk.new.lowerBound - above..<hunk.new.upperBound + below)
      let isUnique = all.allSatisfy { PlainText($0).occurrences(of: find).count <= 1 }
      if !find.isEmpty, isUnique, find != with { return (find, with) }
    }
    return nil
  }
}
