import Editing
import Findings
import GitKit
import Reports

/// What is to be done with each file of a deployment, by what was generated last, what stands there and what was
/// generated now.
struct Comparison {
  /// What is to be done with one file.
  struct FileDecision {
    /// The path from the deployment's folder.
    let path: TreePath
    var verdict: ReportedFile.Verdict
    /// What is to stand there; `nil` for nothing.
    var new: FileTree.File?
    /// What stands there.
    var version: FileVersion
    /// The merge behind the decision; `nil` for a file that nobody edited.
    var merge: MergedFile?
    /// The merge of a file that was edited here and goes to another path.
    var movedAway: MergedFile?
    /// Why nothing can be merged: what is in the way, or that there is no base.
    var obstacle: Finding?
  }

  /// The decisions, sorted by path.
  private(set) var decisions: [FileDecision] = []
  /// What else should be known.
  private(set) var notes: [Finding] = []
  let releases: ReleaseNames
  /// Whether nothing is known to have been generated.
  private let isWithoutLock: Bool
  /// How many files belong into what is no folder.
  private var countsInFolders: [TreePath: Int] = [:]

  /// The releases that files were and are generated from, as they are called in findings.
  struct ReleaseNames {
    let old: String
    let new: String
    /// What a change since the old one is called.
    let change: String
    /// What something that is new since the old one is called.
    let addition: String
    /// The new release's tag.
    let tag: String
  }

  /// Compares.
  ///
  /// - Parameters:
  ///   - state: what stands in the deployment.
  ///   - old: the paths of what was generated last.
  ///   - new: what was generated now, by path from the deployment's folder.
  ///   - versions: the same by ids.
  ///   - merge: what became of the files that people edited.
  init(
    _ state: DeploymentState, old: Set<TreePath>, new: FileTree,
    versions: [TreePath: FileVersion], merge: DeploymentMerge, releases: ReleaseNames
  ) {
    self.releases = releases
    isWithoutLock = old.isEmpty
    // A lock whose files are all missing belongs to a deployment that is elsewhere: this one is made anew.
    if state.isNew, !old.isEmpty {
      notes.append(
        Finding(
          .lockDoesNotMatch, "none of the files that the lock names is there; all are made anew",
          advice: ["if that was not meant: name the deployment's folder with `--deployment`"]))
    }
    let paths = old.union(new.paths).sorted()
    for path in paths {
      guard let folder = state.obstacle(at: path)?.folder(of: path) else { continue }
      countsInFolders[folder, default: 0] += 1
    }
    var missing: [TreePath] = []
    for path in paths {
      var decision = FileDecision(
        path: path, verdict: .unchanged, new: new[path], version: state.versions[path] ?? .absent)
      let isWanted = new[path] != nil && decision.version == versions[path]
      if isWanted, state.obstacles[path] == nil || state.obstacles[path]?.isFile == true {
        decisions.append(decision)
      } else if let obstacle = state.obstacle(at: path),
        !obstacle.isFile || merge.outcomes[path] == nil
      {
        obstruct(decision, obstacle, isGenerated: state.files[path] != nil)
      } else if let merged = merge.outcomes[path] {
        decision.merge = merged
        if merged.verdict == .deletedLocally, merged.notes.isEmpty { missing.append(path) }
        if let ours = merged.sides.ours, merged.movedFrom == nil {
          decision.version = FileVersion(ours)
        }
        // What is gone may have been under another path.
        let origins = [path] + merged.notes.compactMap { TreePath.optional($0.file) }
        let wasInstalled = origins.contains(where: merge.wasInstalled.contains)
        add(decision, merged, wasInstalled: wasInstalled)
      } else if merge.withoutBase.contains(path) {
        miss(decision)
      } else if let origin = merge.origins[path] {
        decision.version = FileVersion(origin)
        decision.movedAway = merge.outcomes.values.first { $0.movedFrom == path }
        decide(decision, .removed)
      } else if !state.isNew, let file = state.files[path] {
        guard case .untouched = file else { continue }
        decide(decision, decision.new == nil ? .removed : .updated)
      } else if decision.new != nil {
        decide(decision, .added)
      }
    }
    for wereInstalled in [true, false] {
      notes += MergeNotes.missing(
        missing.filter { merge.wasInstalled.contains($0) == wereInstalled },
        wereInstalled: wereInstalled, release: releases.tag)
    }
  }

