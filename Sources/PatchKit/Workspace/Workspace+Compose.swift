public import Editing
public import GitKit

extension Workspace {
  /// Lets an editor work on a compose file, and makes the edits it returns.
  public mutating func editCompose(
    _ path: TreePath, with editor: (ComposeFile) throws(EditingError) -> EditOutcome
  ) throws(OperationFailure) -> Effect {
    try edit(path) { (text) throws(EditingError) in try editor(try ComposeFile(text)) }
  }

  /// Lets an editor work on every compose file in turn.
  ///
  /// - Returns: what was done in the files that have a place for it.
  public mutating func editEveryCompose(
    with editor: (ComposeFile) throws(EditingError) -> EditOutcome
  ) throws(OperationFailure) -> [Effect] {
    var effects: [Effect] = []
    for path in composePaths {
      let effect = try editCompose(path, with: editor)
      if !effect.changed.isEmpty || !effect.already.isEmpty { effects.append(effect) }
    }
    return effects
  }

  /// The paths of all compose files, sorted: YAML files whose root has `services`.
  public var composePaths: [TreePath] { ComposeFiles.paths(in: files) }
}

/// Finds the compose files of a tree.
public enum ComposeFiles {
  /// The paths of the files that are compose files, sorted. Folders whose name begins with a dot are not looked into.
  public static func paths(in files: FileTree) -> [TreePath] {
    files.paths.filter { path in
      guard path.text.hasSuffix(".yml") || path.text.hasSuffix(".yaml"),
        !path.components.dropLast().contains(where: { $0.hasPrefix(".") }),
        let file = files[path], file.mode.isFile
      else { return false }
      return isCompose(file.content)
    }
  }

  /// Whether a text is a compose file; one that cannot be parsed counts when a line begins with `services:`, so that
  /// a broken compose file is reported and not left out.
  public static func isCompose(_ content: [UInt8]) -> Bool {
    let text = SourceText(content)
    guard hasServicesLine(text) else { return false }
    guard let document = try? YAMLDocument(text) else { return true }
    return ComposeFile.isCompose(document)
  }

  private static func hasServicesLine(_ text: SourceText) -> Bool {
    text.lineStarts.indices.contains { index in
      let line = text.line(index)
      return line.hasPrefix("services") || line.hasPrefix("\"services\"") || line.hasPrefix("'services'")
        || line.hasPrefix("{") || line.hasPrefix("\u{FEFF}")
    }
  }
}
