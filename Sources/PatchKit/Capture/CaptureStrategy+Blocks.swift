import Editing
import GitKit

extension CaptureStrategy {
  /// Settings and directives of blocks: new ones, other values, and those that go.
  func blocks(
    from old: SourceText, to new: SourceText, at path: TreePath, _ others: [SourceText]
  ) -> [CapturedOperation]? {
    guard path.name.hasSuffix(".conf") || path.name == "default",
      let hunks = try? TextDiff.hunks(old: old.bytes, new: new.bytes),
      let before = try? SettingsFile(old), let after = try? SettingsFile(new)
    else { return nil }
    let others = others.compactMap { text in try? SettingsFile(text) }
    let capture = BlockCapture(path: path, before: before, after: after, others: others)
    let operations = hunks.flatMap { capture.operations(for: $0) ?? [] }
    return operations.isEmpty ? nil : operations
  }
}

/// Says what changes in a configuration by the blocks and settings that it is made of.
private struct BlockCapture {
  let path: TreePath
  let before: SettingsFile
  let after: SettingsFile
  /// The file at other releases, where a place has to be as clear as here.
  let others: [SettingsFile]

  func operations(for hunk: TextDiff.Hunk) -> [CapturedOperation]? {
    if hunk.old.isEmpty { return insertion(hunk).map { [$0] } }
    if hunk.new.isEmpty { return removals(hunk) }
    return values(hunk)
  }

  // MARK: - New lines

  private func insertion(_ hunk: TextDiff.Hunk) -> CapturedOperation? {
    let text = after.text
    let start = text.lineStarts[hunk.new.lowerBound]
    let end = text.lineRange(hunk.new.upperBound - 1).upperBound
    let around = after.container(of: start..<end)
    let siblings = after.children(of: around)
    let lines = hunk.new.map(text.line)
    guard siblings.contains(where: { start <= $0.span.lowerBound && $0.span.upperBound <= end })
    else { return nil }
    let block = around.block.map { BracePath(components: $0.path) }
    func operation(
      _ sign: String?, _ keys: [(String, YAMLSnippet?)] = []
    ) -> CapturedOperation {
      CapturedOperation(
        "block.insert",
        [("file", .text(path.text)), ("into", block.flatMap { .text($0.description) })] + keys + [
          ("having", sign.flatMap { .text($0) }), ("text", .block(Self.dedented(lines))),
        ], of: .block(path, block?.description, lines.map(\.trimmed)))
    }
    if isAtEnd(hunk, of: around) {
      guard let block else { return operation(nil) }
      if let sign = sign(of: block, around) { return operation(sign.isEmpty ? nil : sign) }
    }
    // Beside what stands next to it, on the same branch of the template.
    let previous = siblings.last { $0.span.upperBound <= start }
    if let previous, text.lineIndex(at: previous.span.upperBound - 1) == hunk.new.lowerBound - 1,
      let found = anchor(previous, in: around)
    {
      return operation(found.sign, [("after", .text(found.anchor))])
    }
    let next = siblings.first { $0.span.lowerBound >= end }
    if let next, line(above: next) == hunk.new.upperBound, let found = anchor(next, in: around) {
      return operation(found.sign, [("before", .text(found.anchor))])
    }
    return nil
  }

  private func isAtEnd(_ hunk: TextDiff.Hunk, of around: SettingsContainer) -> Bool {
    let text = after.text
    let next = (hunk.new.upperBound..<text.lineStarts.count).first {
      !text.line($0).trimmed.isEmpty
    }
    guard around.block != nil else { return next == nil }
    return next.map { text.lineIndex(at: around.body.upperBound) == $0 } ?? false
  }

  /// The line at which a statement begins, with the comment on it.
  private func line(above statement: SettingsStatement) -> Int {
    var line = after.text.lineIndex(at: statement.span.lowerBound)
    while line > 0, after.text.line(line - 1).trimmed.hasPrefix("#") { line -= 1 }
    return line
  }

  // MARK: - Values and removals

  /// Settings whose value changed: as many before as after, each with its name.
  private func values(_ hunk: TextDiff.Hunk) -> [CapturedOperation]? {
    let (old, new) = (settings(hunk.old, in: before), settings(hunk.new, in: after))
    guard !old.isEmpty, old.count == new.count else { return nil }
    var operations: [CapturedOperation] = []
    for (one, other) in zip(old, new) where one.words != other.words {
      guard one.path.dropLast() == other.path.dropLast(), let change = Self.change(one, other)
      else { return nil }
      let name = change.name
      let setting = BracePath(components: one.path.dropLast() + name)
      guard let sign = sign(of: one, named: name.last ?? "", value: change.old) else { return nil }
      operations.append(
        CapturedOperation(
          "block.set",
          [
            ("file", .text(path.text)), ("path", .text(setting.description)),
            ("having", sign.isEmpty ? nil : .text(sign)),
            ("value", .quoted(change.new)), ("replaces", .quoted(change.old)),
          ],
          of: .block(
            path,
            one.path.count > 1
              ? BracePath(components: Array(one.path.dropLast())).description : nil,
            [other.words])))
    }
    return operations.isEmpty ? nil : operations
  }

  /// What differs between two settings: the words in front of it are the name.
  private static func change(
    _ one: SettingsStatement, _ other: SettingsStatement
  ) -> (name: [String], old: String, new: String)? {
    if let old = one.assigned, let new = other.assigned {
      guard one.path == other.path else { return nil }
      return ([one.path.last ?? ""], old, new)
    }
    let (old, new) = (one.words.split(separator: " "), other.words.split(separator: " "))
    let common = zip(old, new).prefix { $0 == $1 }.count
    let count = min(common, old.count - 1, new.count - 1)
    guard count > 0 else { return nil }
    return (
      [old[..<count].joined(separator: " ")], old[count...].joined(separator: " "),
      new[count...].joined(separator: " ")
    )
  }

