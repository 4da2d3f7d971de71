import Editing
import GitKit
import PatchKit

/// A resolution of the patch set met by a conflict: replayed, or why not.
struct Replay: Sendable {
  /// What came of it.
  enum Outcome: Sendable, Hashable {
    /// The conflict is settled as the resolution says.
    case settled
    /// The resolution matches, and would leave a file that cannot be read.
    case refused
    /// The resolution matches, and would publish a container port that upstream renamed: nothing listens there.
    case unheard
    /// The resolution is of the same place and of other sides: those that differ, for people.
    case mismatched([String])
  }

  let resolution: Resolution
  let conflict: Conflict<[UInt8]>
  /// The file in the merged tree.
  let path: TreePath
  /// The line where the conflict stands in the merged file, from 1; `nil` for a whole file.
  let line: Int?
  let outcome: Outcome
}

/// A merged file after the replay of resolutions; what was settled is no conflict in it.
struct ReplayedFile {
  private(set) var merged: MergedFile
  private(set) var replays: [Replay] = []

  /// Replays.
  ///
  /// - Parameter resolutions: those of the patch set.
  init(_ merged: MergedFile, by resolutions: [Resolution]) {
    self.merged = merged
    // Of two that match, the one of the newer release.
    let resolutions = resolutions.sorted { ($1.to, $0.path) < ($0.to, $1.path) }
    var choices: [Int: Resolution] = [:]
    for resolution in resolutions {
      for index in Self.matches(of: resolution, in: merged.conflicts) where choices[index] == nil {
        choices[index] = resolution
      }
    }
    let unheard = choices.filter { index, resolution in
      resolution.outcome == .ours && merged.conflicts[index].isOldPort
    }
    for (index, resolution) in unheard.sorted(by: { $0.key < $1.key }) {
      replays.append(
        replay(
          resolution, index, at: merged.conflicts[index].lines.map { $0.lowerBound + 1 }, .unheard))
      choices[index] = nil
    }
    let settled = settle(choices)
    for (index, conflict) in merged.conflicts.enumerated() where !settled.contains(index) {
      mismatch(conflict, resolutions)
    }
  }

  /// The conflicts that a resolution settles: of several alike in one file those behind its line.
  private static func matches(
    of resolution: Resolution, in conflicts: [Conflict<[UInt8]>]
  ) -> [Int] {
    let found = conflicts.indices.filter { conflicts[$0].isSettled(by: resolution) }
    guard found.count > 1 else { return found }
    return found.filter { conflicts[$0].isAtPlace(of: resolution) }
  }

  /// Notes the resolutions that are of the place of a conflict and settle another.
  private mutating func mismatch(_ conflict: Conflict<[UInt8]>, _ resolutions: [Resolution]) {
    for resolution in resolutions
    where conflict.isAtPlace(of: resolution) && !conflict.isSettled(by: resolution) {
      replays.append(
        Replay(
          resolution: resolution, conflict: conflict, path: merged.path,
          line: conflict.lines.map { $0.lowerBound + 1 },
          outcome: .mismatched(conflict.differences(from: resolution))))
    }
  }

  /// Settles what leaves a file that can be read.
  ///
  /// - Returns: the conflicts that are settled.
  private mutating func settle(_ choices: [Int: Resolution]) -> Set<Int> {
    guard !choices.isEmpty else { return [] }
    let before = merged
    var accepted = choices
    var refused: [Replay] = []
    if before.isBroken(by: before.settling(choices).file) {
      accepted = [:]
      for (index, resolution) in choices.sorted(by: { $0.key < $1.key }) {
        let more = accepted.merging([index: resolution]) { old, _ in old }
        if !before.isBroken(by: before.settling(more).file) {
          accepted = more
        } else {
          let line = before.conflicts[index].lines.map { $0.lowerBound + 1 }
          refused.append(replay(resolution, index, at: line, .refused))
        }
      }
    }
    var shift = 0
    let ending = Lines(before.file?.content ?? []).ending
    for (index, resolution) in accepted.sorted(by: { $0.key < $1.key }) {
      let conflict = before.conflicts[index]
      replays.append(
        replay(resolution, index, at: conflict.lines.map { $0.lowerBound + shift + 1 }, .settled))
      guard let range = conflict.lines else { continue }
      shift += Lines(conflict.text(for: resolution.outcome, ending: ending)).count - range.count
    }
    replays += refused
    merged = before.settling(accepted)
    return Set(accepted.keys)
  }

  private func replay(
    _ resolution: Resolution, _ index: Int, at line: Int?, _ outcome: Replay.Outcome
  ) -> Replay {
    Replay(
      resolution: resolution, conflict: merged.conflicts[index], path: merged.path, line: line,
      outcome: outcome)
  }
}

extension Conflict<[UInt8]> {
  /// Whether a resolution is of this conflict or of another with the same three sides in the file.
  fileprivate func isSettled(by resolution: Resolution) -> Bool {
    guard isRecordable, file == resolution.conflict.file, kind == resolution.conflict.kind,
      scope.isLike(resolution.conflict.scope)
    else { return false }
    return differences(from: resolution).isEmpty
  }

  /// Whether a resolution is of the same place, whatever stands there.
  fileprivate func isAtPlace(of resolution: Resolution) -> Bool {
    isRecordable && file == resolution.conflict.file
      && digest(as: resolution.to.description).scope == resolution.conflict.scope
  }

  /// The sides in which a resolution of the same place differs.
  fileprivate func differences(from resolution: Resolution) -> [String] {
    let (own, other) = (digest(as: resolution.to.description), resolution.conflict)
    var names: [String] = []
    if own.base != other.base { names.append("what was generated before") }
    if own.ours != other.ours { names.append("what the deployment has") }
    if own.theirs != other.theirs { names.append("what upstream has now") }
    return names
  }
}
