package import Editing
package import GitKit

extension Workspace {
  /// The text of a file and the path it was found at.
  package func text(at path: TreePath) throws(OperationFailure) -> LocatedText {
    let (found, movedFrom) = try locate(path)
    return LocatedText(
      path: found, movedFrom: movedFrom, text: SourceText(files[found]?.content ?? []))
  }

  /// The text of a file as upstream has it, wherever it was moved to; `nil` when it has none.
  func upstreamText(_ path: TreePath) -> SourceText? {
    let found = upstream[path] == nil ? history.destination(of: path) : path
    return found.flatMap { upstream[$0] }.map { SourceText($0.content) }
  }

  /// Makes the edits of an outcome in a file.
  ///
  /// - Returns: what was done, with line numbers of the text before.
  package mutating func make(_ outcome: EditOutcome, in located: LocatedText) -> Effect {
    if !outcome.edits.isEmpty, let file = files[located.path] {
      let text = located.text.applying(outcome.edits)
      set(located.path, to: FileTree.File(mode: file.mode, content: text.bytes))
    }
    return Effect(
      file: located.path, movedFrom: located.movedFrom,
      changed: outcome.changed.map { located.text.lineNumber(at: $0.lowerBound) },
      already: outcome.already.map { located.text.lineNumber(at: $0.lowerBound) })
  }

  /// Lets an editor work on a file's text, and makes the edits it returns.
  package mutating func edit(
    _ path: TreePath, with editor: (SourceText) throws(EditingError) -> EditOutcome
  ) throws(OperationFailure) -> Effect {
    let located = try text(at: path)
    do {
      return make(try editor(located.text), in: located)
    } catch {
      throw OperationFailure(error, file: located.path, text: located.text)
    }
  }
}

/// A file's text, and where it was found.
package struct LocatedText: Sendable {
  /// The path at this release.
  package let path: TreePath
  /// The path that was asked for, where upstream has moved the file.
  package let movedFrom: TreePath?
  /// The text.
  package let text: SourceText
}
