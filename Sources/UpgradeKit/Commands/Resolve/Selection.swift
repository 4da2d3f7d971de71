import Editing
import Findings
import GitKit
import PatchKit

/// The conflicts that a person means.
struct Selection {
  private let files: [TreePath]
  private let node: String?
  private let replays: [Replay]

  /// Finds the files that are meant: named by their paths in the deployment, or on this machine.
  ///
  /// - Parameters:
  ///   - candidates: the files with conflicts, by their paths in the deployment.
  ///   - replays: what came of the resolutions that there are.
  ///   - moved: the new paths of moved files by the old ones; asked for only where a name is no candidate.
  /// - Throws: ``UpgradeFailure`` when a named file has no conflict.
  init(
    _ options: Resolve.Options, at places: Places, among candidates: [TreePath],
    replays: [Replay] = [],
    moved: () throws(UpgradeFailure) -> [TreePath: TreePath]
  ) throws(UpgradeFailure) {
    node = options.node
    self.replays = replays
    guard !options.files.isEmpty else {
      files = candidates
      return
    }
    var files: [TreePath] = []
    var known: [TreePath: TreePath]?
    for name in options.files {
      let names = PathName.inDeployment(name, places.deployment)
      if let path = candidates.first(where: { names.contains($0.text) }) {
        files.append(path)
        continue
      }
      // A moved file is known by its former path, too.
      let moves: [TreePath: TreePath]
      if let known {
        moves = known
      } else {
        moves = try moved()
        known = moves
      }
      let news = names.compactMap { TreePath.optional($0).flatMap { moves[$0] } }
      guard let path = candidates.first(where: news.contains) else {
        throw Self.nothing(in: names.first ?? name, replays)
      }
      files.append(path)
    }
    self.files = files
  }

  /// Whether a file is meant.
  func contains(_ path: TreePath) -> Bool { files.contains(path) }

  /// Whether a conflict of such a file is meant.
  func contains(_ conflict: Conflict<[UInt8]>) -> Bool {
    node == nil || node == conflict.scope.node
  }

  /// That nothing is there that was meant.
  var nothing: UpgradeFailure {
    guard let node else { return Self.nothing(in: nil, replays) }
    return UpgradeFailure(
      .nothingToResolve, "no conflict is about `\(node)`",
      places: files.map { Place(.deployment, $0.text) },
      advice: ["name the part as the report of the upgrade has it"])
  }

  private static func nothing(in file: String?, _ replays: [Replay]) -> UpgradeFailure {
    let known = replays.filter { $0.outcome == .settled && (file == nil || $0.path.text == file) }
      .map { "settled already: \($0.resolution.place.file)" }
    return UpgradeFailure(
      .nothingToResolve, "no conflict is open\(file.map { " in \($0)" } ?? "")",
      places: file.map { [Place(.deployment, $0)] } ?? [], evidence: known,
      advice: ["`confomeet-upgrade <release> --dry-run` shows which conflicts there are"])
  }
}