  /// Takes in files of people's own that follow a change of the generated ones.
  mutating func follow(_ own: OwnComposeFiles) {
    for file in own.files {
      decisions.append(
        FileDecision(
          path: file.path, verdict: .merged, new: file.after, version: FileVersion(file.before)))
    }
    decisions.sort { $0.path < $1.path }
  }

  private mutating func decide(_ decision: FileDecision, _ verdict: ReportedFile.Verdict) {
    var decision = decision
    decision.verdict = verdict
    decisions.append(decision)
  }

  private mutating func obstruct(
    _ decision: FileDecision, _ obstacle: DeploymentState.Obstacle, isGenerated: Bool
  ) {
    let path = decision.path
    let folder = obstacle.folder(of: path)
    let headline =
      if let folder {
        "\(folder) is \(obstacle.kindOfFolder), and \(count(in: folder)) in it"
      } else if isGenerated {
        "\(path) was replaced: \(obstacle.phrase)"
      } else {
        "\(path) is to be written, but \(obstacle.phrase)"
      }
    stop(
      decision,
      Finding(
        .foreignFileInTheWay, headline, places: [Place(.deployment, (folder ?? path).text)],
        advice: [
          "move away what is there, if the generated file may take its place; then run again"
        ]
          + (isWithoutLock
            ? ["or take the deployment over as it is: `confomeet-upgrade adopt <release>`"] : [])))
  }

  private func count(in folder: TreePath) -> String {
    let count = countsInFolders[folder] ?? 0
    return count == 1 ? "1 file belongs" : "\(count) files belong"
  }

  private mutating func miss(_ decision: FileDecision) {
    let path = decision.path
    stop(
      decision,
      Finding(
        .baseUnavailable,
        "\(path) was edited by hand, and what was generated for \(releases.old) cannot be had",
        places: [Place(.deployment, path.text)],
        advice: [
          "run where `patches/` lies in its git repository, with its history",
          "or move the change into the patch set, put the generated file back, and run again",
        ]))
  }

  private mutating func add(
    _ decision: FileDecision, _ merged: MergedFile, wasInstalled: Bool
  ) {
    var decision = decision
    decision.new = merged.file
    switch merged.verdict {
    case .unchanged: decide(decision, .unchanged)
    case .taken: decide(decision, decision.version == .absent ? .added : .updated)
    case .removed: decide(decision, .removed)
    case .kept: decide(decision, merged.movedFrom == nil ? .kept : .merged)
    case .merged: decide(decision, .merged)
    case .deletedLocally: decide(decision, .kept)
    case .conflict: decide(decision, .conflict)
    }
    notes += MergeNotes(merged, releases, wasInstalled: wasInstalled).findings
  }

  private mutating func stop(_ decision: FileDecision, _ finding: Finding) {
    var decision = decision
    decision.obstacle = finding
    decide(decision, .conflict)
  }

  /// What a person has to decide, in the order of the files.
  var conflicts: [Conflict<[UInt8]>] { decisions.flatMap { $0.merge?.conflicts ?? [] } }

  /// What has to be moved away or restored first. A folder that is none is one obstacle for all that is in it.
  var obstacles: [Finding] {
    var seen: Set<Finding> = []
    return decisions.compactMap(\.obstacle).filter { seen.insert($0).inserted }
  }

  /// Whether a person has to decide something.
  var hasConflicts: Bool { decisions.contains { $0.verdict == .conflict } }

  /// The files that change.
  var changes: [FileDecision] { decisions.filter(\.verdict.isChange) }
}

extension ReportedFile.Verdict {
  /// Whether a file is written or removed.
  var isChange: Bool {
    switch self {
    case .added, .updated, .merged, .removed: true
    case .unchanged, .kept, .conflict: false
    }
  }
}
