import Editing
import Findings
import GitKit

extension ApplyDiff {
  /// Brings one file's part of the diff to the release.
  func apply(
    _ change: FileDiff, base: ReleaseName, to workspace: inout Workspace
  ) throws(OperationFailure) -> Effect {
    switch change.change {
    case .modified: return try modify(change, base: base, in: &workspace)
    case .added: return try add(change, to: &workspace)
    case .deleted, .renamed, .copied:
      throw OperationFailure(
        .diffDoesNotMerge, "a diff can change and add files, not delete, rename or copy them",
        advice: ["use `file.remove` and `file.add`"])
    }
  }

  private func modify(
    _ change: FileDiff, base: ReleaseName, in workspace: inout Workspace
  ) throws(OperationFailure) -> Effect {
    let path = try path(change.oldPath)
    guard let original = workspace.history.file(path, at: base) else {
      throw OperationFailure(
        .editedFileMissing, "\(path) does not exist in \(base), the diff's base release",
        advice: ["name the release that the diff was made on in `base`"])
    }
    let patched: [UInt8]
    do throws(EditingError) {
      patched = try change.apply(to: original.content)
    } catch {
      throw OperationFailure(
        .diffDoesNotMerge, "the diff does not fit \(path) of \(base): \(error.message)",
        advice: ["make the diff anew on \(base)"])
    }
    let (found, movedFrom) = try workspace.locate(path)
    guard let current = workspace.files[found] else {
      throw OperationFailure(.editedFileMissing, "\(path) does not exist in \(workspace.release)")
    }
    let merged = try merge(base: original.content, patched, current.content, at: found, workspace)
    // Git writes the mode also where it stays: only a mode that the diff changes is meant.
    let wanted = change.newMode == change.oldMode ? nil : change.newMode
    let mode = wanted.flatMap { FileMode(octal: $0) } ?? current.mode
    if merged == current.content, mode == current.mode {
      return Effect(file: found, movedFrom: movedFrom, already: [1])
    }
    workspace.set(found, to: FileTree.File(mode: mode, content: merged))
    let hunks = (try? TextDiff.hunks(old: current.content, new: merged)) ?? []
    let lines = hunks.map { $0.old.lowerBound + 1 }
    return Effect(file: found, movedFrom: movedFrom, changed: lines.isEmpty ? [1] : lines)
  }

  private func merge(
    base: [UInt8], _ patched: [UInt8], _ current: [UInt8], at path: TreePath, _ workspace: Workspace
  ) throws(OperationFailure) -> [UInt8] {
    let merge: TextMerge
    do throws(GitError) {
      merge = try TextMerge.merge(base: base, ours: patched, theirs: current)
    } catch {
      throw OperationFailure(.diffDoesNotMerge, "\(path): \(error.message)", file: path)
    }
    guard !merge.hasConflicts else {
      let lines = SourceText(merge.bytes)
      let first = lines.lineStarts.indices.first { lines.line($0).hasPrefix("<<<<<<<") } ?? 0
      throw OperationFailure(
        .diffDoesNotMerge, "the diff and upstream change the same lines of \(path)",
        file: path, evidence: ["about line \(first + 1)"],
        advice: ["make the diff anew on \(workspace.release), in a variant of its own"])
    }
    return merge.bytes
  }

  private func add(
    _ change: FileDiff, to workspace: inout Workspace
  ) throws(OperationFailure) -> Effect {
    let path = try path(change.newPath)
    let content: [UInt8]
    do throws(EditingError) {
      content = try change.apply(to: [])
    } catch {
      throw OperationFailure(.diffDoesNotMerge, "the diff cannot add \(path): \(error.message)")
    }
    let file = FileTree.File(
      mode: change.newMode.flatMap { FileMode(octal: $0) } ?? .regular, content: content)
    return try workspace.add(file, at: path)
  }

  private func path(_ text: String?) throws(OperationFailure) -> TreePath {
    do throws(TreePathError) {
      return try TreePath(text ?? "")
    } catch {
      throw OperationFailure(.diffDoesNotMerge, "the diff names a file that cannot be: \(error)")
    }
  }
}
