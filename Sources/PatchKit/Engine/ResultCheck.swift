import Editing
import Findings
import GitKit

/// What becomes of a file's readability when an operation edits it: whatever could be read before has to be readable
/// afterwards, and the services of a compose file have to be whole.
struct ResultCheck {
  let readings: FileReadings

  /// What is wrong with a file after an edit.
  struct Problem {
    let message: String
    let offset: Int?
  }

  /// What is wrong with a file that was as `old` has it; `nil` when nothing is.
  func problem(_ path: TreePath, from old: [UInt8]?, to new: [UInt8]) -> Problem? {
    if let problem = composeProblem(from: old, to: new) { return problem }
    // Of a new file nothing tells which language it is in.
    guard let old else { return nil }
    for reads in Self.languages(of: path, new) {
      guard let error = reads(self, new), reads(self, old) == nil else { continue }
      return Problem(message: error.message, offset: error.offset)
    }
    return nil
  }

  private func composeProblem(from old: [UInt8]?, to new: [UInt8]) -> Problem? {
    switch (old.map(readings.compose), readings.compose(new)) {
    case (.compose(let before)?, .compose(let after)):
      guard let torn = try? ComposeFile.tornService(from: before, to: after) else { return nil }
      let what =
        if let key = torn.key, let holder = torn.holder {
          "`\(key)` of service `\(torn.name)` belongs to `\(holder)` now"
        } else {
          "service `\(torn.name)` has nothing left"
        }
      return Problem(message: what, offset: torn.offset)
    case (.compose?, .broken(let error)), (nil, .broken(let error)):
      return Problem(message: error.message, offset: error.offset)
    case (.compose?, .other): return Problem(message: "it has no services", offset: nil)
    case (.broken?, _), (.other?, _), (nil, .compose), (nil, .other): return nil
    }
  }

  /// Reads a text; the error when that can't be done.
  private typealias Reading = @Sendable (ResultCheck, [UInt8]) -> EditingError?

  /// The languages that a file may be in, by its name and its first bytes.
  private static func languages(of path: TreePath, _ content: [UInt8]) -> [Reading] {
    let name = path.name
    if content.starts(with: "#!".utf8) {
      return [{ _, text in ShellSyntax(text).problem }]
    }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      return [
        { _, text in error { () throws(EditingError) in _ = try YAMLDocument(SourceText(text)) } }
      ]
    }
    if name == "Dockerfile" || name.hasPrefix("Dockerfile.") || name.hasSuffix(".Dockerfile") {
      return [
        { _, text in error { () throws(EditingError) in _ = try Dockerfile(SourceText(text)) } }
      ]
    }
    if name == "env.example" || name == ".env" || name.hasSuffix(".env") {
      return [
        { _, text in error { () throws(EditingError) in _ = try EnvFile(SourceText(text)) } },
        { _, text in refusedLine(of: text) },
      ]
    }
    let template: Reading = { _, text in
      error { () throws(EditingError) in _ = try GoTemplate(SourceText(text)).nodes() }
    }
    guard name.hasSuffix(".conf") || name == "default" else { return [template] }
    guard NginxDocument.isNginx(SourceText(content)) else {
      return [
        template,
        { check, text in
          error { () throws(EditingError) in _ = try check.readings.braces(text) }
        },
      ]
    }
    return [
      template,
      { _, text in error { () throws(EditingError) in _ = try NginxDocument(SourceText(text)) } },
    ]
  }

  private static func error(
    _ read: () throws(EditingError) -> Void
  ) -> EditingError? {
    do throws(EditingError) {
      try read()
      return nil
    } catch {
      return error
    }
  }

  /// That Compose would refuse a line of an env file.
  private static func refusedLine(of text: [UInt8]) -> EditingError? {
    guard let refused = (try? EnvFile(SourceText(text)))?.refused else { return nil }
    return EditingError(
      .malformed, "a line is neither a variable nor a comment", at: refused.lowerBound)
  }
}

extension Workspace {
  /// Refuses what an operation made of files.
  ///
  /// - Throws: ``OperationFailure`` with the generated text around the place.
  func check(since before: Workspace, _ effects: [Effect], by operation: String)
    throws(OperationFailure)
  {
    let check = ResultCheck(readings: readings)
    for path in Set(effects.filter { !$0.changed.isEmpty }.map(\.file)).sorted() {
      guard let new = files[path], new.mode.isFile else { continue }
      let old = before.files[path].flatMap { $0.mode.isFile ? $0.content : nil }
      guard old != new.content,
        let problem = check.problem(path, from: old, to: new.content)
      else { continue }
      let text = SourceText(new.content)
      throw OperationFailure(
        .operationBreaksFile, "`\(operation)` breaks \(path): \(problem.message)", file: path,
        offsets: problem.offset.map { [$0] } ?? [], text: text,
        evidence: problem.offset.map { Excerpt.lines(of: text, around: $0) } ?? [],
        advice: [
          "fix the operation: its result is shown as it would be generated"
        ])
    }
  }
}

extension Excerpt {
  /// The lines around a place, with their numbers and indentation.
  static func lines(of text: SourceText, around offset: Int) -> [String] {
    let line = text.lineIndex(at: min(offset, text.bytes.count))
    let lines = max(0, line - 3)..<min(text.lineStarts.count, line + 3)
    return lines.compactMap { index in
      let indentation = min(text.line(index).prefix { $0 == " " }.count, 40)
      guard let content = self.text(of: text, line: index) else { return nil }
      let mark = index == line ? ">" : " "
      return "\(mark) \(index + 1): " + String(repeating: " ", count: indentation) + content
    }
  }
}
