import Editing
import Findings
import GitKit
import PatchKit

extension Resolve {
  /// Reads off marked files what was decided.
  static func marked(
    _ options: Options, _ context: Context, _ deployment: Folder
  ) throws(UpgradeFailure) -> (Result, [Found]) {
    guard let pending = try PendingUpgrade.read(in: deployment), let from = try context.lockedName
    else {
      throw nothingMarked
    }
    let undecided = options.node == nil ? pending.undecided : []
    let directory = context.patchSet.deployment.directory
    let selection = try Selection(
      options, at: context.places, among: pending.files.map(\.path) + undecided.map(\.path)
    ) { () throws(UpgradeFailure) in try moved(pending, context) }
    let files = pending.files.filter { selection.contains($0.path) }
    var result = Result(release: pending.upstream.name)
    result.markers = try pending.markers(in: deployment)
      .filter { finding in files.contains { $0.path.text == finding.places.first?.path } }
    for index in result.markers.indices {
      result.markers[index].advice = [
        "edit the file until no marker is left, then `confomeet-upgrade resolve` again"
      ]
    }
    let releases = MergeContext(
      from: from, to: pending.upstream.release,
      below: directory)
    var found: [Found] = []
    for file in files {
      let conflicts = file.conflicts.map { $0.of(releases.subject(file.path)) }
      let edited = try content(of: file.path, in: deployment)
      if result.markers.isEmpty, let edited,
        let problem = MergeMethod(file.path).problem(in: edited)
      {
        result.problems.append(unreadable(file.path, edited, problem))
        continue
      }
      let outcomes =
        edited.map { Resolution.Outcome.read(of: conflicts, from: $0) }
        ?? conflicts.map { _ in nil }
      for (index, conflict) in conflicts.enumerated() where selection.contains(conflict) {
        if let outcome = outcomes[index],
          let resolution = conflict.resolution(outcome, reason: options.reason, releases)
        {
          found.append(Found(path: file.path, resolution: resolution))
        } else {
          result.problems.append(unclear(conflict, in: file.path))
        }
      }
    }
    for file in undecided where selection.contains(file.path) {
      if let outcome = try file.outcome(in: deployment),
        let resolution = file.resolution(
          outcome, reason: options.reason, from: releases.oldRelease, to: releases.newRelease,
          below: directory)
      {
        found.append(Found(path: file.path, resolution: resolution))
      } else {
        result.problems.append(file.finding)
      }
    }
    guard !found.isEmpty || !result.problems.isEmpty || !result.markers.isEmpty else {
      throw selection.nothing
    }
    return (result, found)
  }

  /// Decides on files that were left as they are when conflicts were marked.
  static func undecided(
    _ take: Resolution.Outcome, _ options: Options, _ context: Context, _ deployment: Folder
  ) throws(UpgradeFailure) -> (Result, [Found]) {
    guard let pending = try PendingUpgrade.read(in: deployment), let from = try context.lockedName
    else {
      throw nothingMarked
    }
    let selection = try Selection(
      options, at: context.places, among: pending.undecided.map(\.path)
    ) { () throws(UpgradeFailure) in try moved(pending, context) }
    let found = pending.undecided.filter { selection.contains($0.path) }.compactMap { file in
      file.resolution(
        take, reason: options.reason, from: from,
        to: pending.upstream.release, below: context.patchSet.deployment.directory
      ).map { Found(path: file.path, resolution: $0) }
    }
    // What is decided already is decided anew only when it is named.
    let open = found.filter { found in
      !options.files.isEmpty
        || !context.patchSet.resolutions.contains { $0.isOfSameConflict(as: found.resolution) }
    }
    guard options.node == nil, !open.isEmpty else { throw selection.nothing }
    return (Result(release: pending.upstream.name), open)
  }

  /// Where files are that a pending upgrade moves, by the paths that they had.
  private static func moved(
    _ pending: PendingUpgrade, _ context: Context
  ) throws(UpgradeFailure) -> [TreePath: TreePath] {
    guard let lock = context.lock, let base = try context.lockedRelease else { return [:] }
    let upstream = try context.sources.openUpstream()
    guard upstream.repository.contains(base.commit),
      upstream.repository.contains(pending.upstream.commit)
    else { return [:] }
    return try upstream.renames(
      from: base, to: upstream.release(of: pending.upstream.commit),
      readings: context.sources.readings
    ).moved(
      from: lock.generated.directory, to: context.patchSet.deployment.directory,
      Array(lock.generated.files.keys)
    ).files
  }

  private static var nothingMarked: UpgradeFailure {
    UpgradeFailure(
      .nothingToResolve, "no conflict is marked in this deployment",
      advice: [
        "mark them: `confomeet-upgrade <release> --mark-conflicts`",
        "or decide without: `--release <release> --take ours`, or `--take theirs`",
      ])
  }

  /// That a file cannot be read as a person left it, so that what was decided could not be replayed.
  private static func unreadable(
    _ path: TreePath, _ bytes: [UInt8], _ error: EditingError
  ) -> Finding {
    Finding(
      .resolutionRefused, "what is left in \(path) cannot be read: \(error.message)",
      places: [Place(.deployment, path, bytes, at: error.offset)],
      advice: ["correct the file, then `confomeet-upgrade resolve` again"])
  }

  private static func unclear(_ conflict: Conflict<[UInt8]>, in path: TreePath) -> Finding {
    let subject = conflict.scope.node.map { "`\($0)` in \(path)" } ?? "lines in \(path)"
    return Finding(
      .decisionUnclear, "what was decided on \(subject) cannot be told",
      places: [Place(.deployment, path.text)],
      evidence: ["the lines around it are not what they were when the conflict was marked"],
      advice: ["go on without a record of it: `confomeet-upgrade upgrade --continue`"],
      conflict: conflict.id)
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

extension PendingUpgrade.UndecidedFile {
  /// What was decided by hand; `nil` when the file is as it was left, or what it is now cannot be recorded.
  fileprivate func outcome(in deployment: Folder) throws(UpgradeFailure) -> Resolution.Outcome? {
    let now = try PendingUpgrade.version(of: path, in: deployment)
    guard now != version else { return nil }
    if now == .absent { return conflict.theirs == nil ? .theirs : nil }
    let file: FileTree.File
    do throws(FileSystemError) {
      file = try deployment.file(at: path)
    } catch {
      throw UpgradeFailure(error)
    }
    if let theirs = conflict.theirs, theirs == .ofBlob(file.content) { return .theirs }
    guard let text = String(validating: file.content, as: UTF8.self), !text.contains("\0") else {
      return nil
    }
    return .text(ConflictText(file.content, .file).text)
  }
}
