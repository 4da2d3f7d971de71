import Findings
import GitKit
import PatchKit
import Reports

/// What is written when conflicts are marked: everything except for the lock, and what is pending.
struct MarkedPlan {
  private(set) var changes: ChangeSet
  /// The conflicts that cannot be marked: with one, nothing is written.
  private(set) var obstacles: [Finding] = []
  /// The conflicts, each with the place of its marker.
  private(set) var conflicts: [Finding] = []

  /// Marks.
  ///
  /// - Parameters:
  ///   - plan: what is to be written apart from the conflicts.
  ///   - names: what the sides are called at the markers.
  init(_ plan: UpgradePlan, names: TextMerge.Labels) {
    changes = plan.fileChanges
    var files: [PendingUpgrade.MarkedFile] = []
    var undecided: [PendingUpgrade.UndecidedFile] = []
    for decision in plan.comparison.decisions where decision.verdict == .conflict {
      if let file = plan.undecidedFile(decision) {
        undecided.append(file)
        let advice = WholeFileDecision(file.path, isRemoved: decision.sides?.theirs == nil)
        conflicts += plan.comparison.conflicts.filter { $0.path == file.path }.map { conflict in
          var finding = conflict.finding
          finding.advice = [advice.adviceOnPending]
          return finding
        }
        continue
      }
      guard let merged = decision.merge, let mode = merged.file?.mode,
        let marked = merged.markedFile(names)
      else {
        obstacles.append(Self.unmarkable(decision.path))
        continue
      }
      let file = FileTree.File(mode: mode, content: marked.bytes)
      changes.write(file, to: decision.path, replacing: decision.version)
      conflicts += Self.placed(
        plan.comparison.conflicts.filter { $0.path == decision.path }.map(\.finding),
        in: decision.path, Lines(marked.bytes), size: marked.markerSize)
      files.append(
        PendingUpgrade.MarkedFile(
          path: decision.path, markerSize: marked.markerSize, marked: .ofBlob(marked.bytes),
          conflicts: zip(
            merged.conflicts,
            ConflictSurroundings.all(of: merged.conflicts, in: merged.file?.content ?? [])
          ).map { PendingUpgrade.Conflict($0, $1) }))
    }
    let pending = PendingUpgrade(
      upstream: plan.lock.upstream, patches: plan.generatingID, files: files,
      undecided: undecided, replaced: changes.changes.mapValues(\.before))
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

  /// Findings with the lines at which their conflicts begin in a marked file.
  private static func placed(
    _ findings: [Finding], in path: TreePath, _ lines: Lines, size: Int
  ) -> [Finding] {
    let mark = Array(repeating: UInt8(ascii: "<"), count: size)
    let starts = (0..<lines.count).filter { lines[$0..<$0 + 1].starts(with: mark) }
    return zip(findings, starts).map { finding, line in
      var finding = finding
      finding.places = [Place(.deployment, path.text, line: line + 1)]
      finding.advice = [
        "edit the file until no marker is left, then `confomeet-upgrade upgrade --continue`"
      ]
      return finding
    }
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
      merged.conflicts[0].lines == nil,
      let identity = merged.identities(
        decision.sides,
        MergeContext(from: locked.lock.flatMap { ReleaseName($0.upstream.tag) }, to: release),
        below: lock.generated.directory)[0]
    else { return nil }
    return PendingUpgrade.UndecidedFile(
      path: decision.path, conflict: identity.conflict, sides: identity.sides(as: release),
      version: decision.version)
  }
}
