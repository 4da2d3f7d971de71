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
    let path = try path(change.oldPath, in: workspace)
    let (found, movedFrom) = try workspace.locate(path)
    guard let current = workspace.files[found] else {
      throw OperationFailure(.editedFileMissing, "\(path) does not exist in \(workspace.release)")
    }
    let original = workspace.history.file(path, at: base)
    var patched: [UInt8]?
    var obstacle = "\(path) does not exist in \(base), the diff's base release"
    if let original {
      do throws(EditingError) {
        patched = try change.apply(to: original.content)
      } catch {
        obstacle = "the diff does not fit \(path) of \(base): \(error.message)"
      }
    }
    let merged: [UInt8]
    if let original, let patched {
      merged = try merge(
        base: original.content, patched, current.content, at: found, workspace)
    } else {
      merged = try located(
        change, in: current.content, at: found, workspace, otherwise: obstacle)
    }
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

  /// Puts the diff's lines to where the file has them as they are now: a diff that was made in a deployment has lines of
  /// other patches in it.
  private func located(
    _ change: FileDiff, in content: [UInt8], at path: TreePath, _ workspace: Workspace,
    otherwise headline: String
  ) throws(OperationFailure) -> [UInt8] {
    let text = SourceText(content)
    do throws(EditingError) {
      return text.applying(try change.edits(whereverIn: text).edits).bytes
    } catch {
      throw OperationFailure(
        .diffDoesNotMerge, headline, file: path, offsets: error.offset.map { [$0] } ?? [],
        text: text,
        evidence: ["nor does it fit the file as it is at \(workspace.release): \(error.message)"],
        advice: [
          "make the diff anew on \(base), or in a deployment of \(workspace.release) without other local edits"
        ])
    }
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
    let path = try path(change.newPath, in: workspace)
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

  /// The file's path in the generated tree; a diff that was made in the deployment's repository has it below the
  /// deployment's folder.
  private func path(
    _ text: String?, in workspace: Workspace
  ) throws(OperationFailure) -> TreePath {
    let path: TreePath
    do throws(TreePathError) {
      path = try TreePath(text ?? "")
    } catch {
      throw OperationFailure(.diffDoesNotMerge, "the diff names a file that cannot be: \(error)")
    }
    guard let folder = workspace.folder.path, workspace.files[path] == nil,
      path.isInside(folder.text), !workspace.upstream.hasFolder(folder.text),
      let inner = try? TreePath(String(path.text.dropFirst(folder.text.count + 1)))
    else { return path }
    return inner
  }
}
