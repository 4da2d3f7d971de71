import Editing
import Findings
import GitKit
import PatchKit
import Reports

/// What is written when conflicts are marked: everything except for the lock, and what is pending.
struct MarkedPlan {
  private(set) var changes: ChangeSet
  /// The conflicts that cannot be marked: with one, nothing is written.
  private(set) var obstacles: [Finding] = []
  /// How each conflict is left, by file and in the order of its conflicts.
  private(set) var marks: [TreePath: [Mark]] = [:]

  /// How a conflict is left for a person.
  enum Mark {
    /// Its first marker is on a line of the written file, from 0.
    case line(Int)
    /// The file is as it was, until it is decided on as a whole.
    case undecided
  }

  /// Marks.
  ///
  /// - Parameters:
  ///   - plan: what is to be written apart from the conflicts.
  ///   - names: what the sides are called at the markers.
  ///   - source: the deployment's files as they are.
  ///   - repositories: what has a file in one of them, it can be restored from.
  /// - Throws: ``UpgradeFailure`` when a file that is to be written can't be read.
  init(
    _ plan: UpgradePlan, names: TextMerge.Labels, replacing source: (any FileSource)?,
    _ repositories: OwnRepositories
  ) throws(UpgradeFailure) {
    changes = plan.fileChanges
    var files: [PendingUpgrade.MarkedFile] = []
    var undecided: [PendingUpgrade.UndecidedFile] = []
    for decision in plan.comparison.decisions where decision.verdict == .conflict {
      if let file = plan.undecidedFile(decision) {
        undecided.append(file)
        marks[file.path] = [.undecided]
        continue
      }
      guard let merged = decision.merge, let mode = merged.file?.mode,
        let marked = merged.markedWholly(names)
      else {
        obstacles.append(Self.unmarkable(decision.path))
        continue
      }
      let file = FileTree.File(mode: mode, content: marked.bytes)
      changes.write(file, to: decision.path, replacing: decision.version)
      marks[decision.path] = marked.starts.map(Mark.line)
      files.append(
        PendingUpgrade.MarkedFile(
          path: decision.path, markerSize: marked.markerSize, marked: .ofBlob(marked.bytes),
          conflicts: merged.conflicts))
    }
    let pending = PendingUpgrade(
      upstream: plan.lock.upstream, from: plan.from,
      below: plan.lock.generated.directory, patches: try plan.patchSet.generatingTreeID(),
      files: files,
      undecided: undecided,
      replaced: changes.changes.mapValues { change in
        PendingUpgrade.Replacement(before: change.before, after: FileVersion(change.after))
      }, contents: try changes.contentsToKeep(source, repositories))
    let bytes = pending.bytes
    // What is written must be possible to read again: there are limits on size.
    guard let path = try? TreePath(PendingUpgrade.fileName),
      (try? PendingUpgrade(reading: bytes)) == pending
    else {
      obstacles += files.map { Self.unmarkable($0.path) }
      return
    }
    changes.write(FileTree.File(content: bytes), to: path, replacing: .absent)
  }

  private static func unmarkable(_ path: TreePath) -> Finding {
    Finding(
      .unmarkableConflict, "\(path) has a conflict that cannot be marked",
      places: [Place(.deployment, path.text)],
      advice: ["settle it first, as its own advice says; then run again with `--mark-conflicts`"])
  }
}

extension UpgradePlan {
  /// The record of a file that is in conflict as a whole; `nil` when its conflicts have lines, or cannot be recorded.
  fileprivate func undecidedFile(
    _ decision: Comparison.FileDecision
  ) -> PendingUpgrade.UndecidedFile? {
    guard let merged = decision.merge, merged.movedFrom == nil, merged.conflicts.count == 1,
      let conflict = merged.conflicts.first, conflict.scope == .file
    else { return nil }
    return PendingUpgrade.UndecidedFile(
      path: decision.path, id: conflict.id, conflict: conflict.digest(as: release.tag),
      version: decision.version)
  }
}
