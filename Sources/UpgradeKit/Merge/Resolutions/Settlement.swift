import Editing
import GitKit
import PatchKit

/// One merged file with the conflicts settled for which there are resolutions.
struct Settlement {
  /// The file; what was settled is no conflict in it.
  private(set) var outcome: MergedFile
  /// What was settled.
  private(set) var replays: [Replay] = []
  /// Resolutions that match and were not used, since they would leave a file that cannot be read.
  private(set) var refusals: [Replay] = []
  /// Resolutions at the place of a conflict that is not the one they settle.
  private(set) var mismatches: [Mismatch] = []
  private let versions: DeploymentMerge.Sides

  /// A conflict that a resolution settles, or could not.
  struct Replay {
    let resolution: Resolution
    /// The file in the merged tree.
    let path: TreePath
    /// The line where the conflict stands in the merged file, from 1; `nil` for a whole file.
    let line: Int?
  }

  /// A resolution of the same place whose sides are others.
  struct Mismatch {
    let resolution: Resolution
    let conflict: MergeConflict
    /// The sides that differ, for people.
    let differences: [String]
  }

  /// Settles.
  ///
  /// - Parameters:
  ///   - versions: the file as a whole.
  ///   - resolutions: those of the patch set.
  ///   - directory: the deployment's folder of generated files; `nil` when paths are without it.
  init(
    of merged: MergedFile, versions: DeploymentMerge.Sides, by resolutions: [Resolution],
    context: MergeContext, below directory: TreePath? = nil
  ) {
    outcome = merged
    self.versions = versions
    let identities = merged.identities(versions, context, below: directory)
    // Of two that match, the one of the newer release.
    let resolutions = resolutions.sorted { ($1.to, $0.path) < ($0.to, $1.path) }
    var choices: [Int: Resolution] = [:]
    for resolution in resolutions {
      for index in Self.matches(of: resolution, in: identities) where choices[index] == nil {
        choices[index] = resolution
      }
    }
    settle(choices)
    for (conflict, identity) in zip(merged.conflicts, identities)
    where outcome.conflicts.contains(where: { $0.isSame(as: conflict) }) {
      guard let identity else { continue }
      mismatches += resolutions.filter { identity.isAtPlace(of: $0) && !identity.matches($0) }
        .map { resolution in
          Mismatch(
            resolution: resolution, conflict: conflict,
            differences: identity.differences(from: resolution))
        }
    }
  }

  /// The conflicts that a resolution settles: of several alike in one file those behind its line.
  private static func matches(
    of resolution: Resolution, in identities: [ConflictIdentity?]
  ) -> [Int] {
    let found = identities.indices.filter { identities[$0]?.matches(resolution) == true }
    guard found.count > 1 else { return found }
    return found.filter { identities[$0]?.isAtPlace(of: resolution) == true }
  }

  /// Settles what leaves a file that can be read.
  private mutating func settle(_ choices: [Int: Resolution]) {
    guard !choices.isEmpty else { return }
    let all = applying(choices)
    if isReadable(all.file) {
      (outcome, replays) = (all, Self.replays(choices, in: outcome, after: all))
      return
    }
    var accepted: [Int: Resolution] = [:]
    for (index, resolution) in choices.sorted(by: { $0.key < $1.key }) {
      let more = accepted.merging([index: resolution]) { old, _ in old }
      if isReadable(applying(more).file) {
        accepted = more
      } else {
        refusals += Self.replays([index: resolution], in: outcome, after: outcome)
      }
    }
    let settled = applying(accepted)
    (outcome, replays) = (settled, Self.replays(accepted, in: outcome, after: settled))
  }

  /// Whether the file can be read as what its three versions can be read as.
  private func isReadable(_ file: FileTree.File?) -> Bool {
    guard let file, file.mode.isFile else { return true }
    let sides = [versions.base, versions.ours, versions.theirs].compactMap(\.self)
      .filter(\.mode.isFile).map(\.content)
    return !MergeMethod(outcome.path).isBroken(file.content, from: sides)
  }

  /// The file with some conflicts settled.
  private func applying(_ choices: [Int: Resolution]) -> MergedFile {
    if let (index, resolution) = choices.first, outcome.conflicts[index].lines == nil {
      return applying(resolution)
    }
    guard let file = outcome.file else { return outcome }
    let lines = Lines(file.content)
    var bytes: [UInt8] = []
    var done = 0
    var shift = 0
    var open: [MergeConflict] = []
    for (index, conflict) in outcome.conflicts.enumerated() {
      guard let range = conflict.lines?.clamped(to: done..<max(done, lines.count)) else {
        open.append(conflict)
        continue
      }
      guard let resolution = choices[index] else {
        open.append(conflict.shifted(by: shift))
        continue
      }
      bytes += lines[done..<range.lowerBound]
      var replacement = conflict.text(for: resolution.outcome, ending: lines.ending)
      if range.upperBound >= lines.count, file.content.last != 0x0A {
        while let last = replacement.last, last == 0x0A || last == 0x0D { replacement.removeLast() }
      }
      bytes += replacement
      shift += Lines(replacement).count - range.count
      done = range.upperBound
    }
    bytes += lines[done..<max(done, lines.count)]
    let result = FileTree.File(mode: file.mode, content: bytes)
    return outcome.with(result, open, verdict: verdict(of: result))
  }

