import GitKit
import PatchKit
import ReportKit

extension Resolve {
  /// Reads off marked files what was decided.
  static func marked(
    _ request: Request, _ patchSet: PatchSet, _ locked: LockedState, _ deployment: Folder
  ) throws(UpgradeFailure) -> (Result, [Found]) {
    guard let pending = try PendingUpgrade.read(in: deployment), let lock = locked.lock else {
      throw UpgradeFailure(
        .nothingToResolve, "no conflict is marked in this deployment",
        advice: [
          "mark them: `confomeet-upgrade <release> --mark-conflicts`",
          "or decide without: `--release <release> --take ours`, or `--take theirs`",
        ])
    }
    let selection = try Selection(request, among: pending.files.map(\.path))
    let files = pending.files.filter { selection.contains($0.path) }
    var result = Result(release: pending.upstream.tag)
    result.markers = try pending.markers(in: deployment)
      .filter { finding in files.contains { $0.path.text == finding.places.first?.path } }
    for index in result.markers.indices {
      result.markers[index].advice = [
        "edit the file until no marker is left, then `confomeet-upgrade resolve` again"
      ]
    }
    let context = MergeContext(
      from: ReleaseName(lock.upstream.tag), to: ReleaseName(pending.upstream.tag))
    var found: [Found] = []
    for file in files {
      let conflicts = file.conflicts.map { $0.merge(at: file.path) }
      let surroundings = file.conflicts.map(\.surroundings)
      let edited = try content(of: file.path, in: deployment)
      let outcomes =
        edited.map { Decisions(conflicts, surroundings, edited: $0).outcomes }
        ?? conflicts.map { _ in nil }
      for (index, conflict) in conflicts.enumerated() where selection.contains(conflict) {
        let identity = ConflictIdentity(
          conflict, of: file.path.below(patchSet.deployment.directory), surroundings[index],
          versions: nil, context: context)
        if let outcome = outcomes[index],
          let resolution = identity?.resolution(outcome, reason: request.reason)
        {
          found.append(Found(path: file.path, resolution: resolution))
        } else {
          result.problems.append(unclear(conflict))
        }
      }
    }
    guard !found.isEmpty || !result.problems.isEmpty || !result.markers.isEmpty else {
      throw selection.nothing
    }
    return (result, found)
  }

  private static func unclear(_ conflict: MergeConflict) -> Finding {
    let subject = conflict.node.map { "`\($0)` in \(conflict.path)" } ?? "lines in \(conflict.path)"
    return Finding(
      .decisionUnclear, "what was decided on \(subject) cannot be told",
      places: [Place(.deployment, conflict.path.text)],
      evidence: ["the lines around it are not what they were when the conflict was marked"],
      advice: ["go on without a record of it: `confomeet-upgrade upgrade --continue`"])
  }

  /// The content of a file; `nil` when there is none.
  private static func content(
    of path: TreePath, in deployment: Folder
  ) throws(UpgradeFailure) -> [UInt8]? {
    do throws(FileSystemError) {
      guard case .file = try deployment.entry(at: path)?.kind else { return nil }
      return try deployment.file(at: path).content
    } catch {
      throw UpgradeFailure(error)
    }
  }
}

extension PendingUpgrade.Conflict {
  /// The conflict as a merge has it; its lines are not known any more.
  fileprivate func merge(at path: TreePath) -> MergeConflict {
    MergeConflict(
      path: path, node: node, lines: 0..<0, kind: kind, base: base, ours: ours, theirs: theirs)
  }
}
