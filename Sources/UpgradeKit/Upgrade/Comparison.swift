import GitKit
import ReportKit

/// What is to be done with each file of a deployment, by what was generated last, what stands there and what was
/// generated now.
struct Comparison {
  /// What is to be done with one file.
  struct FileDecision {
    /// The path from the deployment's folder.
    let path: TreePath
    let verdict: ReportedFile.Verdict
    /// What was generated now; `nil` for nothing.
    let new: FileTree.File?
    /// The same by its id.
    let newVersion: FileVersion
    /// What stands there.
    let version: FileVersion
  }

  /// The decisions, sorted by path.
  private(set) var decisions: [FileDecision] = []
  /// What a person has to decide, or should know.
  private(set) var findings: [Finding] = []

  /// Compares.
  ///
  /// - Parameters:
  ///   - state: what stands in the deployment.
  ///   - old: what was generated last.
  ///   - new: what was generated now, by path from the deployment's folder.
  ///   - versions: the same by ids.
  init(
    _ state: DeploymentState, old: [TreePath: Lock.GeneratedFile], new: FileTree,
    versions: [TreePath: FileVersion]
  ) {
    // A lock whose files are all missing belongs to a deployment that is elsewhere: this one is made anew.
    let isNew = state.files.values.allSatisfy { $0 == .deleted }
    if isNew, !old.isEmpty {
      findings.append(
        Finding(
          .lockDoesNotMatch, "none of the files that the lock names is there; all are made anew",
          advice: ["if that was not meant: name the deployment's folder with `--deployment`"]))
    }
    for path in Set(old.keys).union(new.paths).sorted() {
      let decision = FileDecision(
        path: path, verdict: .unchanged, new: new[path], newVersion: versions[path] ?? .absent,
        version: state.versions[path] ?? .absent)
      add(decision, state: isNew ? nil : state.files[path], obstacle: state.obstacles[path])
    }
  }

  private mutating func add(
    _ decision: FileDecision, state: DeploymentState.FileState?, obstacle: DeploymentState.Obstacle?
  ) {
    let path = decision.path
    let isWanted = decision.new != nil && decision.version == decision.newVersion
    switch state {
    case _ where isWanted && obstacle == nil: decide(decision, .unchanged)
    case .untouched: decide(decision, decision.new == nil ? .removed : .updated)
    case .edited: conflict(decision, .editedByHand, "\(path) was edited by hand")
    case .modeChanged: conflict(decision, .modeChanged, "the mode of \(path) was changed by hand")
    case .replaced(let obstacle):
      conflict(decision, .foreignFileInTheWay, "\(path) was replaced: \(obstacle.phrase)")
    case .deleted:
      guard decision.new != nil else { return }
      decide(decision, .kept)
      findings.append(
        Finding(
          .deletedByHand, "\(path) was deleted by hand and stays so",
          places: [Place(.deployment, path.text)],
          advice: ["restore it from the deployment's history if that was not meant"]))
    case nil:
      switch obstacle {
      case .file where isWanted: decide(decision, .unchanged)
      case let obstacle?:
        conflict(decision, .foreignFileInTheWay, "\(path) is to be written, but \(obstacle.phrase)")
      case nil:
        if decision.new != nil { decide(decision, .added) }
      }
    }
  }

  private mutating func conflict(_ decision: FileDecision, _ code: FindingCode, _ headline: String)
  {
    decide(decision, .conflict)
    findings.append(
      Finding(
        code, headline, places: [Place(.deployment, decision.path.text)],
        advice: [
          code == .foreignFileInTheWay
            ? "move away what is there, if the generated file may take its place; then run again"
            : "move the change into the patch set, or undo it; then run again"
        ]))
  }

  private mutating func decide(_ decision: FileDecision, _ verdict: ReportedFile.Verdict) {
    decisions.append(
      FileDecision(
        path: decision.path, verdict: verdict, new: decision.new, newVersion: decision.newVersion,
        version: decision.version))
  }

  /// Whether a person has to decide something.
  var hasConflicts: Bool { decisions.contains { $0.verdict == .conflict } }

  /// The files that change.
  var changes: [FileDecision] {
    decisions.filter { decision in
      switch decision.verdict {
      case .added, .updated, .removed: true
      case .unchanged, .kept, .conflict: false
      }
    }
  }
}

extension DeploymentState.Obstacle {
  /// What stands there, as the end of a sentence.
  fileprivate var phrase: String {
    switch self {
    case .file: "a file that was not generated is there"
    case .link(let path): "\(path) is a symbolic link"
    case .folder: "a folder is there"
    case .fileForFolder(let path): "\(path) is a file, not a folder"
    case .other: "a device, socket or pipe is there"
    }
  }
}
