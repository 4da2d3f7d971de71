public import GitKit
public import PatchKit

/// A conflict that a resolution settled, or could not.
public struct Replay: Sendable {
  /// How it was settled.
  public let resolution: Resolution
  /// The file in the merged tree.
  public let path: TreePath
  /// The part of it; `nil` for lines and for a whole file.
  public let node: String?
  /// The line where it stands in the merged file, from 1; `nil` for a whole file.
  public let line: Int?
}

/// A merge with the conflicts settled for which there are resolutions.
public struct SettledMerge: Sendable {
  /// The merge; what was settled is no conflict in it.
  public let result: MergeResult
  /// What was settled, by file and place.
  public let replays: [Replay]
  /// Resolutions that match and were not used, since they would leave a file that cannot be read.
  public let refusals: [Replay]
  /// Resolutions at the place of a conflict that is not the one they settle.
  public let mismatches: [Mismatch]

  /// A resolution of the same place whose sides are others.
  public struct Mismatch: Sendable {
    /// The resolution.
    public let resolution: Resolution
    /// The conflict that it does not settle.
    public let conflict: MergeConflict
    /// The sides that differ, for people.
    public let differences: [String]
  }
}

extension MergeResult {
  /// The merge with every conflict settled that a resolution matches.
  ///
  /// - Parameters:
  ///   - resolutions: those of the patch set.
  ///   - base: what was generated last; as for ``Merge/tree(base:ours:theirs:context:)``, like those that follow.
  public func settled(
    by resolutions: [Resolution], base: FileTree, ours: FileTree, theirs: FileTree,
    context: MergeContext
  ) -> SettledMerge {
    // Of two that match, the one of the newer release.
    let resolutions = resolutions.sorted { ($1.to, $0.path) < ($0.to, $1.path) }
    var files = files
    var outcomes: [MergedFile] = []
    var replays: [Replay] = []
    var refusals: [Replay] = []
    var mismatches: [SettledMerge.Mismatch] = []
    for outcome in self.outcomes {
      guard !outcome.conflicts.isEmpty, !resolutions.isEmpty else {
        outcomes.append(outcome)
        continue
      }
      let origin = outcome.movedFrom ?? outcome.path
      let settlement = Settlement(
        of: outcome,
        versions: ConflictIdentity.Versions(
          base: base[origin] ?? base[outcome.path], ours: ours[origin],
          theirs: theirs[outcome.path]),
        by: resolutions, context: context)
      outcomes.append(settlement.outcome)
      files[outcome.path] = settlement.outcome.file
      replays += settlement.replays
      refusals += settlement.refusals
      mismatches += settlement.mismatches
    }
    return SettledMerge(
      result: MergeResult(files: files, outcomes: outcomes), replays: replays, refusals: refusals,
      mismatches: mismatches)
  }
}
