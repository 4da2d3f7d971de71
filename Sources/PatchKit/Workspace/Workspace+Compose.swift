package import Editing
package import GitKit

extension Workspace {
  /// The compose files as they are now.
  package var composeIndex: ComposeIndex { ComposeIndex(of: files, with: readings) }

  /// Lets an editor work on a compose file, and makes the edits it returns.
  package mutating func editCompose(
    _ path: TreePath, with editor: (ComposeFile) throws(EditingError) -> EditOutcome
  ) throws(OperationFailure) -> Effect {
    let readings = readings
    return try edit(path) { (text) throws(EditingError) in
      switch readings.compose(text.bytes) {
      case .compose(let file): return try editor(file)
      case .broken(let error): throw error
      case .other: return try editor(try ComposeFile(text))
      }
    }
  }

  /// Lets an editor work on every compose file in turn.
  ///
  /// - Returns: what was done in the files that have a place for it.
  mutating func editEveryCompose(
    with editor: (ComposeFile) throws(EditingError) -> EditOutcome
  ) throws(OperationFailure) -> [Effect] {
    var effects: [Effect] = []
    for path in composeIndex.paths {
      let effect = try editCompose(path, with: editor)
      if !effect.changed.isEmpty || !effect.already.isEmpty { effects.append(effect) }
    }
    return effects
  }
}