  /// The file with the conflict settled that it is in as a whole.
  private func applying(_ resolution: Resolution) -> MergedFile {
    let file: FileTree.File? =
      switch resolution.outcome {
      // The merged file has ours, with its pins moved.
      case .ours: outcome.file
      case .theirs: versions.theirs
      case .text(let text):
        outcome.file.map { ours in
          FileTree.File(
            mode: ours.mode,
            content: ConflictText.placed(
              text, indentation: 0, ending: Lines(ours.content).ending))
        }
      }
    return outcome.with(file, [], verdict: verdict(of: file))
  }

  private func verdict(of file: FileTree.File?) -> MergedFile.Verdict {
    switch file {
    case nil: .removed
    case versions.ours: outcome.movedFrom == nil ? .kept : .merged
    case versions.theirs: .taken
    case .some: .merged
    }
  }

  private static func replays(
    _ choices: [Int: Resolution], in before: MergedFile, after: MergedFile
  ) -> [Replay] {
    var shift = 0
    var replays: [Replay] = []
    let ending = Lines(before.file?.content ?? []).ending
    for (index, resolution) in choices.sorted(by: { $0.key < $1.key }) {
      let conflict = before.conflicts[index]
      replays.append(
        Replay(
          resolution: resolution, path: before.path,
          line: conflict.lines.map { $0.lowerBound + shift + 1 }))
      guard let range = conflict.lines, before.conflicts.count != after.conflicts.count else {
        continue
      }
      let text = conflict.text(for: resolution.outcome, ending: ending)
      shift += Lines(text).count - range.count
    }
    return replays
  }
}

extension MergeConflict {
  /// The lines that a decision puts in the place of those in question.
  fileprivate func text(for outcome: Resolution.Outcome, ending: String) -> [UInt8] {
    let isNode = node != nil
    switch outcome {
    case .ours: return Array((ours ?? "").utf8)
    case .theirs:
      return ConflictText.placed(theirs ?? "", indentation: 0, ending: ending)
    case .text(let text):
      // Where ours has nothing, the others are written as they would stand there.
      let standing = [ours, theirs, base].lazy.compactMap(\.self).first { !$0.isEmpty }
      let indentation = ConflictText(standing ?? "", isNode: isNode).indentation
      return ConflictText.placed(text, indentation: indentation, ending: ending)
    }
  }

  fileprivate func shifted(by distance: Int) -> MergeConflict {
    MergeConflict(
      path: path, node: node,
      lines: lines.map { $0.lowerBound + distance..<$0.upperBound + distance }, kind: kind,
      base: base, ours: ours, theirs: theirs)
  }

  /// Whether it is the same conflict, whatever its lines.
  fileprivate func isSame(as other: MergeConflict) -> Bool {
    node == other.node && kind == other.kind && base == other.base && ours == other.ours
      && theirs == other.theirs
  }
}

extension MergedFile {
  /// What each conflict is known by; `nil` for one that cannot be recorded.
  func identities(
    _ versions: DeploymentMerge.Sides?, _ context: MergeContext, below directory: TreePath?
  ) -> [ConflictIdentity?] {
    let inLines = conflicts.filter { $0.lines != nil }
    var surroundings = ConflictSurroundings.all(of: inLines, in: file?.content ?? [])[...]
    return conflicts.map { conflict in
      ConflictIdentity(
        conflict, of: directory.map(path.below) ?? path,
        conflict.lines == nil ? nil : surroundings.popFirst(), versions: versions,
        context: context)
    }
  }

  fileprivate func with(
    _ file: FileTree.File?, _ conflicts: [MergeConflict], verdict: Verdict
  ) -> MergedFile {
    MergedFile(
      path: path, movedFrom: movedFrom, verdict: conflicts.isEmpty ? verdict : .conflict,
      file: file, conflicts: conflicts, notes: notes)
  }
}

extension TreePath {
  /// The path below a folder that the entry lies in; the path itself when it does not.
  func below(_ folder: TreePath) -> TreePath {
    guard isInside(folder.text), self != folder else { return self }
    let inner = String(decoding: text.utf8.dropFirst(folder.text.utf8.count + 1), as: UTF8.self)
    return (try? TreePath(inner)) ?? self
  }
}