  private func removals(_ hunk: TextDiff.Hunk) -> [CapturedOperation]? {
    let text = before.text
    let bytes =
      text.lineStarts[hunk.old.lowerBound]..<text.lineRange(hunk.old.upperBound - 1).upperBound
    let gone = before.statements.filter { bytes.contains($0.span.lowerBound) }
    // A block goes with what is in it.
    let top = gone.filter { one in
      !gone.contains {
        $0 != one && $0.span.lowerBound < one.span.lowerBound
          && $0.body?.contains(one.span.lowerBound) == true
      }
    }
    guard !top.isEmpty, top.allSatisfy({ $0.span.upperBound <= bytes.upperBound }) else {
      return nil
    }
    var operations: [CapturedOperation] = []
    for statement in top {
      let name = statement.name
      guard let sign = sign(of: statement, named: name, value: nil) else { return nil }
      operations.append(
        CapturedOperation(
          "block.remove",
          [
            ("file", .text(path.text)),
            (
              "path",
              .text(BracePath(components: statement.path.dropLast() + [name]).description)
            ),
            ("having", sign.isEmpty ? nil : .text(sign)),
          ]))
    }
    return operations
  }

  private func settings(_ lines: Range<Int>, in file: SettingsFile) -> [SettingsStatement] {
    let text = file.text
    let bytes = text.lineStarts[lines.lowerBound]..<text.lineRange(lines.upperBound - 1).upperBound
    return file.statements.filter { $0.body == nil && bytes.contains($0.span.lowerBound) }
  }

  // MARK: - Places that are clear, here and in the other releases

  /// What tells one block of a path from the others; empty where there is no other, `nil` where nothing does.
  private func sign(of block: BracePath, _ wanted: SettingsContainer) -> String? {
    let files = [before] + others
    if files.allSatisfy({ $0.containers(at: block).count <= 1 }) { return "" }
    return signs(around: wanted, in: after).first { sign in
      files.allSatisfy { $0.containers(at: block, having: sign).count <= 1 }
        && before.containers(at: block, having: sign).count == 1
        && after.containers(at: block, having: sign).first?.body == wanted.body
    }
  }

  /// The same for the block around a setting that has a name and perhaps a value.
  private func sign(of setting: SettingsStatement, named name: String, value: String?) -> String? {
    let around = BracePath(components: Array(setting.path.dropLast()))
    func count(_ file: SettingsFile, _ sign: String?) -> Int {
      file.containers(at: around, having: sign).flatMap { file.children(of: $0) }.count {
        $0.matches(name) && (value == nil || $0.assigned ?? $0.words.behind(name) == value)
      }
    }
    let files = [before] + others
    if count(before, nil) == 1, files.allSatisfy({ count($0, nil) <= 1 }) { return "" }
    guard let container = before.container(around: setting) else { return nil }
    return signs(around: container, in: before).first { sign in
      count(before, sign) == 1 && files.allSatisfy { count($0, sign) <= 1 }
        && before.containers(at: around, having: sign).contains { $0.body == container.body }
    }
  }

  /// How a statement of a block is known, and what the block is known by where that is not enough.
  private func anchor(
    _ statement: SettingsStatement, in around: SettingsContainer
  ) -> (anchor: String, sign: String?)? {
    let block = BracePath(components: around.block?.path ?? [])
    let files = [before] + others
    func count(_ file: SettingsFile, _ anchor: String, _ sign: String?) -> Int {
      file.containers(at: block, having: sign).flatMap { file.children(of: $0) }
        .count { $0.matches(anchor) }
    }
    let anchors = statement.anchors
    for anchor in anchors
    where count(before, anchor, nil) == 1 && files.allSatisfy({ count($0, anchor, nil) <= 1 }) {
      return (anchor, nil)
    }
    for sign in signs(around: around, in: after) {
      for anchor in anchors
      where count(before, anchor, sign) == 1
        && files.allSatisfy({ count($0, anchor, sign) <= 1 })
        && after.containers(at: block, having: sign).contains(where: { $0.body == around.body })
      {
        return (anchor, sign)
      }
    }
    return nil
  }

  /// What may tell a block: what stands in it and in those around it, and stood there before.
  private func signs(around container: SettingsContainer, in file: SettingsFile) -> [String] {
    var (signs, next): ([String], SettingsContainer?) = ([], container)
    while let current = next, let block = current.block {
      signs += file.children(of: current).map(\.words).filter { words in
        before.statements.contains { $0.words == words }
      }
      next = file.container(around: block)
    }
    return signs
  }

  /// Lines without the indentation that all of them have.
  private static func dedented(_ lines: [String]) -> String {
    let indents = lines.filter { !$0.trimmed.isEmpty }
      .map { $0.prefix { $0 == " " || $0 == "\t" }.count }
    let common = indents.min() ?? 0
    return lines.map { ($0.trimmed.isEmpty ? "" : String($0.dropFirst(common))) + "\n" }.joined()
  }
}

extension SettingsStatement {
  /// What it may be known by, the shortest first: HOCON's key, nginx's first word, all of it.
  fileprivate var anchors: [String] {
    [name == words ? words.split(separator: " ").first.map(String.init) ?? words : name, words]
  }
}

extension String {
  /// What stands behind words at the start.
  fileprivate func behind(_ words: String) -> String? {
    hasPrefix(words + " ") ? String(dropFirst(words.count + 1)) : nil
  }
}
